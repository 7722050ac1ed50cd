"""The official tables on a page: every cell of either edition once, with its headings, and honest about gaps."""

import pytest

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Finding as Found
from gongkai.annual.report import Report, Severity, Unread
from gongkai.reports.show import remarks
from gongkai.reports.show.tables import sheet


def boxes(section, report, said=None, instead=None):
    laid = sheet(section, report, said or {}, instead or {})
    return [box for row in [*laid.top, *laid.rows] for box in row]


@pytest.mark.parametrize("edition", Edition)
def test_every_cell_stands_once_under_its_own_headings(edition):
    form = form_of(edition)
    report = Report(None, None, edition, {address: at for at, address in enumerate(form.addresses)})
    for section in form.sections:
        laid = boxes(section, report)
        heads = {box.id: box.text for box in laid if box.scope}
        numbers = {box.id: box for box in laid if not box.scope}
        mine = [address for address in form.addresses if address.table == section.key]
        assert set(numbers) == {"-".join(address) for address in mine}
        for address in mine:
            table = form.table(address)
            row = next(leaf for leaf in table.row_leaves if leaf.key == address.row)
            column = next(leaf for leaf in table.column_leaves if leaf.key == address.column)
            box = numbers["-".join(address)]
            spoken = {heads[name] for name in box.headers.split()}
            assert {row.label, column.label} <= spoken
            others = {leaf.label for leaf in table.row_leaves} - {row.label}
            assert not spoken & others - {column.label}
            assert box.text.startswith(str(report.cells[address]))


def test_a_blank_a_missing_cell_and_an_unread_one_are_three_things():
    form = form_of(Edition.E2021)
    new = {column: Address("table3", "new", column) for column in ("natural", "business", "research")}
    report = Report(None, None, Edition.E2021, {new["natural"]: None})
    laid = {box.id: box for box in boxes(form.section("table3"), report, instead={new["research"]: "6 6"})}
    blank, missing, unread = (laid["-".join(address)] for address in new.values())
    assert (blank.text, blank.absent) == ("", False)
    assert (missing.text, missing.absent) == ("", True)
    assert (unread.text, unread.absent) == ("6 6", False)


def found(table=None, row=None, column=None, severity=Severity.NOTE):
    return Found("A1", severity, "说", table, row, column)


@pytest.mark.parametrize(
    ("finding", "place", "target"),
    [
        (found("table3", "closed", "natural"), "表三“（七）总计”行，“自然人”列", "table3-closed-natural"),
        (found("table3", None, "total"), "表三“总计”列", "table3-new-total"),
        (found("table3", "closed"), "表三“（七）总计”行", "table3-closed-natural"),
        (found("table4"), "表四", "table4"),
        (found(), "", ""),
    ],
)
def test_the_place_of_a_finding_in_words_and_on_the_page(finding, place, target):
    (remark,) = remarks.of_findings([finding], form_of(Edition.E2019))
    assert (remark.place, remark.target) == (place, target)


def test_errors_come_first():
    listed = [found(severity=severity) for severity in (Severity.NOTE, Severity.ERROR, Severity.WARNING)]
    levels = [remark.level for remark in remarks.of_findings(listed, form_of(Edition.E2019))]
    assert levels == ["error", "warning", "note"]


@pytest.mark.parametrize(
    ("unread", "says"),
    [
        (Unread("table3", "new", "total", "L3", "6 6", "看不准"), "原文“6 6”（L3）：看不准"),
        (Unread("table3", "new", "total", "", "", "没有这一格"), "没有这一格"),
    ],
)
def test_what_was_not_read_is_said_with_its_reason(unread, says):
    (remark,) = remarks.of_unread([unread], form_of(Edition.E2019))
    assert remark.says == says
    assert remark.word == "未读入"
