"""Adding reports up: as printed, never recomputed, nothing lost and nothing assumed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual.reports import balanced, reports, with_cells, zeros
from gongkai.annual import contract
from gongkai.annual.check import check
from gongkai.annual.form import Address, Edition
from gongkai.annual.merge import merge
from gongkai.annual.merge_document import sum_document
from gongkai.annual.merge_extent import extents
from gongkai.annual.merge_sources import MergeRefused, Source, named
from gongkai.annual.read import read
from gongkai.annual.report import Report, Severity, Unread, Value
from gongkai.annual.writers import DOCUMENT_WRITERS
from gongkai.papers.model import Grid
from gongkai.papers.open import from_bytes
from gongkai.papers.writing.fonts import find_fonts

AMOUNT = Address("table2", "procurement", "amount")
TOTAL = Address("table3", "closed", "total")
NEW = Address("table3", "new", "natural")


def sources(*given_reports: Report) -> list[Source]:
    """Sources with names and organs of their own."""
    return [
        Source(
            f"第{n}份",
            Report(f"第{n}局", r.year, r.edition, r.cells, r.units, r.chapters, r.unread, r.trace),
        )
        for n, r in enumerate(given_reports, start=1)
    ]


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(balanced(Edition.E2021), min_size=1, max_size=4))
def test_the_sum_of_balanced_reports_balances(parts: list[Report]) -> None:
    assert check(merge(sources(*parts)).report) == ()


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(reports(Edition.E2019), min_size=1, max_size=3))
def test_every_cell_is_the_sum_of_what_is_printed(parts: list[Report]) -> None:
    merged = merge(sources(*parts))
    unsummed = {(item.table, item.row, item.column) for item in merged.report.unread}
    for address in merged.report.cells:
        values = [value for _, value in merged.addends(address) if value is not None]
        if tuple(address) not in unsummed:
            assert merged.report.cells[address] == (sum(values) if values else None)


def test_a_wrong_total_is_added_as_printed() -> None:
    wrong = with_cells(zeros(Edition.E2021), {TOTAL: 66})
    merged = merge(sources(wrong, zeros(Edition.E2021)))
    assert merged.report.cells[TOTAL] == 66
    assert {finding.code for finding in check(merged.report)} == {"A1", "A2", "A3"}


@pytest.mark.parametrize(("values", "total"), [((None, 3), 3), ((None, None), None), ((None, 0), 0)])
def test_a_blank_adds_nothing_and_is_not_zero(values: tuple[Value, ...], total: Value) -> None:
    parts = [with_cells(zeros(Edition.E2021), {NEW: value}) for value in values]
    assert merge(sources(*parts)).report.cells[NEW] == total


def with_amount(value: Value, unit: str | None) -> Report:
    report = with_cells(zeros(Edition.E2019), {AMOUNT: value})
    return Report(
        report.organ, report.year, report.edition, report.cells, {AMOUNT: unit} if unit else {}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "total", "unit"),
    [
        ([(Decimal("3926.0"), "万元"), (Decimal("2873.495"), "万元")], Decimal("6799.495"), "万元"),
        ([(5, "元"), (None, None)], 5, "元"),
        ([(Decimal("106.01"), None), (None, None)], Decimal("106.01"), None),
    ],
)
def test_amounts_in_one_unit_are_added(
    amounts: list[tuple[Value, str | None]], total: Value, unit: str | None
) -> None:
    merged = merge(sources(*(with_amount(*amount) for amount in amounts)))
    assert merged.report.cells[AMOUNT] == total
    assert merged.report.units.get(AMOUNT) == unit
    assert merged.report.unread == ()


@pytest.mark.parametrize(
    "amounts", [[(5, "元"), (5, "万元")], [(5, "万元"), (5, None)], [(5, None), (5, None)]]
)
def test_amounts_whose_units_differ_or_are_not_stated_are_not_added(
    amounts: list[tuple[Value, str | None]],
) -> None:
    merged = merge(sources(*(with_amount(*amount) for amount in amounts)))
    assert merged.report.cells[AMOUNT] is None
    assert AMOUNT not in merged.report.units
    (unread,) = merged.report.unread
    assert Address(unread.table or "", unread.row or "", unread.column or "") == AMOUNT
    assert "第1份：5" in unread.why
    assert "不能相加" in unread.why
    assert [value for _, value in merged.addends(AMOUNT)] == [5, 5]


def test_the_form_of_2021_states_the_unit_of_its_amount() -> None:
    charges = Address("table2", "charges", "amount")
    parts = [with_cells(zeros(Edition.E2021), {charges: Decimal("0.5")}) for _ in range(2)]
    merged = merge(sources(*parts))
    assert merged.report.cells[charges] == 1
    assert merged.report.units == {}


def test_who_lacks_what_is_named() -> None:
    whole, part = zeros(Edition.E2021), zeros(Edition.E2021)
    cells = {a: v for a, v in part.cells.items() if a.table != "table4" and a.row != "np_repeat"}
    part = Report(None, 2022, Edition.E2021, cells, unread=(Unread(*NEW, "L3", "1 2", "被空格隔开"),))
    merged = merge(sources(whole, part))
    assert merged.missing_sentences() == [
        "第2份的表三“一、本年新收政府信息公开申请数量”的“自然人”缺失或未能读出",
        "第2份的表三没有“（五）不予处理/2.重复申请”",
        "第2份没有表四",
    ]
    assert merged.lacks(NEW)
    assert not merged.lacks(TOTAL)
    assert [source.name for source, _ in merged.addends(NEW)] == ["第1份"]
    assert merged.report.complete


def test_the_year_is_given_only_when_it_is_one() -> None:
    one = merge(sources(zeros(Edition.E2019), zeros(Edition.E2019)))
    assert one.report.year == 2020
    assert one.notes == ()
    two = merge(
        sources(zeros(Edition.E2019, year=2019), zeros(Edition.E2019), zeros(Edition.E2019, year=None))
    )
    assert two.report.year is None
    assert two.notes == ("各份报告的年度不同：2019年度1份，2020年度1份", "第3份的年度不明")


def refused(*given_sources: Source) -> str:
    with pytest.raises(MergeRefused) as refusal:
        merge(given_sources)
    return str(refusal.value)


def test_what_cannot_be_added_is_refused_by_name() -> None:
    old, new = Source("甲.txt", zeros(Edition.E2019)), Source("乙.txt", zeros(Edition.E2021, organ="乙局"))
    assert refused() == "没有给出要汇总的报告"
    assert "2019年格式：甲.txt；2021年格式：乙.txt" in refused(old, new)
    assert refused(old, Source("丙.txt", Report("丙局", 2020, None, {}))).startswith("丙.txt没有可相加的表格")
    assert "甲.txt给了2次" in refused(old, old)
    assert "甲.txt和丁.txt都是示例县教育局2020年度的报告" in refused(old, Source("丁.txt", old.report))


def test_the_sum_is_written_with_its_sources() -> None:
    merged = merge(sources(zeros(Edition.E2021), zeros(Edition.E2021)))
    written = merged.dump(check(merged.report))
    assert written["sources"] == [
        {"name": "第1份", "organ": "第1局", "year": 2022},
        {"name": "第2份", "organ": "第2局", "year": 2022},
    ]
    assert (written["missing"], written["notes"], written["findings"]) == ([], [], [])
    assert contract.load(written) == merged.known()


def test_a_total_left_blank_over_its_parts_makes_the_sum_of_totals_doubtful() -> None:
    """One bureau fills 自然人 and leaves 总计 blank, as 余杭 2020 did: no balance may rest on the sum of 总计."""
    rows = ("new", "open", "closed")
    parts = {("table3", row, "natural"): 31 for row in rows}
    owing = with_cells(zeros(Edition.E2021), parts | {("table3", row, "total"): None for row in rows})
    merged = merge(sources(owing, zeros(Edition.E2021)))
    # what the other prints, and nothing made up
    assert [merged.report.cells[Address("table3", row, "total")] for row in rows] == [0, 0, 0]
    assert {(item.row, item.column, item.text) for item in merged.report.unread} == {
        (row, "total", "0") for row in rows
    }
    assert not [item for item in check(merged.report) if item.severity is Severity.ERROR]


def with_gaps() -> list[Source]:
    """Three bureaus: one leaves a total blank over its parts, one has no 表四, one is whole."""
    owing = with_cells(zeros(Edition.E2021), {NEW: 31, ("table3", "new", "total"): None})
    without = zeros(Edition.E2021)
    cells = {address: value for address, value in without.cells.items() if address.table != "table4"}
    whole = with_cells(
        zeros(Edition.E2021), {("table4", "reconsideration", "upheld"): 4, ("table3", "new", "total"): 7}
    )
    return sources(owing, Report(None, 2022, Edition.E2021, cells), whole)


def test_a_sum_that_a_report_is_missing_from_is_no_number_in_the_exchange_format() -> None:
    """Incomplete sums were written as plain numbers, and read back nothing told them from certain ones."""
    merged = merge(with_gaps())
    written = merged.dump(check(merged.known()))
    assert written["complete"] is False
    assert written["table3"]["一、本年新收政府信息公开申请数量"] == [31, 0, 0, 0, 0, 0, None]
    said = {(item["row"], item["column"]): (item["text"], item["why"]) for item in written["unread"]}
    text, why = said["一、本年新收政府信息公开申请数量", "总计"]
    assert text == "7"
    assert why.startswith("第1份没有这一格")
    # what the others print for a table that one lacks is their sum, and an entry says who is not in it
    assert written["table4"]["行政复议"][0] == 4
    assert said[None, None] == ("第2份", "没有表四，汇总的数不含它")
    assert contract.load(written) == merged.known()
    assert ("A3", "new") not in {(item.code, item.row) for item in check(merged.known())}


@pytest.mark.parametrize("kind", sorted(DOCUMENT_WRITERS))
def test_a_sum_is_written_so_that_what_is_incomplete_reads_back_as_unread(kind: str) -> None:
    merged = merge(with_gaps())
    fonts = find_fonts() if kind == "pdf" else None
    data = DOCUMENT_WRITERS[kind](sum_document(merged, "示例县"), fonts)
    found = read(from_bytes(data, f"汇总.{kind}"))
    known = merged.known("示例县")
    assert (found.organ, found.year, found.edition) == ("示例县", 2022, Edition.E2021)
    assert dict(found.cells) == dict(known.cells)
    assert {(i.table, i.row, i.column) for i in found.unread} == {("table3", "new", "total")}
    assert not any(chapter.text for chapter in found.chapters.values())


def test_the_document_of_a_sum_says_what_is_in_it_and_what_is_missing() -> None:
    document = sum_document(merge(with_gaps()), "示例县")
    title, *lines = (block.text for block in document.blocks[:8] if hasattr(block, "text"))
    assert title == "示例县2022年政府信息公开工作年度报告（汇总）"
    text = "\n".join(lines)
    assert "由3份报告逐格相加" in text
    assert "各份报告（均为2022年度）：第1份、第2份、第3份。" in text
    assert "注有“存疑”的1格只是其余报告之和" in text
    assert "或各项有数而合计空白：第1份（1格）。" in text
    assert "缺少：第2份：没有表四。" in text
    heading = next(at for at, block in enumerate(document.blocks) if "四、" in getattr(block, "text", ""))
    note, table = document.blocks[heading + 1 : heading + 3]
    assert note.text == "〔本表不含：第2份（没有这张表）〕"
    assert isinstance(table, Grid)


def test_of_each_table_is_told_how_far_the_sum_reaches() -> None:
    one, two, three = extents(merge(with_gaps()))
    assert (one.without, one.partial, one.not_added) == ((), 0, 0)
    assert (two.added, two.partial) == (3, 1)
    assert (three.added, three.without, three.partial) == (2, ("第2份",), 0)
    amounts = extents(merge(sources(with_amount(5, "元"), with_amount(5, "万元"))))
    assert [each.not_added for each in amounts] == [1, 0, 0]
    assert amounts[0].whole == len([a for a in with_amount(5, "元").cells if a.table == "table2"]) - 1


def test_of_many_amounts_only_how_many_are_in_which_unit_is_said() -> None:
    units = ["元"] * 4 + ["万元"] * 3
    parts = [replace(with_amount(5, unit), organ=f"{n}局") for n, unit in enumerate(units)]
    text = "\n".join(b.text for b in sum_document(merge(sources(*parts))).blocks if not isinstance(b, Grid))
    assert "不能相加：以元为单位的4份，以万元为单位的3份，各份的数见各份报告" in text
    assert "第3份：5元" not in text


def test_amounts_not_added_have_a_short_mark_in_their_cell_and_no_path() -> None:
    """The cell printed “in/yuhang.docx：3926万元，…” over several lines of a narrow column."""
    parts = [
        ("in/甲.docx", with_amount(5, "元")),
        ("in/更深/乙.docx", with_amount(5, "万元")),
    ]
    merged = merge(named((file, Report(None, 2020, r.edition, r.cells, r.units)) for file, r in parts))
    document = sum_document(merged)
    texts = [
        cell.text for block in document.blocks if hasattr(block, "rows") for row in block.rows for cell in row
    ]
    assert "〔未相加〕" in texts
    said = "\n".join(block.text for block in document.blocks if hasattr(block, "text"))
    assert "（甲.docx：5元，乙.docx：5万元）" in said
    assert "in/" not in said + "".join(texts) + str(merged.dump())


def test_sources_go_by_their_organs_and_by_year_or_number_where_that_is_not_enough() -> None:
    a, b = zeros(Edition.E2021, organ="甲局", year=2021), zeros(Edition.E2021, organ="甲局", year=2022)
    nameless = Report(None, 2022, a.edition, a.cells)
    given_files = [("x/1.docx", a), ("x/2.docx", b), ("x/3.docx", nameless), ("y/3.docx", nameless)]
    assert [source.name for source in named(given_files)] == [
        *("甲局2021年度", "甲局2022年度", "3.docx（第3份）", "3.docx（第4份）")
    ]
    assert "y/2.docx" in refused(*named([("x/2.docx", b), ("y/2.docx", b)]))
