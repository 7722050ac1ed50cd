"""Template, filled in, brought in, written out again: the same lines; a second time nothing."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from gongkai.cases.models import Request
from gongkai.organs.models import Kind
from gongkai.registers import queries
from gongkai.registers.models import Entry
from gongkai.registers.values import plain
from gongkai.reports.bringing_in.actions import bring_in
from gongkai.reports.bringing_in.planning import plan
from gongkai.reports.bringing_in.sheets import SHEETS
from gongkai.reports.bringing_in.verdicts import Verdict
from gongkai.reports.bringing_in.writing import CHOICES, NOTES, export
from officers import TEST, a_section
from registered import line
from spreadsheets import blank, filled

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 5, 4)
REGISTERS = [key for key in SHEETS if key != "requests"]


def whole(key, number):
    """A row with every column of the sheet filled, as an officer would."""
    row = {}
    for column in SHEETS[key].columns:
        field = column.field
        if column.choice is not None:
            row[field.key] = column.choice.words[0]
        elif field.kind == "date":
            row[field.key] = [DAY, "2018年5月4日", "2018.5.4", "2018-05-04", "2018/5/4"][number % 5]
        elif field.kind == "amount":
            row[field.key] = [1234.56, 1234, "1,234.56", "１２３４．５６"][number % 4]
        elif field.kind == "code":
            row[field.key] = f"甲〔2018〕{number}号"
        elif field.kind == "text":
            row[field.key] = f"=内容{number}" if number == 3 else f"内容 {number}"
    return row | {"item": "甲-01", "section": "基础教育科", "party_code": None}


@pytest.mark.parametrize("key", REGISTERS)
def test_what_is_brought_in_can_be_written_out_and_read_as_the_same(inside, key):
    inside.kind = Kind.CITY_GOVERNMENT  # may make rules
    inside.save()
    a_section(inside, "基础教育科")
    line(inside, "items", number="甲-01")
    known = SHEETS[key].by_key
    rows = [
        {name: value for name, value in whole(key, number).items() if name in known} for number in range(1, 7)
    ]
    if key == "penalties":
        assert "shown_until" in rows[0]
    before = Entry.objects.count()
    judged = bring_in(filled(key, rows), organ=inside, by=TEST)
    assert (judged.counts[Verdict.NEW], judged.is_good) == (6, True)
    there = Entry.objects.filter(backfilled=True)
    assert there.count() == 6
    assert {entry.on for entry in there} == {DAY}
    again = filled(key, rows)
    assert plan(again, inside).counts == {Verdict.THERE: 6}
    assert bring_in(again, organ=inside, by=TEST).counts[Verdict.NEW] == 0
    out = io.BytesIO()
    assert (
        export(SHEETS[key], queries.lines_of(inside, key), out) == Entry.objects.filter(register=key).count()
    )
    judged = plan(out, inside)
    assert judged.counts == {Verdict.THERE: len(judged.lines)}, judged.lines
    assert Entry.objects.count() == before + 6
    texts = sorted(plain(entry)["matter"] for entry in there)
    assert texts[0] == "=内容3"


def test_the_template_explains_offers_choices_and_marks_its_example():
    book = load_workbook(blank("licences"))
    assert book.sheetnames == ["行政许可", NOTES, CHOICES]
    page = book["行政许可"]
    assert page["A2"].value == "示例"
    assert [cell.value for cell in page[1]][:3] == ["序号", "许可决定文书号*", "许可决定文书名称"]
    lists = {offered.formula1 for offered in page.data_validations.dataValidation}
    assert len(lists) == 3
    notes = [[cell.value for cell in row] for row in book[NOTES].iter_rows()]
    assert any(row[3] == "XK_WSH" for row in notes)


@pytest.mark.parametrize("key", SHEETS)
def test_an_untouched_template_brings_in_nothing(inside, key):
    judged = plan(blank(key), inside)
    assert judged.lines == []


REQUESTS = [
    {"number": "2019-0001", "receipt_on": "2019-11-04", "applicant_kind": "自然人", "channel": "网上提交",
     "outcome": "予以公开", "ended_on": "2019-11-20", "applicant": "示例甲", "content": "示例内容"},
    {"number": "2019-0002", "receipt_on": "2019-12-25", "applicant_kind": "商业企业"},
]  # fmt: skip


def test_old_requests_keep_numbers_and_days_and_open_ones_are_carried_over(inside):
    file = filled("requests", REQUESTS)
    assert plan(file, inside).counts == {Verdict.NEW: 2}
    assert not Request.objects.exists()
    bring_in(file, organ=inside, by=TEST)
    closed, still_open = Request.objects.order_by("number")
    assert (closed.receipt_on, closed.ended_on) == (datetime.date(2019, 11, 4), datetime.date(2019, 11, 20))
    assert closed.received_before_system
    assert closed.reveal("applicant") == "示例甲"
    assert (still_open.outcome, still_open.ended_on) == ("", None)
    assert bring_in(file, organ=inside, by=TEST).counts == {Verdict.THERE: 2}
    other = plan(filled("requests", [REQUESTS[0] | {"ended_on": "2019-11-21"}]), inside)
    assert [(each.verdict, "不同" in each.says) for each in other.lines] == [(Verdict.WRONG, True)]


def test_equal_lines_without_number_count_as_often_as_they_stand(inside):
    """Two equal lines in a file are two; the file again, or one that goes on after them, adds only the rest."""
    row = {"matter": "学历认证", "on": DAY}
    bring_in(filled("services", [row, row]), organ=inside, by=TEST)
    assert bring_in(filled("services", [row, row]), organ=inside, by=TEST).counts == {Verdict.THERE: 2}
    assert bring_in(filled("services", [row] * 3), organ=inside, by=TEST).counts == {
        Verdict.THERE: 2,
        Verdict.NEW: 1,
    }
    assert queries.counted(inside, 2018)["services.decisions"].value == 3


def test_a_section_is_known_by_its_name_the_one_of_today_first(inside):
    old, new = a_section(inside, "人事科"), a_section(inside, "学前教育科")
    old.until = datetime.date(2020, 12, 31)
    old.save()
    today = a_section(inside, "人事科")
    rows = [{"matter": "学历认证", "on": DAY, "section": name} for name in ("人事科", "学前教育科")]
    bring_in(filled("services", rows), organ=inside, by=TEST)
    assert [entry.section for entry in Entry.objects.order_by("pk")] == [today, new]
