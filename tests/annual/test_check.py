"""A report against itself: what must balance, what may stand in a cell, what a blank means."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual.reports import EDITIONS, balanced, with_cells, zeros
from gongkai.annual import contract
from gongkai.annual.check import check
from gongkai.annual.codes import CODES
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.identities import identities_of
from gongkai.annual.organ_names import may_make_rules
from gongkai.annual.report import Finding, Report, Severity, Trace, Unread, Value

EXPECTED = sorted((Path(__file__).parents[1] / "demo" / "expected").glob("*.json"))
GRAVITY = [Severity.NOTE, Severity.WARNING, Severity.ERROR]


def codes(found: tuple[Finding, ...], severity: Severity | None = None) -> list[str]:
    return [finding.code for finding in found if severity in (None, finding.severity)]


def table3(**rows: list[Value]) -> dict[tuple[str, str, str], Value]:
    columns = ("natural", "business", "research", "welfare", "legal_service", "other", "total")
    return {
        ("table3", row, column): value
        for row, values in rows.items()
        for column, value in zip(columns, values, strict=True)
    }


@settings(max_examples=60, derandomize=True, deadline=None)
@given(balanced(), st.data())
def test_any_slip_in_one_cell_is_found_and_named(report: Report, data: st.DataObject) -> None:
    assert report.edition is not None
    places = [address for address in report.cells if address.table != "table2"]
    address = data.draw(st.sampled_from(places))
    slip = data.draw(st.sampled_from([1, 9, 90]))
    value = report.cells[address]
    assert value is not None
    found = check(with_cells(report, {tuple(address): value + slip}))
    broken = [i for i in identities_of(report.edition) if address in (*i.left, *i.right)]
    assert broken
    assert [finding.code for finding in found] == [identity.balance.code for identity in broken]
    for finding, identity in zip(found, broken, strict=True):
        assert finding.severity is Severity.ERROR
        assert (finding.table, finding.row, finding.column) == (identity.table, identity.row, identity.column)
        assert isinstance(finding.left, int)
        assert isinstance(finding.right, int)
        assert abs(finding.left - finding.right) == slip
        assert identity.balance.says in finding.says
        assert str(finding.left) in finding.says
        assert str(finding.right) in finding.says


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_reports_read_by_hand(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    found = check(contract.load(expected))
    by_print = {"doubled", "word-for-number"}  # these need the trace, which only a reading gives
    assert set(expected["codes"]) - by_print <= set(codes(found))
    if path.name.startswith(("yuhang", "wenxian", "pingfang")):
        assert set(codes(found)) == set(expected["codes"])
        assert not codes(found, Severity.ERROR)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_report_of_zeros_has_nothing_to_find(edition: Edition) -> None:
    assert check(zeros(edition)) == ()


def blank_table3() -> Report:
    report = zeros(Edition.E2021)
    return with_cells(report, {tuple(a): None for a in report.cells if a.table == "table3"})  # type: ignore[misc]


def test_a_blank_adds_nothing() -> None:
    row = [2, *[None] * 5, 2]
    assert check(with_cells(blank_table3(), table3(new=row, open=row, closed=row))) == ()


def test_a_printed_total_over_blank_parts_does_not_balance() -> None:
    report = with_cells(zeros(Edition.E2021), table3(carried_in=[*[None] * 6, 3]))
    assert codes(check(report)) == ["A1", "A3"]


def test_a_blank_total_is_a_note_and_no_error() -> None:
    row = [31, *[None] * 6]
    found = check(with_cells(blank_table3(), table3(new=row, open=row, closed=row)))
    assert [(finding.code, finding.severity) for finding in found] == [("total-blank", Severity.NOTE)]
    assert "等3处" in found[0].says


def test_a_row_left_wholly_blank_says_nothing() -> None:
    assert check(with_cells(zeros(Edition.E2021), table3(partial=[None] * 7))) == ()


def test_a_blank_total_does_not_unbalance_the_column_of_totals() -> None:
    report = with_cells(
        zeros(Edition.E2021),
        table3(new=[5, *[0] * 5, 5], open=[5, *[0] * 5, None], closed=[5, *[0] * 5, 5]),
    )
    assert codes(check(report)) == ["total-blank"]


def test_a_blank_right_side_is_not_taken_for_zero() -> None:
    report = with_cells(
        zeros(Edition.E2021), table3(new=[5, *[0] * 5, 5], closed=[None] * 7, carried_out=[None] * 7)
    )
    assert codes(check(report), Severity.ERROR) == []
    assert "total-blank" in codes(check(report))


def test_what_was_not_read_is_not_summed() -> None:
    place = Address("table3", "closed", "natural")
    report = zeros(Edition.E2021, unread=(Unread(*place, "L1", "6 6", "被空格隔开"),))
    report = with_cells(report, {place: None, ("table3", "new", "natural"): 6, ("table3", "new", "total"): 6})
    found = check(report)
    assert codes(found, Severity.ERROR) == ["A1"]  # the column of totals is known and does not balance
    assert sorted(codes(found, Severity.NOTE)) == ["A1", "A2", "A3"]


def test_rows_that_are_not_there_are_named_and_their_sums_left_alone() -> None:
    report = zeros(Edition.E2021)
    cells = {address: value for address, value in report.cells.items() if address.row != "np_repeat"}
    found = check(Report("示例县教育局", 2022, Edition.E2021, cells))
    assert [(finding.code, finding.severity) for finding in found] == [
        ("section-missing", Severity.WARNING),
        ("A2", Severity.NOTE),
        ("A3", Severity.NOTE),
    ]
    assert "（五）不予处理/2.重复申请" in found[0].says


def test_tables_that_are_not_there() -> None:
    report = zeros(Edition.E2019)
    cells = {address: value for address, value in report.cells.items() if address.table == "table2"}
    found = check(Report(None, 2020, Edition.E2019, cells))
    assert [(finding.code, finding.table) for finding in found] == [
        ("section-missing", "table3"),
        ("section-missing", "table4"),
    ]
    assert codes(check(Report(None, None, None, {}))) == ["section-missing"]


def test_a_table_without_a_number() -> None:
    report = zeros(Edition.E2021)
    blank: dict[tuple[str, str, str], Value] = {tuple(a): None for a in report.cells if a.table == "table4"}  # type: ignore[misc]
    assert codes(check(with_cells(report, blank))) == ["blank-table"]


def test_a_table_whose_filled_column_was_not_found_is_not_said_to_be_blank() -> None:
    report = zeros(Edition.E2021)
    cells = {
        address: None if address.table == "table3" else value
        for address, value in report.cells.items()
        if address.table != "table3" or address.column != "total"
    }
    assert "blank-table" not in codes(check(Report(report.organ, 2022, Edition.E2021, cells)))


@pytest.mark.parametrize(
    ("edition", "place", "value", "code"),
    [
        ("2021", ("table2", "penalties", "decisions"), -1, "C1"),
        ("2021", ("table2", "penalties", "decisions"), Decimal("1.5"), "C1"),
        ("2021", ("table2", "charges", "amount"), Decimal("-0.5"), "C1"),
        ("2021", ("table2", "charges", "amount"), Decimal("0.5"), None),
        ("2019", ("table2", "penalties", "items_change"), -8, None),
        ("2019", ("table2", "penalties", "items_change"), Decimal("0.5"), "C1"),
        ("2019", ("table2", "procurement", "amount"), Decimal("0.5"), "unit-missing"),
        ("2019", ("table2", "procurement", "amount"), 0, None),
    ],
)
def test_values_of_table_two(
    edition: str, place: tuple[str, str, str], value: Value, code: str | None
) -> None:
    found = check(with_cells(zeros(Edition(edition)), {place: value}))
    assert codes(found) == ([code] if code else [])
    assert all(finding.severity is Severity.WARNING for finding in found)


def test_a_negative_count_in_table_three() -> None:
    report = with_cells(zeros(Edition.E2021), table3(new=[-1, 1, 0, 0, 0, 0, 0]))
    assert codes(check(report), Severity.WARNING) == ["A4"]


def printed(raws: dict[Address, str], cells: dict[tuple[str, str, str], Value]) -> Report:
    trace = tuple(Trace(address, raw, f"L{n}") for n, (address, raw) in enumerate(raws.items()))
    return with_cells(zeros(Edition.E2019, trace=trace), cells)


PENALTIES = Address("table2", "penalties", "items_before")
LICENCES = Address("table2", "licences", "items_before")
SERVICES = Address("table2", "services", "items_before")


@pytest.mark.parametrize("raw", ["00", "0 0", "01", " 0\n0 ", "００"])
def test_a_cell_printed_twice(raw: str) -> None:
    report = printed({PENALTIES: raw}, {tuple(PENALTIES): 0})  # type: ignore[dict-item]
    found = check(report)
    assert codes(found) == ["doubled"]
    assert Address(found[0].table or "", found[0].row or "", found[0].column or "") == PENALTIES


@pytest.mark.parametrize("raw", ["0", "10", "100", "0.0", "", "2", "1,000"])
def test_an_ordinary_number_is_not_doubled(raw: str) -> None:
    assert check(printed({PENALTIES: raw}, {})) == ()


@pytest.mark.parametrize(("certain", "doubts"), [([], 0), (["00"], 1), (["00", "0 0"], 3)])
def test_an_even_looking_number_is_in_doubt_only_among_certain_doubles(
    certain: list[str], doubts: int
) -> None:
    raws = dict(zip([PENALTIES, LICENCES], certain, strict=False)) | {SERVICES: "66"}
    assert codes(check(printed(raws, {tuple(SERVICES): 66}))) == ["doubled"] * doubts  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("raw", "found"), [("暂无", True), ("本单位未制作规章", True), ("-", False), ("/", False), ("　", False)]
)
def test_words_where_a_number_belongs(raw: str, found: bool) -> None:
    report = printed({PENALTIES: raw}, {tuple(PENALTIES): None})  # type: ignore[dict-item]
    assert codes(check(report)) == (["word-for-number"] if found else [])


@pytest.mark.parametrize(
    ("organ", "may"),
    [
        ("婺城区教育局", False),
        ("浙江省教育厅", False),
        ("某县人民政府", False),
        ("杭州市余杭区人民政府办公室", False),
        ("上海市教育委员会", False),
        ("国家税务总局杭州市余杭区税务局", False),
        ("某镇人民政府", False),
        ("南苑街道办事处", False),
        ("教育部", None),
        ("国家市场监督管理总局", None),
        ("国家卫生健康委员会", None),
        ("浙江省人民政府", None),
        ("金华市人民政府", None),
        ("内蒙古自治区人民政府", None),
        ("延边朝鲜族自治州人民政府", None),
    ],
)
def test_who_has_no_power_to_make_rules(organ: str, may: bool | None) -> None:
    assert may_make_rules(organ) is may
    report = with_cells(zeros(Edition.E2021, organ=organ), {("table2", "rules", "in_force"): 1})
    assert codes(check(report)) == (["rule-making"] if may is False else [])


def test_rules_of_a_nameless_organ_are_not_judged() -> None:
    report = with_cells(zeros(Edition.E2021, organ=None), {("table2", "rules", "in_force"): 1})
    assert check(report) == ()


@pytest.mark.parametrize(
    ("before", "change", "decisions", "found"),
    [(75, 1432, 1507, True), (75, 0, 75, False), (75, -5, 70, True), (75, 5, 81, False), (None, 5, 5, False)],
)
def test_cases_that_are_a_sum_of_items(before: Value, change: int, decisions: int, found: bool) -> None:
    row = {"items_before": before, "items_change": change, "decisions": decisions}
    report = with_cells(
        zeros(Edition.E2019), {("table2", "licences", column): v for column, v in row.items()}
    )
    assert codes(check(report)) == (["sum-in-count"] if found else [])


@settings(max_examples=20, derandomize=True, deadline=None)
@given(balanced(Edition.E2019), st.data())
def test_no_finding_is_graver_than_its_code_allows(report: Report, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.sampled_from(form_of(Edition.E2019).addresses), min_size=1, max_size=5))
    changes = {tuple(place): data.draw(st.sampled_from([None, -1, 7, Decimal("0.5")])) for place in places}
    for finding in check(with_cells(report, changes)):  # type: ignore[arg-type]
        assert GRAVITY.index(finding.severity) <= GRAVITY.index(CODES[finding.code].severity)
