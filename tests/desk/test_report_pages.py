"""The compiled report on the desk: every figure a link down to its records; frozen; compared."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client

import pages
from annual_reports import stored
from gongkai.annual.form import Edition
from gongkai.base import scope
from gongkai.cases.actions import open_request
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.law.routes import Route
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.files import keep
from gongkai.registers.actions import enter, enter_many, void
from gongkai.registers.actions.counts import attest, submit
from gongkai.remedies.actions import file
from gongkai.reports.actions import freeze
from gongkai.reports.models import Snapshot
from officers import TEST, bureau, officer

pytestmark = pytest.mark.django_db
REPORT = "/desk/jia/reports/2022/2021/"


@pytest.fixture
def visitor(client, organ):
    """The office's officer at the organ, with pages checked."""
    client.force_login(officer(organ, Role.OFFICE))
    return pages.Pages(client)


@pytest.fixture
def records(organ):
    """A request, a reconsideration, a line of a register and a signed nil return of 2022."""
    by = {"organ": organ, "by": TEST}
    request = open_request(
        **by, channel=Channel.IN_PERSON, arrived=date(2022, 3, 3), applicant_kind=Applicant.NATURAL
    )
    remedy = file(**by, route=Route.RECONSIDERATION, filed_on=date(2022, 5, 5))
    entry = enter("licences", **by, number="许1", matter="某许可", on=date(2022, 6, 6))
    clerk, head = officer(organ, Role.OFFICE), officer(organ, Role.OFFICE_HEAD)
    count = attest("penalties.decisions", organ=organ, by=clerk, year=2022, value=0)
    with scope.organ(organ):
        signoff.agree(submit(count, by=clerk), by=head)
    return request, remedy, entry, count


def cells(page):
    return {node["id"]: node for node in page.each("td") if node.get("headers")}


def test_every_figure_and_every_blank_is_a_link(visitor, records):
    page = visitor.get(REPORT)
    assert page.h1 == "2022年度报表汇编"
    found = cells(page)
    assert len(found) == 10 + 7 * 25 + 15
    for name, cell in found.items():
        link = cell.one("a")
        assert link["href"].startswith(REPORT), name
    assert found["table3-new-natural"].text == "1"
    assert found["table3-new-business"].text == "0"
    assert found["table4-reconsideration-pending"].text == "1"
    assert found["table2-licences-decisions"].text == "1"
    assert found["table2-penalties-decisions"].text == "0"
    assert found["table2-coercion-decisions"].text == "空白"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("table3/new/natural", ["收到申请之日（条例第三十一条）在2022年内", "2022-03-03"]),
        ("table3/new/total", ["合计", "2022-03-03"]),
        ("table4/reconsideration/pending", ["尚未审结", "2022-05-05"]),
        ("table2/licences/decisions", ["许1", "某许可", "条例第二十条第（五）项"]),
        ("table2/penalties/decisions", ["已签字的数据证明", "没有计入这一格的台账记录"]),
        ("table2/coercion/decisions", ["不等于零", "没有数据证明"]),
        ("table3/open/natural", ["没有计入这一格的申请"]),
    ],
)
def test_a_cell_shows_its_rule_and_what_is_behind_it(visitor, records, cell, says):
    page = visitor.get(f"{REPORT}{cell}/")
    for words in says:
        assert words in page.text
    assert "2022年度" in page.h1


def test_a_cells_records_lead_to_their_own_pages(visitor, records):
    for cell in ("table3/new/natural", "table4/reconsideration/pending", "table2/licences/decisions"):
        page = visitor.get(f"{REPORT}{cell}/")
        link = page.main.one("tbody").one("tr").one("th").one("a")
        assert visitor.get(link["href"]).response.status_code == 200


def test_a_figure_attested_and_entered_by_the_same_people_is_named(visitor, organ, records):
    assert "重复计数" not in visitor.get(REPORT).text
    by = {"organ": organ, "by": TEST}
    enter("coercion", **by, number="强1", matter="某强制", on=date(2022, 6, 6))
    clerk, head = officer(organ, Role.OFFICE), officer(organ, Role.OFFICE_HEAD)
    upload = ContentFile("统计表，2".encode(), name="统计表.csv")
    source = keep(upload, organ=organ, by=clerk)
    count = attest("coercion.decisions", organ=organ, by=clerk, year=2022, value=2, source=source)
    with scope.organ(organ):
        signoff.agree(submit(count, by=clerk), by=head)
    page = visitor.get(REPORT)
    assert cells(page)["table2-coercion-decisions"].text == "3"
    note = page.main.one("div", **{"class": "note caution"})
    assert "表二“行政强制”的“本年处理决定数量”" in note.text


def test_long_lists_are_paged(visitor, organ):
    rows = [{"matter": f"某事{count}", "on": date(2022, 1, 4)} for count in range(120)]
    enter_many("services", rows, organ=organ, by=TEST)
    base = "/desk/jia/reports/2022/2019/table2/services/decisions/"
    first = visitor.get(base)
    assert len(list(first.main.one("tbody").all("tr"))) == 50
    assert "共 3 页" in first.text
    last = visitor.get(f"{base}?page=3")
    assert len(list(last.main.one("tbody").all("tr"))) == 20
    assert "120" in last.text


def test_the_list_leads_to_a_year_and_an_edition(visitor, organ):
    stored(organ, 2020, published=True)
    stored(organ, 2021)
    page = visitor.get("/desk/jia/reports/")
    assert "未公布" in page.text
    answer = visitor.client.get("/desk/jia/reports/", {"year": "2020", "edition": ""})
    assert answer.headers["Location"] == "/desk/jia/reports/2020/2019/"
    answer = visitor.client.get("/desk/jia/reports/", {"year": "2020", "edition": "2021"})
    assert answer.headers["Location"] == "/desk/jia/reports/2020/2021/"
    assert "不是这一年度规定的格式" in visitor.get("/desk/jia/reports/2020/2021/").text
    for wrong in ("2018", "2999", "去年"):
        page = visitor.get(f"/desk/jia/reports/?year={wrong}&edition=")
        assert page.main.one("div", role="alert").text


@pytest.mark.parametrize(
    "path",
    [
        "/desk/jia/reports/2018/2019/",
        "/desk/jia/reports/2999/2021/",
        "/desk/jia/reports/2022/2020/",
        f"{REPORT}table3/ot_any/natural/",
        f"{REPORT}table9/new/natural/",
        "/desk/jia/reports/snapshots/999/",
    ],
)
def test_what_there_is_not_is_not_found(visitor, path):
    assert visitor.client.get(path).status_code == 404


def test_a_snapshot_is_taken_by_a_form_and_shows_what_changed_since(visitor, organ, records):
    assert visitor.client.get(f"{REPORT}freeze/").status_code == 405
    answer = visitor.client.post(f"{REPORT}freeze/")
    assert answer.status_code == 302
    page = visitor.get(answer.headers["Location"])
    assert "没有差异" in page.text
    *_others, entry, _count = records
    void(entry, by=TEST, reason="登记错了")
    enter("licences", organ=organ, by=TEST, number="许2", matter="另一许可", on=date(2022, 7, 7))
    enter("licences", organ=organ, by=TEST, number="许3", matter="又一许可", on=date(2022, 7, 8))
    page = visitor.get(answer.headers["Location"])
    row = page.main.one("section", **{"aria-labelledby": "changes"}).one("tbody").one("tr")
    assert [cell.text for cell in row.all("td")][:3] == ["1", "2", "新计入2条，不再计入1条"]
    assert row.one("th").one("a")["href"] == f"{REPORT}table2/licences/decisions/"
    events = [item.text for item in row.all("li")]
    assert len(events) == 3
    assert "许1" in events[0]
    assert "许2" in visitor.get(f"{REPORT}table2/licences/decisions/").text
    listed = visitor.get("/desk/jia/reports/")
    assert answer.headers["Location"] in listed.links


@pytest.mark.parametrize(
    ("role", "may"), [(Role.OFFICE_HEAD, True), (Role.CLERK, False), (Role.LEADER, False)]
)
def test_who_may_not_freeze_sees_no_button_and_is_refused_in_words(client, organ, role, may):
    client.force_login(officer(organ, role))
    visitor = pages.Pages(client)
    page = visitor.get(REPORT)
    assert ("定格现在的数" in page.text) is may
    answer = client.post(f"{REPORT}freeze/")
    told = visitor.get(answer.headers["Location"])
    assert ("定格报表由jia县教育局的政府信息公开工作机构经办人" in told.words) is not may
    with scope.everywhere("test"):
        assert Snapshot.objects.exists() is may


def test_the_supervisor_of_the_parent_reads_and_changes_nothing(client, organ):
    above = bureau("yi")
    organ.parent = above
    organ.save()
    client.force_login(officer(above, Role.SUPERVISOR))
    visitor = pages.Pages(client)
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    for path in (REPORT, f"{REPORT}table3/new/natural/", f"/desk/jia/reports/snapshots/{row.pk}/"):
        assert "定格现在的数" not in visitor.get(path).text
    assert client.post(f"{REPORT}freeze/").status_code == 403


def test_nobody_from_elsewhere_comes_in(organ):
    client = Client()
    client.force_login(officer(bureau("yi"), Role.OFFICE))
    row = freeze(organ, 2022, Edition.E2021, by=TEST)
    for path in (REPORT, f"{REPORT}table3/new/natural/", f"/desk/yi/reports/snapshots/{row.pk}/"):
        assert client.get(path).status_code == 404
