"""A folder of fifty mixed files: uploaded, watched to the end, a doubtful cell corrected, a report kept.

It takes about a minute: the site, its worker, the reading of fifty files and two windows under axe are real.
"""

import json
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.served import PASSWORD, served
from gongkai.annual.writers import WRITERS
from gongkai.papers.writing.fonts import find_fonts
from handed_in import NO_REPORT, doubtful, encrypted, odt, report, text, written, zipped

HERE = "/desk/jia/received/"
KINDS = ("html", "docx", "xlsx", "csv")
LAYOUTS = ("tab_rows", "tab_rows_full", "bars", "lines_blank", "browser")
WRONG = {
    "坏了的报告.docx": written(2, "docx")[:-200],
    "加密的报告.docx": encrypted(),
    "会议通知.txt": NO_REPORT.encode(),
}


def fifty() -> dict[str, bytes]:
    """Name → content: forty-six files, one of them an archive of four, and one of each that goes wrong."""
    files = {f"{number:02d}.{KINDS[number % 4]}": written(number, KINDS[number % 4]) for number in range(28)}
    files |= {f"{number:02d}.txt": text(number, LAYOUTS[number % 5]) for number in range(28, 38)}
    files |= {f"{number:02d}.odt": odt(number) for number in range(38, 41)}
    files |= {f"{number:02d}.pdf": WRITERS["pdf"](report(number), find_fonts()) for number in range(41, 44)}
    inside = {f"下属单位/{number:02d}.html": written(number, "html") for number in range(44, 48)}
    return (
        files | WRONG | {"看不清.html": doubtful(), "打包.zip": zipped(**inside), "最后.md": text(49, "bars")}
    )


@pytest.fixture
def site(tmp_path):
    with served(tmp_path) as address:
        yield address


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "收到的文件"
    place.mkdir()
    for name, content in fifty().items():
        (place / name).write_bytes(content)
    return place


@pytest.fixture
def window(chromium, site):
    """Opens a window on the site, signed in."""
    contexts = []

    def open_at(width=1280, **options):
        contexts.append(
            chromium.new_context(base_url=site, viewport={"width": width, "height": 800}, **options)
        )
        page = contexts[-1].new_page()
        page.goto("/desk/")
        page.get_by_label("用户名").fill("office")
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="今日待办").wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()


def press_to(page, name):
    """Tab until the link or button with this name has the focus."""
    for _ in range(700):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(e => e.getAttribute('aria-label') || e.innerText || e.name || '')(document.activeElement)"
        )
        if said.strip() == name:
            return
    raise AssertionError(f"no way by keyboard to {name}")


def follow(page, name):
    """Reach it by keyboard and press Enter; the page it leads to is there."""
    press_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_fifty_files_from_the_folder_to_a_kept_report_by_keyboard(window, folder):
    page = window()
    page.goto(HERE)
    page.get_by_label("年报文件").set_input_files(sorted(folder.iterdir()))
    follow(page, "上传并读取")
    page.get_by_text("停止自动更新").wait_for()
    page.get_by_text("全部读完了").wait_for(timeout=60_000)
    states = page.locator("tbody .state").all_inner_texts()
    assert len(states) == 53
    said = dict(zip(page.locator("tbody th").all_inner_texts(), states, strict=True))
    assert {name: said.pop(name) for name in WRONG} == {
        "坏了的报告.docx": "✕ 拒收", "加密的报告.docx": "✕ 拒收", "会议通知.txt": "— 不是年报",
    }  # fmt: skip
    assert said.pop("看不清.html") == "？ 存疑"
    assert set(said.values()) <= {"✓ 读出", "？ 存疑"}

    follow(page, "看不清.html")
    cell = page.locator("#table3-new-natural")
    assert "？存疑1" in cell.inner_text()
    assert "3 1" in cell.inner_text()
    follow(page, "3 1")
    page.wait_for_url("**#s*")
    assert page.locator(".original td:target").inner_text() == "3 1"
    every_column_is_in_sight(page)
    batch = page.get_by_role("link", name="回到这一批").get_attribute("href")
    file = urlsplit(page.url).path
    watched = [window(width=width, bypass_csp=True) for width in (1280, 360)]
    are_clean(watched, HERE, batch, file)

    follow(page, "保存为收到的年报")
    follow(page, "保存")
    assert "还有1个存疑的格没有处理" in page.locator("main").inner_text()
    follow(page, "看存疑的内容")
    follow(page, "更正存疑1")
    page.get_by_label("数值").fill("31")
    page.get_by_label("原因").fill("原件第一栏印的是31，中间有一个空格")
    follow(page, "更正")
    page.wait_for_url("**#table3-new-natural")
    assert "原读作：3 1" in cell.inner_text()
    follow(page, "保存为收到的年报")
    follow(page, "保存")
    page.get_by_text("已保存为收到的年报").wait_for()
    are_clean(
        watched,
        f"{file}cells/table3/new/natural/",
        f"{file}save/",
        f"{HERE}reports/",
        urlsplit(page.url).path,
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 JSON").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert kept["table3"]["一、本年新收政府信息公开申请数量"][0] == 31
    assert kept["corrections"][0]["printed"] == "3 1"


def every_column_is_in_sight(page):
    """Beside the source no table must be slid to be compared with it."""
    drawn = page.locator(".beside .scroll:has(.official)").evaluate_all(
        "boxes => boxes.map(box => [box.scrollWidth, box.clientWidth])"
    )
    assert len(drawn) == 3
    assert all(wide <= room for wide, room in drawn), drawn


def are_clean(watched, *paths):
    """On a desk and on a telephone: axe has nothing to say, and nothing sticks out at the side."""
    for path in paths:
        for page in watched:
            page.goto(path)
            results = Axe().run(page)
            assert not results.violations_count, f"{path}\n{results.generate_report()}"
            width = page.viewport_size["width"]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"
