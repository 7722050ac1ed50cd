"""Registers on the desk: all of them, one, a line; entering, correcting, voiding."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.registers import actions
from gongkai.registers.declared import REGISTERS
from gongkai.registers.models import Correction, Entry
from officers import TEST, a_section, bureau, officer
from registered import line, values

pytestmark = pytest.mark.django_db
HERE = "/desk/jia/registers/"


@pytest.fixture
def section(organ):
    return a_section(organ, "基础教育科")


@pytest.fixture
def office(organ):
    return officer(organ, Role.OFFICE, name="公开办乙")


def test_all_registers_with_the_numbers_of_a_year(organ, office, seen_by):
    line(organ, "licences")
    line(organ, "licences", on=datetime.date(2019, 6, 3))
    page = seen_by(office).get(f"{HERE}?year=2020")
    rows = {
        row.one("a").text: [cell.text for cell in row.all("td")] for row in page.main.one("tbody").all("tr")
    }
    assert rows.keys() == {register.label for register in REGISTERS.values()}
    assert rows["行政许可"][1:] == ["1", "2"]
    assert rows["行政处罚"][1:] == ["0", "0"]


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_has_its_list_and_its_form(organ, office, seen_by, register):
    desk = seen_by(office)
    if register != "rules":
        line(organ, register)
    page = desk.get(f"{HERE}{register}/")
    if register == "rules":
        assert "立法法第九十三条" in page.text
    else:
        assert "共 1 条" in page.text
    form = desk.get(f"{HERE}{register}/new/")
    names = {node.get("name") for node in form.each("input", "select", "textarea")}
    assert set(REGISTERS[register].by_key) <= names


def test_a_line_sent_twice_is_entered_once(organ, office, seen_by):
    desk = seen_by(office)

    def key(page):
        return next(field.get("value") for field in page.main.all("input") if field.get("name") == "once")

    given = {
        "matter": "学历认证",
        "kind": "ordinary",
        "on": "2020-03-02",
        "once": key(desk.get(f"{HERE}services/new/")),
    }
    assert desk.client.post(f"{HERE}services/new/", given).status_code == 302
    again = desk.post(f"{HERE}services/new/", given, 422)
    assert "刚才已登记" in again.text
    assert Entry._base_manager.count() == 1
    assert desk.client.post(f"{HERE}services/new/", {**given, "once": key(again)}).status_code == 302
    assert Entry._base_manager.count() == 2


def test_a_line_is_entered_shown_corrected_and_voided(organ, office, section, seen_by):
    desk = seen_by(office)
    item = line(organ, "items", number="甲-01")
    given = {
        "number": "甲〔2020〕9号", "matter": "民办学校设立", "kind": "ordinary", "on": "2020-03-02",
        "item": "甲-01", "section": section.pk, "valid_until": "2023-03-01",
    }  # fmt: skip
    answer = desk.client.post(f"{HERE}licences/new/", given)
    with scope.organ(organ):
        entry = Entry.objects.get(register="licences")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/jia/entries/{entry.pk}/")
    page = desk.get(answer.headers["Location"])
    assert page.h1 == "行政许可 甲〔2020〕9号"
    for words in ("普通", "2023-03-01", "基础教育科"):
        assert words in page.text
    assert f"/desk/jia/entries/{item.pk}/" in page.links
    path = f"{answer.headers['Location']}amend/"
    form = desk.get(path)
    seen = next(node["value"] for node in form.each("input") if node.get("name") == "seen")
    same = given | {"seen": seen, "reason": "名称写错"}
    assert "没有改动" in desk.post(path, same, 422).text
    assert desk.client.post(path, same | {"matter": "民办学校变更"}).status_code == 302
    again = desk.post(path, same | {"matter": "民办学校终止"}, 422)
    assert "刚刚被别人改过" in again.text
    page = desk.get(answer.headers["Location"])
    assert "名称写错" in page.text
    assert "许可内容：民办学校设立" in page.text
    desk.client.force_login(officer(organ, Role.OFFICE_HEAD, name="主任丙"))
    assert desk.post(f"/desk/jia/entries/{entry.pk}/void/", {"reason": ""}, 422).h1
    assert desk.client.post(f"/desk/jia/entries/{entry.pk}/void/", {"reason": "重复"}).status_code == 302
    assert "作废，不计数" in desk.get(answer.headers["Location"]).text
    assert "没有这样的记录" in desk.get(f"{HERE}licences/").text
    assert "已作废" in desk.get(f"{HERE}licences/?state=voided").text
    with scope.organ(organ):
        assert Correction.objects.count() == 2


def test_what_cannot_stand_is_said_at_its_field(organ, office, seen_by):
    desk = seen_by(office)
    page = desk.post(
        f"{HERE}licences/new/",
        {"number": "甲1", "matter": "x", "on": "2020-03-02", "published_on": "2020-03-01", "item": "无"},
        422,
    )
    assert "权责事项里没有“无”" in page.text
    page = desk.post(
        f"{HERE}licences/new/",
        {"number": "甲1", "matter": "x", "on": "2020-03-02", "published_on": "2020-03-01"},
        422,
    )
    assert "早于“许可决定日期”" in page.tree.one("div", id="id_published_on_error").text
    with scope.organ(organ):
        assert not Entry.objects.exists()


def test_a_clerk_chooses_among_the_own_sections(organ, section, seen_by):
    other = a_section(organ, "人事科")
    desk = seen_by(officer(organ, Role.CLERK, name="科员甲", section=section))
    form = desk.get(f"{HERE}services/new/")
    offered = {node["value"] for node in form.tree.one("select", name="section").all("option")}
    assert offered == {"", str(section.pk)}
    given = {"matter": "学历认证", "on": "2020-03-02"}
    assert desk.post(f"{HERE}services/new/", given | {"section": other.pk}, 422)
    assert desk.client.post(f"{HERE}services/new/", given | {"section": section.pk}).status_code == 302
    theirs = line(organ, "services", section=other)
    assert "更正" not in desk.get(f"/desk/jia/entries/{theirs.pk}/").text


def test_who_only_reads(organ, seen_by):
    entry = line(organ, "licences")
    for role in (Role.SUPERVISOR, Role.LEADER):
        desk = seen_by(officer(organ, role, name=f"某{role}"))
        assert "登记" not in [node.text for node in desk.get(f"{HERE}licences/").main.all("a")]
        assert desk.client.get(f"{HERE}licences/new/").status_code == 403
        assert desk.client.post(f"/desk/jia/entries/{entry.pk}/void/", {"reason": "x"}).status_code in (
            403,
            422,
        )
    with scope.organ(organ):
        assert Entry.objects.get().voided_on is None


def test_another_organs_line_is_not_found(organ, office, seen_by):
    foreign = line(bureau("yi"), "licences")
    desk = seen_by(office)
    for path in ("", "amend/"):
        assert desk.client.get(f"/desk/jia/entries/{foreign.pk}/{path}").status_code == 404
    assert desk.client.get("/desk/yi/registers/").status_code == 404
    assert desk.client.get(f"{HERE}nothing/").status_code == 404


def test_lines_brought_in_later_and_demonstration_lines_are_marked(organ, office, seen_by):
    actions.enter_many("services", [values("services")], organ=organ, by=TEST, backfilled=True)
    actions.enter_many("services", [values("services")], organ=organ, by=TEST, is_demo=True)
    desk = seen_by(office)
    page = desk.get(f"{HERE}services/")
    heads = [head.text for head in page.main.one("tbody").all("th")]
    assert sorted(head.split()[-1] for head in heads) == ["历史补录", "演示数据"]


def test_a_long_register_is_paged_without_more_queries(organ, office, seen_by, django_assert_max_num_queries):
    actions.enter_many("services", [values("services") for _ in range(120)], organ=organ, by=TEST)
    desk = seen_by(office)
    with django_assert_max_num_queries(12):
        page = desk.get(f"{HERE}services/?page=3&year=2020")
    assert len(list(page.main.one("tbody").all("tr"))) == 20
    assert "第 3 页，共 3 页" in page.text


def test_a_register_is_exported_under_the_headings_of_its_template(organ, office, seen_by):
    line(organ, "licences", matter="=1+1", on=datetime.date(2020, 3, 2))
    line(organ, "licences", on=datetime.date(2019, 6, 3))
    desk = seen_by(office)
    path = next(link for link in desk.get(f"{HERE}licences/?year=2020&page=1").links if "export" in link)
    assert path == f"{HERE}licences/export/?year=2020"
    answer = desk.client.get(path)
    assert "attachment" in answer.headers["Content-Disposition"]
    page = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["行政许可"]
    assert [cell.value for cell in page[1]][1] == "许可决定文书号*"
    assert page.max_row == 2
    cell = next(cell for cell in page[2] if cell.value == "=1+1")
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("1e15", "不用科学计数法"),
        ("1.5e1", "不用科学计数法"),
        ("1_000", "不用科学计数法"),
        ("1000000000000", "小于一万亿元"),
        ("9" * 60, "小于一万亿元"),
        ("0.001", "最多两位小数"),
        ("-1", "不能小于零"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_in_our_words(organ, office, seen_by, amount, says):
    given = {"matter": "普通话水平测试费", "on": "2020-03-02", "amount": amount}
    page = seen_by(office).post(f"{HERE}charges/new/", given, 422)
    assert says in page.main.one("div", role="alert").text
    with scope.organ(organ):
        assert not Entry.objects.exists()


def test_an_amount_may_be_written_with_commas(organ, office, seen_by):
    given = {"matter": "普通话水平测试费", "on": "2020-03-02", "amount": "1,234.50"}
    assert seen_by(office).client.post(f"{HERE}charges/new/", given).status_code == 302
    with scope.organ(organ):
        assert str(Entry.objects.get().amount) == "1234.50"
