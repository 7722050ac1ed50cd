"""The pages as a reader meets them: in a window, on a telephone, by keyboard, without scripts."""

from axe_playwright_python.sync_playwright import Axe

KINDS = [
    "/",
    "/about/",
    "/map/",
    "/organs/",
    "/organs/yuhang/",
    "/organs/yuhang/reports/2020/",
    "/organs/yinzhou/reports/2019/",
    "/reports/",
    "/reports/sum/",
    "/reports/sum/table3/new/natural/",
    "/account/login/",
    "/no/such/page",
]
REPORT = "/organs/yuhang/reports/2020/"


def test_axe_finds_nothing_on_any_kind_of_page(open_page):
    """axe needs the policy lifted in its own window; that the policy holds is the next test's affair."""
    page = open_page("/", bypass_csp=True)
    broken = {}
    for path in [path for path in KINDS if path != REPORT]:  # the other report has marks of every level
        page.goto(path)
        page.evaluate("[...document.querySelectorAll('details')].slice(-1).forEach(each => each.open = true)")
        results = Axe().run(page)
        if results.violations_count:
            broken[path] = results.generate_report()
    assert not broken, "\n".join(f"{path}\n{report}" for path, report in broken.items())


def test_a_telephone_shows_every_page_without_scrolling_sideways_and_without_complaint(open_page, site):
    page = open_page("/", width=360)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in KINDS:
        said.clear()
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{path} is {width} wide"
        # The browser itself notes that a page was not found.
        assert [text for text in said if "status of 404" not in text] == [], path
    assert [url for url in asked if not url.startswith(site)] == []


def test_without_scripts_everything_can_be_read(open_page):
    page = open_page(REPORT, java_script_enabled=False)
    text = page.locator("main").inner_text()
    for words in ("余杭区教育局", "1095", "3926万元", "4.保护第三方合法权益", "校核结果", "0571"):
        assert words in text
    origins = page.locator("details").first
    assert not origins.locator("table").is_visible()
    origins.locator("summary").click()
    assert origins.locator("table").is_visible()


def press_until(page, words):
    """Tab until the link with these words has the focus, as a reader without a mouse does."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == words:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'"), (
                f"the focus on {words} cannot be seen"
            )
            return
    raise AssertionError(f"no way by keyboard to {words}")


def test_from_the_home_page_to_a_finding_and_its_cell_by_keyboard(open_page):
    page = open_page("/")
    press_until(page, "跳到正文")
    page.keyboard.press("Enter")
    press_until(page, "余杭区教育局2020年度报告")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{REPORT}")
    press_until(page, "提示1项")
    page.keyboard.press("Enter")
    page.wait_for_url("**#findings")
    press_until(page, "位置：表三“总计”列")
    page.keyboard.press("Enter")
    page.wait_for_url("**#table3-*")
    cell = page.locator("td:target")
    assert cell.count() == 1
    box = cell.bounding_box()
    assert 0 <= box["y"] <= 800


def test_a_wide_table_scrolls_by_keyboard_on_a_telephone(open_page):
    page = open_page(REPORT, width=360)
    region = page.locator(".scroll:has(table.wide)").first
    region.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())


def test_on_paper_only_the_report_is_left(open_page):
    page = open_page(REPORT)
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert not page.locator(".side").first.is_visible()
    assert page.locator("table.official").count() == 3
    assert "演示数据" in page.locator("body").inner_text()
