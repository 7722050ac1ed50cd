"""What is known of how a figure came about: remarks of the source, pictures, two readings of one source."""

from dataclasses import replace

import pytest

from annual.reports import zeros
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.grid import grid
from gongkai.annual.read import NotAReport, read
from gongkai.annual.report import Report, Value
from gongkai.papers.model import Block, Document, Grid, Heading
from gongkai.papers.remarks import FIELD, PICTURE, STRUCK, TRACKED

NEW = Address("table3", "new", "natural")


def cells(**changes: Value) -> dict[Address, Value]:
    """A whole report of 2021: one request of a natural person, published; everything else 0."""
    found: dict[Address, Value] = dict(zeros(Edition.E2021).cells)
    for row in ("new", "open", "closed"):
        for column in ("natural", "total"):
            found[Address("table3", row, column)] = 3
    for column in ("upheld", "total"):
        found[Address("table4", "reconsideration", column)] = 2
    return found


def document(values: dict[Address, Value], how: dict[Address, dict[str, object]] | None = None) -> Document:
    """The report's grids; `how` changes single cells."""
    blocks: list[Block] = [Heading("示例县教育局2022年政府信息公开工作年度报告", "")]
    for section in form_of(Edition.E2021).sections:
        drawn = grid(section, values)
        rows = tuple(
            tuple(
                replace(
                    cell,
                    at=cell.key or "",
                    **((how or {}).get(Address(*cell.key.split("/")), {}) if cell.key else {}),  # type: ignore[arg-type]
                )
                for cell in row
            )
            for row in drawn.rows
        )
        blocks += [Heading(f"{section.chapter}、{section.title}", ""), Grid(rows, drawn.shape, "表")]
    return Document(tuple(blocks))


def doubts(report: Report) -> dict[tuple[str | None, str | None, str | None], str]:
    return {(each.table, each.row, each.column): each.why for each in report.unread}


@pytest.mark.parametrize("remark", [STRUCK, PICTURE])
@pytest.mark.parametrize("text", ["3", ""])
def test_what_is_struck_out_or_a_picture_is_not_known(remark: str, text: str) -> None:
    report = read(document(cells(), {NEW: {"remark": remark, "text": text}}))
    assert remark in doubts(report)[tuple(NEW)]
    assert report.cells[NEW] is None


@pytest.mark.parametrize("remark", [TRACKED, FIELD])
def test_a_revised_or_reckoned_figure_is_given_and_says_so(remark: str) -> None:
    report = read(document(cells(), {NEW: {"remark": remark}}))
    assert report.cells[NEW] == 3
    assert next(each.at for each in report.trace if each.address == NEW) == f"table3/new/natural（{remark}）"


@pytest.mark.parametrize("text", ["=SUM(ABOVE)", "#REF!", "=SUM(B2:B9)"])
def test_a_formula_without_its_result_is_no_blank(text: str) -> None:
    assert tuple(NEW) in doubts(read(document(cells(), {NEW: {"remark": FIELD, "text": text}})))


def pictured(values: dict[Address, Value], sure: float = 0.99) -> Document:
    return document(values, {address: {"sure": sure} for address in values})


def test_figures_off_a_picture_are_given_where_row_and_column_balance() -> None:
    report = read(pictured(cells()))
    doubted = doubts(report)
    assert report.cells[NEW] == 3
    assert next(each.at for each in report.trace if each.address == NEW).endswith("（OCR 0.99）")
    assert report.cells[Address("table4", "reconsideration", "upheld")] == 2
    assert {key for key in doubted if key[0] == "table2"} == {
        tuple(address) for address in form_of(Edition.E2021).addresses if address.table == "table2"
    }
    assert all(key[0] == "table2" for key in doubted)


def lost_row(values: dict[Address, Value], row: str, sure: dict[Address, float] | None = None) -> Document:
    """The report off a picture with one row of table 三 that nobody can read."""
    how: dict[Address, dict[str, object]] = {
        each: {"sure": (sure or {}).get(each, 0.99)}
        | ({"text": "〓", "sure": 0.0} if each.row == row else {})
        for each in values
    }
    return document(values, how)


def given(report: Report) -> set[tuple[str, str]]:
    """Row and column of the cells of table 三 that are given."""
    return {(e.row, e.column) for e in report.cells if e.table == "table3" and tuple(e) not in doubts(report)}


def test_one_row_that_cannot_be_read_off_a_picture_does_not_take_the_others_along() -> None:
    report = read(lost_row(cells(), "ref_law"))
    assert {("new", "natural"), ("closed", "total"), ("ref_secret", "natural")} <= given(report)
    assert not {each for each in given(report) if each[0] == "ref_law"}


def test_what_was_read_off_a_picture_and_is_no_figure_is_no_blank() -> None:
    """Every sum holds whether the cell says 0 or nothing."""
    odd = Address("table3", "ref_law", "welfare")
    for text in ("〓", "口", "l"):
        how: dict[Address, dict[str, object]] = {each: {"sure": 0.99} for each in cells()}
        how[odd]["text"] = text
        assert tuple(odd) in doubts(read(document(cells(), how)))


def test_a_single_figure_and_its_total_may_be_misread_alike_where_columns_do_not_add_up() -> None:
    report = read(lost_row(cells(), "ref_law"))
    assert ("open", "natural") not in given(report)
    for wrong in (8, 2):
        report = read(lost_row({**cells(), **{Address("table3", "open", c): wrong for c in ("natural", "total")}},
                               "ref_law"))  # fmt: skip
        assert not {("open", "natural"), ("open", "total")} & given(report)


def test_more_for_the_results_than_their_total_says_that_something_is_misread() -> None:
    """Two figures of a row and its total read too high cancel out in the row, and not against the total below."""
    values = {**cells()}
    for column, figure in (("natural", 8), ("business", 2), ("total", 10)):
        values[Address("table3", "partial", column)] = figure
    assert {
        (row, c)
        for row, c in given(read(lost_row(values, "ref_law")))
        if c in ("natural", "business", "total")
    } <= {
        (row, column)
        for row in ("new", "carried_in", "carried_out", "closed")
        for column in ("natural", "business", "total")
    }


def test_an_unsure_row_of_nothing_but_noughts_is_left_where_its_columns_do_not_add_up() -> None:
    unsure = {Address("table3", "ref_secret", "total"): 0.8}
    found = given(read(lost_row(cells(), "ref_law", unsure)))
    assert ("ref_secret", "natural") not in found
    assert ("ref_safety", "natural") in found


def test_rows_that_cannot_be_read_take_no_noughts_along_and_leave_a_single_figure_with_its_total() -> None:
    values = cells()
    how: dict[Address, dict[str, object]] = {each: {"sure": 0.99} for each in values}
    lost = ("ref_law", "np_repeat")
    for each in values:
        if each.row in lost:
            how[each] = {"text": "〓", "sure": 0.0}
    found = given(read(document(values, how)))
    assert {row for row, column in found} == {a.row for a in values if a.table == "table3"} - {*lost}
    assert {(row, column) for row in ("open", "closed") for column in ("natural", "total")} - found == {
        ("open", "natural"),
        ("open", "total"),
    }


def test_a_row_of_several_figures_is_given_beside_rows_that_cannot_be_read() -> None:
    values = cells()
    for row in ("new", "open", "closed"):
        for column, figure in (("natural", 3), ("business", 4), ("total", 7)):
            values[Address("table3", row, column)] = figure
    assert ("open", "business") in given(read(lost_row(values, "ref_law")))


def test_the_one_cell_of_a_row_whose_column_does_not_add_up_is_known_by_the_others() -> None:
    values = cells()
    how: dict[Address, dict[str, object]] = {each: {"sure": 0.99} for each in values}
    how[Address("table3", "ref_law", "welfare")] = {"text": "〓", "sure": 0.0}
    found = given(read(document(values, how)))
    assert ("open", "welfare") in found
    assert ("ref_law", "welfare") not in found


def test_a_slip_off_a_picture_leaves_its_cell_alone_to_a_person() -> None:
    """Its row and its column fail; their other cells are borne out by the balances that cross them."""
    doubted = {key for key in doubts(read(pictured({**cells(), NEW: 8}))) if key[0] == "table3"}
    assert doubted == {tuple(NEW)}


def test_two_slips_off_a_picture_in_two_rows_and_two_columns_leave_what_lies_between_them() -> None:
    closed = Address("table3", "closed", "business")
    doubted = {key for key in doubts(read(pictured({**cells(), NEW: 8, closed: 9}))) if key[0] == "table3"}
    assert {tuple(NEW), tuple(closed)} <= doubted
    assert ("table3", "open", "total") not in doubted


def test_a_blank_off_a_picture_is_asserted_by_no_total_that_is_blank() -> None:
    total = Address("table3", "np_excess", "total")
    report = read(pictured({**cells(), total: None}))
    assert tuple(total) in doubts(report)


def test_two_readings_that_agree_give_everything() -> None:
    one = document(cells())
    report = read(replace(one, second=document(cells())))
    assert report == read(one)


def test_two_readings_that_differ_in_a_cell_give_neither() -> None:
    report = read(replace(document(cells()), second=document({**cells(), NEW: 8})))
    assert doubts(report) == {tuple(NEW): "两种读法不一致：一种读作“3”，另一种读作“8”"}
    assert report.cells[NEW] is None


def test_a_blank_is_not_the_same_as_a_zero() -> None:
    address = Address("table2", "rules", "made")
    report = read(replace(document(cells()), second=document({**cells(), address: None})))
    assert tuple(address) in doubts(report)


def lacking(address: Address) -> Document:
    return document(cells(), {address: {"text": "3 3"}})


def test_what_one_reading_lacks_is_given_where_the_form_bears_it_out() -> None:
    report = read(replace(document(cells()), second=lacking(NEW)))
    assert report.cells[NEW] == 3
    assert not report.unread
    report = read(replace(lacking(NEW), second=document(cells())))
    assert report.cells[NEW] == 3


def test_what_one_reading_lacks_and_nothing_bears_out_is_not_given() -> None:
    address = Address("table2", "licences", "decisions")
    report = read(replace(document(cells()), second=lacking(address)))
    assert list(doubts(report)) == [tuple(address)]


def test_a_lost_table_is_borne_out_by_its_own_sums_alone() -> None:
    whole = document(cells())
    half = replace(whole, blocks=tuple(block for block in whole.blocks if not isinstance(block, Grid)))
    report = read(replace(whole, second=half))
    given = {address for address, value in report.cells.items() if tuple(address) not in doubts(report)}
    assert NEW in given
    assert not any(address.table == "table2" for address in given)


def test_neither_reading_a_report_is_no_report() -> None:
    nothing = Document((Heading("通知", ""),))
    with pytest.raises(NotAReport):
        read(replace(nothing, second=nothing))


def test_another_organ_in_one_reading_is_no_organ() -> None:
    other = document(cells())
    title = Heading("示范县教育局2022年政府信息公开工作年度报告", "")
    report = read(replace(other, second=replace(other, blocks=(title, *other.blocks[1:]))))
    assert (report.organ, report.year) == (None, 2022)
