"""Files of reports on the desk: handed in, watched, corrected beside the source, judged, kept."""

import json
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import pages
from gongkai.annual.batch import Answer, FileRead
from gongkai.annual.form import Address, Edition
from gongkai.annual.report import Trace
from gongkai.annual.writers import WRITERS
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Document, Paragraph
from gongkai.reports.models import Batch, CellCorrection, FileReading, ReceivedFile, ReceivedReport
from gongkai.reports.receiving import batch_lines
from gongkai.reports.receiving.reading import read_waiting, tell
from handed_in import NO_REPORT, doubtful, handed_in, report, text, waiting, written
from officers import bureau, officer

pytestmark = pytest.mark.django_db
HERE = "/desk/jia/received/"
QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def desk(client, organ):
    client.force_login(officer(organ, Role.OFFICE, name="公开办乙"))
    return pages.Pages(client)


@pytest.fixture
def batch(organ):
    """One file of each fate."""
    return handed_in(
        organ,
        **{
            "报告.html": written(3, "html", Edition.E2021),
            "存疑.html": doubtful(),
            "通知.txt": NO_REPORT.encode(),
            "坏.docx": written(2, "docx")[:-50],
        },
    )


@pytest.fixture
def path(organ, batch):
    """The page of each file by its name."""
    with scope.organ(organ):
        return {row.name: f"{HERE}files/{row.pk}/" for row in ReceivedFile.objects.all()}


def only(organ, content, name, hand=handed_in):
    """The page of one file that is handed in alone."""
    batch = hand(organ, **{name: content})
    with scope.organ(organ):
        return f"{HERE}files/{batch.files.get().pk}/"


def sent(desk, **files):
    """What a browser sends with the form as it is drawn now."""
    once = next(node["value"] for node in desk.get(HERE).each("input") if node.get("name") == "once")
    return {"once": once, "chosen": [SimpleUploadedFile(name, content) for name, content in files.items()]}


def rows(page):
    return [[cell.text for cell in row.children] for row in page.main.one("tbody").all("tr")]


def by_id(page, name):
    return next(node for node in page.nodes if node.get("id") == name)


def test_many_files_at_once_lead_to_a_page_with_the_answer_of_each(desk):
    given = sent(
        desk, **{"甲.html": written(1, "html"), "乙.txt": NO_REPORT.encode(), "丙.exe": b"MZ\x90\x00"}
    )
    path = desk.client.post(HERE, given).headers["Location"]
    page = desk.get(path)
    assert [row[:2] for row in rows(page)] == [
        ["甲.html", "✓ 读出"],
        ["乙.txt", "— 不是年报"],
        ["丙.exe", "✕ 拒收"],
    ]
    assert "已有结果 3 个，共 3 个" in page.text
    assert "Refresh" not in page.response.headers
    assert "上传的 3 个文件" in desk.get(HERE).text


def test_the_same_form_sent_twice_reads_nothing_twice(organ, desk):
    given = sent(desk, **{"甲.html": written(1, "html")})
    once = given["once"]
    first = desk.client.post(HERE, given).headers["Location"]
    again = {"once": once, "chosen": [SimpleUploadedFile("甲.html", written(1, "html"))]}
    assert desk.client.post(HERE, again).headers["Location"] == first
    with scope.organ(organ):
        assert (Batch.objects.count(), FileReading.objects.count()) == (1, 1)


def test_what_is_there_twice_is_told_and_one_kind_of_answer_can_be_listed_alone(organ, desk):
    one, other = written(1, "html"), written(1, "xlsx")
    batch = handed_in(
        organ, **{"甲.html": one, "乙.html": one, "丙.xlsx": other, "通知.txt": NO_REPORT.encode()}
    )
    here = f"{HERE}batches/{batch.pk}/"
    page = desk.get(here)
    told = [row[-1] for row in rows(page)]
    assert told[0] == "同一机关同一年度的还有：乙.html、丙.xlsx"
    assert told[1] == "内容与“甲.html”完全相同"
    assert told[2] == "同一机关同一年度的还有：甲.html、乙.html"
    link = next(link for link in page.main.all("a", class_="button") if link.text == "不是年报 1")
    alone = desk.get(here + link["href"])
    assert [row[0] for row in rows(alone)] == ["通知.txt"]
    assert "只列出“不是年报”的 1 个文件" in alone.text
    assert "已有结果 4 个，共 4 个" in alone.text


def test_what_a_report_that_was_read_does_not_show_is_told(organ, desk):
    whole = report(3, Edition.E2021)
    cells = {address: value for address, value in whole.cells.items() if address.table != "table3"}
    part = WRITERS["html"](replace(whole, organ=None, cells=cells), None)
    batch = handed_in(organ, **{"缺表.html": part, "全.html": WRITERS["html"](whole, None)})
    said = [row[-1] for row in rows(desk.get(f"{HERE}batches/{batch.pk}/"))]
    assert said == ["没有读到机关名称、表三", "—"]


def test_without_a_file_the_form_says_so(desk):
    assert "没有" in desk.post(HERE, {}, 422).text


def test_the_page_comes_anew_by_itself_while_files_wait_and_can_be_stopped(organ, desk, settings):
    settings.TASKS = QUEUE
    batch = waiting(organ, **{f"{number}.html": written(number, "html") for number in range(2)})
    path = f"{HERE}batches/{batch.pk}/"
    page = desk.get(path)
    assert page.response.headers["Refresh"] == "3"
    assert [row[1] for row in rows(page)] == ["… 排队"] * 2
    assert "已有结果 0 个，共 2 个" in page.text
    still = desk.get(f"{path}?still=1")
    assert "Refresh" not in still.response.headers
    assert "恢复自动更新" in still.text
    with scope.organ(organ):
        ReceivedFile.objects.filter(name="0.html").update(taken_at=batch.created_at)
    assert [row[1] for row in rows(desk.get(path))] == ["▶ 读取中", "… 排队"]
    read_waiting(str(batch.pk))
    done = desk.get(path)
    assert "全部读完了" in done.text
    assert "Refresh" not in done.response.headers


def test_a_batch_in_which_nothing_moves_can_be_put_in_the_queue_again(organ, desk, settings, monkeypatch):
    settings.TASKS = QUEUE
    batch = waiting(organ, **{"a.html": written(1, "html")})
    path = f"{HERE}batches/{batch.pk}/"
    assert "继续读取" not in desk.get(path).text
    desk.client.post(f"{path}go-on/")
    assert "没有停下来的文件" in desk.get(path).html
    monkeypatch.setattr(batch_lines, "SILENCE", -batch_lines.SILENCE)
    assert "继续读取" in desk.get(path).text
    assert desk.client.post(f"{path}go-on/").status_code == 302


@pytest.mark.parametrize("name", ["报告.html", "存疑.html", "通知.txt", "坏.docx"])
def test_every_file_has_a_page(desk, path, name):
    page = desk.get(path[name])
    assert page.h1 == name
    assert ("读成的表格" in page.text) == name.endswith(".html")


def test_every_printed_value_leads_to_its_place_in_the_source(desk, path):
    page = desk.get(path["报告.html"])
    places = {node["id"]: node.text for node in page.nodes if re.fullmatch(r"s\d+", node.get("id"))}
    numbers = [node for node in page.each("a") if "addends" in node.get("class")]
    assert len(numbers) > 150
    for node in numbers:
        assert (places[node["href"].removeprefix("#")] or "空白") == node.text


@pytest.mark.parametrize("layout", ["bars", "tab_rows_full", "lines_blank", "aligned"])
def test_values_of_a_text_lead_to_their_line(organ, desk, layout):
    page = desk.get(only(organ, text(7, layout), "a.txt"))
    numbers = [node for node in page.each("a") if "addends" in node.get("class")]
    texts = {node["id"]: node.text for node in page.nodes if "id" in node.attrs}
    said = [node for node in numbers if node.text.isdigit()]
    assert said
    assert all(node.text in texts[node["href"].removeprefix("#")].replace(",", "") for node in said)


def test_a_doubtful_cell_says_so_in_words_with_its_reason(desk, path):
    page = desk.get(path["存疑.html"])
    cell = by_id(page, "table3-new-natural")
    assert "is-unread" in cell["class"]
    assert ("3 1" in cell.text, "？存疑1" in cell.text) == (True, True)
    assert "原文“3 1”" in by_id(page, "unread-1").text
    assert "1格还没有处理" in page.text


def test_a_word_for_a_number_is_shown_as_printed_and_a_recognised_cell_says_so(organ, desk):
    path = only(organ, doubtful(), "扫描.html", waiting)
    found = report(3, Edition.E2021)
    word, seen = Address("table3", "new", "other"), Address("table3", "new", "business")
    trace = (Trace(word, "无", "第1页(1,2,3,4)"), Trace(seen, "20", "第1页(5,6,7,8)（OCR 0.97）"))
    with scope.organ(organ):
        row = ReceivedFile.objects.select_related("organ").get()
        read = replace(found, cells={**found.cells, word: None, seen: 20}, trace=trace)
        document = Document((Paragraph("20", "第1页(5,6,7,8)"),), "扫描.html", Kind.PDF)
        tell(row, FileRead("扫描.html", Answer.READ, read, "PDF文件", document=document), "")
    page = desk.get(path)
    assert "无" in by_id(page, "table3-new-other").text
    cell = by_id(page, "table3-new-business")
    assert "OCR 0.97" in cell.text
    assert next(node["href"] for node in cell.all("a")) == "#s0"


def test_what_a_page_brings_along_is_shown_as_text_and_never_run(organ, desk):
    acts = '<script>alert(1)</script>&lt;img src=x onerror=alert(2)&gt;<a href="javascript:1">点</a>'
    evil = written(3, "html", Edition.E2021).replace("我局认真办理。".encode(), acts.encode())
    response = desk.client.get(only(organ, evil, "a.html"))
    html = response.content.decode()
    assert "alert(1)" not in html
    assert "<img src=x" not in html
    assert "javascript:" not in html
    assert "&lt;img src=x" in html


def test_a_cell_is_corrected_undone_and_both_are_told(desk, path):
    cell = f"{path['存疑.html']}cells/table3/new/natural/"
    assert "请填写数值" in desk.post(cell, {"says": "value", "reason": "看过"}, 422).text
    assert "不是整数" in desk.post(cell, {"says": "value", "value": "三", "reason": "看过"}, 422).text
    answer = desk.client.post(cell, {"says": "value", "value": "31", "reason": "原件是31"})
    assert answer.headers["Location"] == f"{path['存疑.html']}#table3-new-natural"
    page = desk.get(path["存疑.html"])
    shown = by_id(page, "table3-new-natural")
    assert "is-corrected" in shown["class"]
    assert ("31" in shown.text, "原读作：3 1" in shown.text, "✎" in shown.text) == (True, True, True)
    assert "没有存疑的内容" in page.text
    history = desk.get(cell)
    assert all(words in history.text for words in ("原件是31", "公开办乙", "当时读到的原文：3 1"))
    undo = next(form["action"] for form in history.each("form") if form.get("action").endswith("/undo/"))
    desk.client.post(undo, {"reason": "弄错了"})
    assert "？存疑1" in by_id(desk.get(path["存疑.html"]), "table3-new-natural").text
    assert "撤销更正（第1次）" in desk.get(cell).text
    assert desk.client.get(f"{path['存疑.html']}cells/table3/new/nobody/").status_code == 404
    assert desk.client.get(f"{path['通知.txt']}cells/table3/new/natural/").status_code == 404


def test_of_two_who_correct_one_cell_at_once_the_second_is_told_and_loses_nothing(organ, client, desk, path):
    cell = f"{path['存疑.html']}cells/table3/new/natural/"
    seen = next(node["value"] for node in desk.get(cell).each("input") if node.get("name") == "seen")
    mine = {"says": "value", "value": "31", "reason": "原件是31", "seen": seen}
    assert desk.client.post(cell, mine).status_code == 302
    client.force_login(officer(organ, Role.OFFICE_HEAD, name="公开办甲"))
    other = mine | {"value": "13", "reason": "我看是13"}
    refused = desk.post(cell, other, 422)
    assert "公开办乙在" in refused.text
    assert "记为“31”，没有保存您这一次的" in refused.text
    fields = {node["name"]: node.get("value") for node in refused.each("input") if node.get("name")}
    assert (fields["value"], by_id(refused, "id_reason")["value"]) == ("13", "我看是13")
    assert "31" in by_id(desk.get(path["存疑.html"]), "table3-new-natural").text
    assert (
        desk.client.post(cell, other | {"seen": fields["seen"]}).status_code == 302
    )  # having seen it, he may
    assert "13" in by_id(desk.get(path["存疑.html"]), "table3-new-natural").text
    with scope.organ(organ):
        assert [row.value for row in CellCorrection.objects.order_by("number")] == ["31", "13"]


def test_a_finding_is_judged_and_the_verdict_stands_when_the_file_is_read_again(desk, path):
    page = desk.get(path["存疑.html"])
    key = next(node["value"] for node in page.each("input") if node.get("name") == "key")
    desk.client.post(f"{path['存疑.html']}judge/", {"key": key, "judgement": "fails", "note": "公布后已更正"})
    told = by_id(desk.get(path["存疑.html"]), "finding-1").text
    assert all(words in told for words in ("不成立", "公布后已更正", "公开办乙"))
    assert desk.client.post(f"{path['存疑.html']}again/").status_code == 302
    page = desk.get(path["存疑.html"])
    assert "第2次读取" in page.text
    assert "没有差异" in page.text
    assert "公布后已更正" in by_id(page, "finding-1").text
    desk.client.post(f"{path['存疑.html']}judge/", {"key": "0" * 64, "judgement": "holds"})
    assert "已经没有了" in desk.get(path["存疑.html"]).html


def test_while_it_waits_to_be_read_again_saving_is_not_offered_and_says_why(desk, path, settings):
    settings.TASKS = QUEUE
    file = path["报告.html"]
    assert f"{file}save/" in desk.get(file).links
    desk.client.post(f"{file}again/")
    page = desk.get(file)
    assert "读完以前不能保存" in page.text
    assert f"{file}save/" not in page.links
    save = desk.get(f"{file}save/")
    assert "读完才能保存" in save.text
    assert not list(save.main.all("form"))
    given = {"seen": "1.0", "about": "甲局", "year": "2024"}
    assert "等待重新读取" in desk.post(f"{file}save/", given, 422).text


def test_it_is_kept_when_nothing_is_in_doubt_and_can_be_fetched_in_every_form(organ, desk, path):
    save = f"{path['存疑.html']}save/"
    page = desk.get(save)
    given = {
        node["name"]: node.get("value")
        for node in page.main.all("input")
        if node.get("name") != "csrfmiddlewaretoken"
    }
    assert (given["about"], given["year"]) == ("青石县教育局", "2024")
    assert "还有1个存疑的格" in desk.post(save, given, 422).text
    desk.client.post(f"{path['存疑.html']}accept/", {"reason": "传真件看不清"})
    assert "已承认不能读准" in desk.get(path["存疑.html"]).text
    given["seen"] = next(
        node["value"] for node in desk.get(save).main.all("input") if node.get("name") == "seen"
    )
    kept = desk.client.post(save, given).headers["Location"]
    page = desk.get(kept)
    assert "传真件看不清" in page.text
    assert page.h1 == "青石县教育局2024年政府信息公开工作年度报告"
    links = [link for link in page.links if "/download/" in link]
    assert [link.rstrip("/").rpartition("/")[2] for link in links] == [
        "json",
        "html",
        "docx",
        "xlsx",
        "csv",
        "pdf",
    ]
    for link in links[:-1]:  # a PDF needs fonts
        answer = desk.client.get(link)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert (
        json.loads(desk.client.get(links[0]).content)["table3"]["一、本年新收政府信息公开申请数量"][0] is None
    )
    assert desk.client.get(links[0].replace("json", "exe")).status_code == 404
    refused = desk.post(save, given, 422)
    assert "已经收过一份" in refused.text
    newer = desk.client.post(save, given | {"replaces": "on"}).headers["Location"]
    assert "这一份已被代替" in desk.get(kept).text
    assert "代替了" in desk.get(newer).text
    listed = desk.get(f"{HERE}reports/")
    assert [row[-1] for row in rows(listed)] == ["现行", "已被代替"]
    with scope.organ(organ):
        assert ReceivedReport.objects.count() == 2


def test_an_organ_named_almost_the_same_is_asked_about_before_it_is_kept(organ, desk, path):
    here = path["报告.html"] + "save/"
    page = desk.get(here)
    fields = {each["name"]: each.get("value", "") for each in page.each("input")}
    about = fields["about"]
    assert "another" not in fields
    desk.client.post(here, fields)
    far = fields | {"about": f"浙江省{about}"}
    refused = desk.post(here, far, 422)
    assert f"名称相近的机关：“{about}”" in refused.text
    assert any(each.get("name") == "another" for each in refused.each("input"))
    assert desk.client.post(here, far | {"another": "on"}).status_code == 302
    with scope.organ(organ):
        assert {row.about for row in ReceivedReport.objects.all()} == {about, f"浙江省{about}"}


def test_the_menu_shows_it_to_the_disclosure_office_alone(client, organ, path):
    for role in Role:
        client.force_login(officer(organ, role, name=f"某{role}"))
        shown = "读取年报文件" in client.get("/desk/jia/").content.decode()
        assert shown == (role in (Role.OFFICE, Role.OFFICE_HEAD))
        if not shown:
            assert {client.get(each).status_code for each in (HERE, *path.values())} == {403}
    client.force_login(officer(bureau("yi"), Role.OFFICE, name="别处"))
    assert {client.get(each).status_code for each in path.values()} == {404}
    assert {client.get(each.replace("jia", "yi")).status_code for each in path.values()} == {404}
