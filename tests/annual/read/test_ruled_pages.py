"""A table that a page's end cuts goes on where nothing but the page's own lines stand between."""

from dataclasses import replace

import pytest

from annual.read.ruled_papers import flat, made_of, paper, plain, right, rows_of, values
from gongkai.annual.form import Edition
from gongkai.annual.read import read
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Block, Cell, Heading, Paragraph


@pytest.mark.parametrize(
    "between", [[], [Paragraph("", "")], [Paragraph("- 3 -", "")], [Heading("Sheet4", "")]]
)
def test_a_table_goes_on_over_the_end_of_a_page(between: list[Block]) -> None:
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table3")
    report = read(paper(made, rows[:5], *between, rows[5:]))
    assert values(report, "table3") == right(made, "table3")


def test_prose_between_two_grids_ends_the_table() -> None:
    made = made_of(Edition.E2021)
    rows = flat(made)
    report = read(
        paper(
            made,
            rows_of(made, "table2"),
            plain(rows[:5]),
            Paragraph("以下为下属单位的情况。", ""),
            plain(rows[5:]),
        )
    )
    assert {address.row for address in values(report, "table3")} == {"new", "carried_in", "open", "partial"}


def test_a_head_at_the_end_of_a_page_has_its_figures_on_the_next() -> None:
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table4")
    report = read(paper(made, rows_of(made, "table2"), rows[:3], Paragraph("7", ""), rows[3:]))
    assert values(report, "table4") == right(made, "table4")


def test_a_label_cut_by_the_end_of_a_page_is_one_row() -> None:
    made = made_of(Edition.E2021)
    rows = flat(made)
    place = next(number for number, row in enumerate(rows) if row[0].startswith("5.要求"))
    first = [rows[place][0][:9], *rows[place][1:]]
    second = [rows[place][0][9:], *[""] * 7]
    found = values(read(paper(made, plain([*rows[:place], first, second, *rows[place + 1 :]]))), "table3")
    assert found == right(made, "table3")


def test_the_last_row_alone_on_a_page_has_fewer_columns_of_labels() -> None:
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table3")
    last = [replace(cell, across=1) for cell in rows[-1]]
    report = read(paper(made, rows[:-1], [last], kind=Kind.PDF))
    assert values(report, "table3") == right(made, "table3")
    one_too_many = [*last, Cell("", "")]
    report = read(paper(made, rows[:-1], [one_too_many], kind=Kind.PDF))
    assert not any(address.row == "carried_out" for address in values(report, "table3"))
