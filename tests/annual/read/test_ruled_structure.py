"""Tables that lost cells or spans, or repeat them, say what they print under their own labels or nothing."""

import re
from dataclasses import replace

import pytest

from annual.read.ruled_papers import made_of, paper, right, rows_of, values
from annual.reports import EDITIONS
from corpus.ruled import spread
from gongkai.annual.form import Edition
from gongkai.annual.read import read
from gongkai.annual.reading.ruled.matrix import matrix_of
from gongkai.annual.reading.ruled.repeated import folded, with_columns
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Cell, Document, Grid, Paragraph, Shape
from gongkai.papers.sheets.unmerged import doubted
from gongkai.papers.tiling import tiled


def _rows(*lines: str) -> list[list[Cell]]:
    return [[Cell(text, "") for text in line.split("|")] for line in lines]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", [None, Kind.XLSX])
@pytest.mark.parametrize("section", ["table2", "table3", "table4"])
def test_a_text_repeated_where_its_cell_was_merged_is_one_cell(
    section: str, kind: Kind | None, edition: Edition
) -> None:
    made = made_of(edition)
    other = rows_of(made, "table2" if section == "table4" else "table4")  # says the edition
    report = read(
        paper(made, spread(rows_of(made, section), repeat=True), Paragraph("另表", ""), other, kind=kind)
    )
    assert values(report, section) == right(made, section)


def test_figures_beside_each_other_are_never_one() -> None:
    matrix = matrix_of(tiled(_rows("总计|总计|3|3", "总计|总计|3|3"), ""))
    assert matrix is not None
    assert [(spot.text, spot.bottom, spot.right) for spot in folded(matrix).spots] == [
        ("总计", 2, 2), ("3", 1, 3), ("3", 1, 4), ("3", 2, 3), ("3", 2, 4),
    ]  # fmt: skip


def test_two_figures_under_one_name_are_given_only_if_they_are_the_same() -> None:
    rows = (
        "第二十条第（五）项|第二十条第（五）项|第二十条第（五）项",
        "信息内容|本年处理决定数量|本年处理决定数量",
    )
    made = made_of(Edition.E2021)
    other = rows_of(made, "table3")  # says the edition
    said = {
        row.split("|")[0]: values(read(paper(made, _rows(*rows, row), other)), "table2")
        for row in ("行政许可|5|5", "行政处罚|5|6")
    }
    assert [list(cells.values()) for cells in said.values()] == [[5], []]


def test_rows_of_text_become_columns_only_where_labels_are_repeated() -> None:
    plain = _rows("行政复议|行政诉讼|行政诉讼", "结果维持|结果纠正|其他结果")
    several = _rows("行政复议|行政复议|行政诉讼|行政诉讼", "结果维持|结果纠正|结果维持|结果纠正")

    def shapes(rows: list[list[Cell]]) -> list[Shape]:
        document = with_columns(Document((Grid(tuple(map(tuple, rows)), Shape.ROWS, ""),)))
        return [block.shape for block in document.blocks if isinstance(block, Grid)]

    assert shapes(plain) == [Shape.ROWS]
    assert shapes(several) == [Shape.RULED]


def test_a_sheet_that_repeats_its_labels_has_lost_no_merged_cell() -> None:
    rows = _rows(
        "甲类|甲类|1|2", "乙类|乙类|1|2", "丙类|丙类|1|", "丁类|丁类|1|2", "戊类|戊类|1|2", "己类|己类|1|2"
    )
    assert doubted(tiled(rows, "")) == tiled(rows, "")
    apart = [
        [cell if place != 1 else replace(cell, text="") for place, cell in enumerate(row)] for row in rows
    ]
    assert doubted(tiled(apart, "")) != tiled(apart, "")


def _without_spans(rows: list[list[Cell]], first: int = 0) -> list[list[Cell]]:
    return [
        [replace(cell, down=1, across=1) if number >= first else cell for cell in row]
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("section", ["table2", "table3", "table4"])
def test_rows_without_spans_are_read_by_the_number_of_their_cells(section: str, edition: Edition) -> None:
    made = made_of(edition)
    other = rows_of(made, "table2" if section == "table4" else "table4")  # says the edition
    report = read(paper(made, _without_spans(rows_of(made, section)), Paragraph("另表", ""), other))
    assert values(report, section) == right(made, section)


def test_a_row_without_spans_and_with_a_cell_too_few_is_not_read() -> None:
    made = made_of(Edition.E2021)
    rows = _without_spans(rows_of(made, "table3"))
    del rows[7][-2]
    lost = right(made, "table3").keys() - values(read(paper(made, rows)), "table3").keys()
    assert {address.row for address in lost} == {"ref_secret"}


def test_columns_without_spans_in_another_order_than_the_form_has_are_not_read() -> None:
    made = made_of(Edition.E2021)
    rows = _without_spans(rows_of(made, "table3"))
    rows[2][0], rows[2][1] = rows[2][1], rows[2][0]
    assert values(read(paper(made, rows)), "table3") == {}


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_head_that_is_a_table_of_its_own_stands_over_the_next_one(edition: Edition) -> None:
    made = made_of(edition)
    rows = rows_of(made, "table3")
    for parts in ([rows[:3], rows[3:]], [rows[:2], rows[2:]], [[row] for row in rows]):
        assert values(read(paper(made, *parts)), "table3") == right(made, "table3")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_without_the_label_of_its_group_goes_on(edition: Edition) -> None:
    made = made_of(edition)
    rows = rows_of(made, "table3")
    for place in range(5, len(rows)):
        report = read(paper(made, rows[:place], Paragraph("— 2 —", ""), rows[place:]))
        assert values(report, "table3") == right(made, "table3")


def test_a_head_apart_with_column_spans_lost_never_moves_a_column() -> None:
    made = made_of(Edition.E2021)
    rows = [[replace(cell, across=1) for cell in row] for row in rows_of(made, "table3")]
    found = values(read(paper(made, rows[:3], rows[3:])), "table3")
    assert found.items() <= right(made, "table3").items()


def test_a_label_with_a_number_of_its_own_is_no_half_of_the_one_above() -> None:
    made = made_of(Edition.E2021)
    rows = _without_spans(rows_of(made, "table3"))
    rows[-2] = [replace(cell, text=re.sub("总计$", "", cell.text)) for cell in rows[-2]]
    found = values(read(paper(made, rows)), "table3")
    assert found.items() <= right(made, "table3").items()
    assert {address.row for address in found} >= {"new", "carried_out"}


def test_a_lost_name_and_a_span_too_long_never_move_a_column() -> None:
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table3")
    rows[1][0] = replace(rows[1][0], text="")
    rows[7].append(Cell("", ""))
    found = values(read(paper(made, rows)), "table3")
    assert found.items() <= right(made, "table3").items()
