"""Year against year, parent against children, report against report."""

from decimal import Decimal

import pytest

from annual.reports import EDITIONS, with_cells, zeros
from gongkai.annual.compare import across_years, differences, parent_against_children
from gongkai.annual.form import Address, Edition
from gongkai.annual.merge_sources import Source
from gongkai.annual.report import Finding, Report, Unread, Value


def year(number: int, edition: Edition | None = None, **changes: object) -> Report:
    default = Edition.E2019 if number < 2021 else Edition.E2021
    return zeros(edition or default, year=number, **changes)


def told(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.value) for finding in found]


@pytest.mark.parametrize(("before", "now"), [(2019, 2020), (2020, 2021), (2021, 2022)])
@pytest.mark.parametrize("column", ["natural", "legal_service", "total"])
def test_what_was_carried_out_is_carried_in(before: int, now: int, column: str) -> None:
    previous = with_cells(year(before), {("table3", "carried_out", column): 4})
    good = with_cells(year(now), {("table3", "carried_in", column): 4})
    bad = with_cells(year(now), {("table3", "carried_in", column): 3})
    note = [("X4", "note")] if now == 2021 else []
    assert told(across_years(previous, good)) == note
    found = across_years(previous, bad)
    assert told(found) == [*note, ("X1", "error")]
    assert (found[-1].row, found[-1].column, found[-1].left, found[-1].right) == ("carried_in", column, 4, 3)


@pytest.mark.parametrize(("now", "expected"), [(11, []), (12, [("X2", "warning")])])
def test_documents_in_force_follow_from_last_year(now: int, expected: list[tuple[str, str]]) -> None:
    previous = with_cells(year(2022), {("table2", "normative", "in_force"): 10})
    current = with_cells(
        year(2023),
        {
            ("table2", "normative", "made"): 3,
            ("table2", "normative", "abolished"): 2,
            ("table2", "normative", "in_force"): now,
        },
    )
    assert told(across_years(previous, current)) == expected


@pytest.mark.parametrize(("now", "expected"), [(24, []), (21, [("X3", "warning")])])
def test_items_follow_from_last_year(now: int, expected: list[tuple[str, str]]) -> None:
    items = {("table2", "penalties", "items_before"): 21, ("table2", "penalties", "items_change"): 3}
    current = with_cells(year(2020), {("table2", "penalties", "items_before"): now})
    assert told(across_years(with_cells(year(2019), items), current)) == expected


def test_a_change_of_edition_leaves_only_the_carry_over() -> None:
    previous = with_cells(year(2020), {("table2", "normative", "opened_total"): 9})
    current = with_cells(year(2021), {("table2", "normative", "in_force"): 5})
    assert told(across_years(previous, current)) == [("X4", "note")]


@pytest.mark.parametrize(("before", "now"), [(None, 3), (3, None), (None, None)])
def test_a_blank_is_not_compared(before: Value, now: Value) -> None:
    previous = with_cells(year(2022), {("table3", "carried_out", "natural"): before})
    current = with_cells(year(2023), {("table3", "carried_in", "natural"): now})
    assert told(across_years(previous, current)) == ([] if before is now else [("X1", "note")])


def test_years_that_do_not_follow_are_not_compared() -> None:
    previous = with_cells(year(2021), {("table3", "carried_out", "natural"): 5})
    assert told(across_years(previous, year(2023))) == [("X1", "note")]
    assert told(across_years(year(2023), year(2023))) == [("X1", "note")]
    assert told(across_years(Report(None, 2022, None, {}), year(2023))) == [("X1", "note")]


@pytest.mark.parametrize(
    ("name", "notes"), [("示例县教育局", 0), ("某市示例县教育局", 0), ("别处教育局", 1), (None, 0)]
)
def test_another_organ_is_remarked_on(name: str | None, notes: int) -> None:
    assert len(across_years(year(2022, organ=name), year(2023))) == notes


def children(*values: Value) -> list[Source]:
    return [
        Source(f"{n}局", with_cells(year(2022, organ=f"{n}局"), {("table3", "new", "total"): value}))
        for n, value in enumerate(values)
    ]


def test_a_parent_is_the_sum_of_its_children() -> None:
    parent = with_cells(year(2022), {("table3", "new", "total"): 5})
    assert parent_against_children(parent, children(2, 3)) == ()
    found = parent_against_children(parent, children(2, 2))
    assert told(found) == [("X5", "warning")]
    assert (found[0].row, found[0].column, found[0].left, found[0].right) == ("new", "total", 5, 4)


def test_a_child_that_lacks_a_cell_leaves_it_uncompared() -> None:
    parent = with_cells(year(2022), {("table3", "new", "total"): 5})
    one, other = children(2, 0)
    cells = {a: v for a, v in other.report.cells.items() if a.table != "table3"}
    part = Source(other.name, Report(other.report.organ, 2022, Edition.E2021, cells))
    assert told(parent_against_children(parent, [one, part])) == [("X5", "note")]


def test_children_of_another_edition_are_not_compared() -> None:
    assert told(parent_against_children(year(2022), [Source("甲", year(2020))])) == [("X5", "note")]


def test_an_amount_is_compared_only_in_one_unit() -> None:
    amount = ("table2", "procurement", "amount")
    parent = with_cells(year(2020, units={Address(*amount): "元"}), {amount: 50000})
    child = with_cells(year(2020, organ="甲", units={Address(*amount): "万元"}), {amount: 5})
    assert told(parent_against_children(parent, [Source("甲", child)])) == [("X5", "note")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_equal_reports_do_not_differ(edition: Edition) -> None:
    assert differences(zeros(edition), zeros(edition)) == []


def test_differences_are_named_cell_by_cell() -> None:
    amount, total = ("table2", "procurement", "amount"), ("table3", "closed", "total")
    before = with_cells(
        year(2019, units={Address(*amount): "元"}),
        {amount: 5, total: None, ("table4", "suit_after", "other"): 1},
    )
    cells = dict(with_cells(year(2020, organ="别处教育局"), {amount: Decimal("5.5")}).cells)
    del cells[Address("table2", "rules", "made")]
    unread = Unread("table4", "suit_after", "other", "L1", "1 1", "被空格隔开")
    after = Report("别处教育局", 2020, Edition.E2019, cells, unread=(unread,))
    assert [tuple(change.words().values()) for change in differences(before, after)] == [
        ("机关名称", "", "", "示例县教育局", "别处教育局"),
        ("年度", "", "", 2019, 2020),
        ("table2", "规章", "本年新制作数量", 0, "缺"),
        ("table2", "政府集中采购", "采购总金额", 5, Decimal("5.5")),
        ("table2", "政府集中采购", "采购总金额（单位）", "元", "未写明"),
        ("table3", "（七）总计", "总计", "空白", 0),
        ("table4", "复议后起诉", "其他结果", 1, "未读出"),
    ]


def test_reports_of_two_editions_are_compared_in_what_they_share() -> None:
    before = with_cells(year(2020), {("table2", "rules", "made"): 1, ("table3", "new", "total"): 1})
    after = year(2021)
    assert [tuple(change.words().values()) for change in differences(before, after)] == [
        ("年度", "", "", 2020, 2021),
        ("格式", "", "", "2019", "2021"),
        ("table3", "一、本年新收政府信息公开申请数量", "总计", 1, 0),
    ]


def test_reports_without_tables_differ_only_in_their_heads() -> None:
    one, other = Report("甲", 2020, None, {}), Report(None, 2020, None, {})
    assert [tuple(change.words().values()) for change in differences(one, other)] == [
        ("机关名称", "", "", "甲", "空白")
    ]
