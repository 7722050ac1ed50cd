"""What would do harm once it stood: numbers, days, marks, hidden rows, the same thing twice."""

import datetime

import pytest
from openpyxl import load_workbook

from asked import received
from gongkai.base.refusal import Refused
from gongkai.cases.models import Request
from gongkai.organs.models import Section
from gongkai.records import numbers
from gongkai.registers.models import Entry
from gongkai.reports.bringing_in.actions import bring_in
from gongkai.reports.bringing_in.planning import plan
from gongkai.reports.bringing_in.sheets import SHEETS
from gongkai.reports.bringing_in.verdicts import Verdict
from officers import TEST, a_section
from registered import line
from spreadsheets import filled, saved

pytestmark = pytest.mark.django_db
OLD = {
    "number": "2020-0001", "receipt_on": "2020-03-04", "arrived": "2020-03-03", "applicant_kind": "自然人",
    "channel": "当面提交", "applicant": "某甲", "contact": "某处", "content": "某事",
}  # fmt: skip
BUY = {"number": "C-2", "matter": "教学仪器", "kind": "政府集中采购", "on": "2020-03-02", "amount": 100}


def judged(inside, key, *rows):
    return [(each.verdict, each.says) for each in plan(filled(key, rows), inside).lines]


def refused(inside, key, *rows):
    """The sentence that refuses; nothing is written."""
    with pytest.raises(Refused) as problem:
        bring_in(filled(key, rows), organ=inside, by=TEST)
    assert not Request.objects.exists()
    return str(problem.value)


@pytest.mark.parametrize(
    "number", ["2026-9223372036854775807", "2026-999999999", "2026-1000000", "2026-９９９９９９９"]
)
def test_a_number_beyond_all_reason_does_not_block_the_year(inside, number):
    row = OLD | {"number": number}
    ((verdict, says),) = judged(inside, "requests", row)
    assert (verdict, "序号最多六位" in says) == (Verdict.WRONG, True)
    assert "序号最多六位" in refused(inside, "requests", row)
    assert received(inside, datetime.date(2026, 3, 2)).number == "2026-0001"


def test_the_highest_number_that_is_taken_leaves_room_for_more(inside):
    bring_in(filled("requests", [OLD | {"number": f"2020-{numbers.LARGEST}"}]), organ=inside, by=TEST)
    assert received(inside, datetime.date(2020, 3, 6)).number == f"2020-{numbers.LARGEST + 1}"


def test_a_number_in_full_width_moves_the_series_too(inside):
    bring_in(filled("requests", [OLD | {"number": "２０２０－００３１"}]), organ=inside, by=TEST)
    assert Request.objects.get().number == "２０２０－００３１"
    assert received(inside, datetime.date(2020, 3, 6)).number == "2020-0032"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"channel": "网上提交"}, "提交渠道不同"),
        ({"arrived": "2020-03-04"}, "到达日期不同"),
        ({"applicant": "某乙"}, "申请人不同"),
        ({"contact": "别处"}, "联系方式不同"),
        ({"content": "别的事"}, "申请内容不同"),
        ({"receipt_on": "2020-03-05", "content": "别的事"}, "收到申请之日、申请内容不同"),
        ({"section": "人事科"}, "承办科室不同"),
    ],
)
def test_a_request_that_says_other_than_what_stands_is_wrong(inside, change, says):
    a_section(inside, "人事科")
    bring_in(filled("requests", [OLD]), organ=inside, by=TEST)
    assert judged(inside, "requests", OLD)[0][0] is Verdict.THERE
    ((verdict, told),) = judged(inside, "requests", OLD | change)
    assert (verdict, says in told) == (Verdict.WRONG, True)
    assert not any(str(word) in told for word in change.values())
    with pytest.raises(Refused):
        bring_in(filled("requests", [OLD | change]), organ=inside, by=TEST)


def test_words_that_a_row_leaves_blank_change_nothing(inside):
    bring_in(filled("requests", [OLD]), organ=inside, by=TEST)
    blank = {"applicant": None, "contact": None, "content": None}
    assert judged(inside, "requests", OLD | blank)[0][0] is Verdict.THERE
    assert Section.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"receipt_on": "0021-01-01", "arrived": None}, "请核对年份"),
        ({"receipt_on": "1899-01-01", "arrived": None}, "请核对年份"),
        ({"receipt_on": "2008-05-05", "arrived": "2008-04-30"}, "早于2008年5月1日"),
        ({"number": "2999-0001"}, "编号的年度晚于今年"),
        ({"number": "甲\n1"}, "编号里有换行"),
        ({"number": "甲\u202e1"}, "看不见的控制字符"),
    ],
)
def test_impossible_days_and_numbers_of_requests(inside, change, says):
    ((verdict, told),) = judged(inside, "requests", OLD | change)
    assert (verdict, says in told) == (Verdict.WRONG, True)
    assert says in refused(inside, "requests", OLD | change)


def test_the_first_day_of_the_regulation_is_no_fault(inside):
    row = OLD | {"receipt_on": "2008-05-01", "arrived": None}
    assert judged(inside, "requests", row)[0][0] is Verdict.NEW


@pytest.mark.parametrize(
    ("one", "other"),
    [("C-2", "C-２"), ("B-1", "b-1"), ("许[2021]1号", "许（2021）1号"), ("许〔2021〕1号", "许[2021]1号")],
)
def test_one_number_in_two_spellings_stands_once(inside, one, other):
    for key, row in (("requests", OLD), ("procurement", BUY)):
        first, again = row | {"number": one}, row | {"number": other}
        doubled = judged(inside, key, first, again)
        assert [verdict for verdict, _says in doubled] == [Verdict.NEW, Verdict.WRONG]
        assert "与第3行相同" in doubled[1][1]
        bring_in(filled(key, [first]), organ=inside, by=TEST)
        assert bring_in(filled(key, [again]), organ=inside, by=TEST).counts == {Verdict.THERE: 1}
    assert judged(inside, "procurement", BUY | {"number": other, "amount": 5})[0][0] is Verdict.WRONG
    assert (Request.objects.get().number, Entry.objects.get().number) == (one, one)
    with pytest.raises(Refused, match="没有重复登记"):
        line(inside, "procurement", number=other)


def test_an_item_is_found_by_any_spelling_of_its_number(inside):
    item = line(inside, "items", number="许〔2021〕1号")
    row = {"number": "1", "matter": "某", "on": "2020-03-02", "item": "许[2021]1号"}
    bring_in(filled("licences", [row]), organ=inside, by=TEST)
    assert Entry.objects.get(register="licences").item == item


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("requests", OLD | {"number": "绝密★2020-1"}),
        ("requests", OLD | {"content": "请公开\n绝密★启用前"}),
        ("procurement", BUY | {"matter": "机密★10年采购"}),
    ],
)
def test_marks_of_secrecy_are_refused_as_at_an_upload(inside, key, row):
    with pytest.raises(Refused, match="国家秘密标志"):
        plan(filled(key, [row]), inside)
    assert "国家秘密标志" in refused(inside, key, row)
    assert not Entry.objects.exists()


def test_an_identity_number_behind_a_name_is_found(inside):
    row = BUY | {"matter": "张三110101199003078888"}
    ((verdict, says),) = judged(inside, "procurement", row)
    assert (verdict, "不保存个人信息" in says) == (Verdict.WRONG, True)


def edited(change, key="procurement", rows=(BUY, BUY | {"number": "C-3"})):
    book = load_workbook(filled(key, rows))
    change(book[SHEETS[key].title])
    return saved(book)


def test_what_is_hidden_is_not_brought_in_without_a_word(inside):
    def row(page):
        page.row_dimensions[4].hidden = True

    def column(page):
        page.column_dimensions["C"].hidden = True

    found = [each.verdict for each in plan(edited(row), inside).lines]
    assert found == [Verdict.NEW, Verdict.WRONG]
    assert "是隐藏的" in plan(edited(row), inside).lines[1].says
    headings = [cell.value for cell in load_workbook(edited(column))["政府采购"][1]]
    assert headings[2] == "项目名称*"
    assert [each.verdict for each in plan(edited(column), inside).lines] == [Verdict.WRONG] * 2
    with pytest.raises(Refused, match="一行也没有写入"):
        bring_in(edited(row), organ=inside, by=TEST)


def test_a_hidden_sheet_is_refused(inside):
    book = load_workbook(filled("procurement", [BUY]))
    book["政府采购"].sheet_state = "hidden"
    book.active = 1
    with pytest.raises(Refused, match="表是隐藏的"):
        plan(saved(book), inside)


def test_serials_by_a_formula_that_was_never_computed_do_no_harm(inside):
    def serials(page):
        page["A3"], page["A4"] = "=ROW()-2", "=A3+1"

    assert plan(edited(serials), inside).counts == {Verdict.NEW: 2}
