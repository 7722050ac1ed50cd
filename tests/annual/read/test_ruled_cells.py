"""Cells that are merged, missing or too many: a figure that belongs to no single row and column is given for none."""

from dataclasses import replace

import pytest

from annual.read.ruled_papers import flat, made_of, paper, plain, right, values
from gongkai.annual.form import Address, Edition
from gongkai.annual.read import read
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Cell


def test_notes_and_other_columns_beside_the_figures_change_nothing() -> None:
    made = made_of(Edition.E2021)
    rows = [
        ["序号", row[0], "填报说明" if not n else "见通知", *row[1:], "备注"]
        for n, row in enumerate(flat(made))
    ]
    for number, row in enumerate(rows[1:], start=1):
        row[0], row[-1] = str(number), "3"
    assert values(read(paper(made, plain(rows))), "table3") == right(made, "table3")


def test_a_merged_figure_belongs_to_no_single_column() -> None:
    made = made_of(Edition.E2021)
    rows = plain(flat(made))
    rows[1][2:4] = [Cell("5", "B2", across=2)]
    rows[2][2:4] = [Cell("", "B3", across=2)]
    report = read(paper(made, rows))
    for row in ("new", "carried_in"):
        named = [each for each in report.unread if each.row == row]
        assert [each.column for each in named] == ["business", "research"]
        assert all("横跨" in each.why for each in named)


def test_a_figure_merged_over_two_rows_belongs_to_neither() -> None:
    made = made_of(Edition.E2021)
    rows = plain(flat(made))
    rows[1][2] = replace(rows[1][2], down=2)
    del rows[2][2]
    report = read(paper(made, rows))
    assert {(each.row, each.column) for each in report.unread} == {
        ("new", "business"),
        ("carried_in", "business"),
    }


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.HTML])
def test_a_row_with_a_missing_cell_may_have_shifted(kind: Kind) -> None:
    made = made_of(Edition.E2021)
    rows = plain(flat(made))
    del rows[3][4]
    report = read(paper(made, rows, kind=kind))
    assert not any(address.row == "open" for address in values(report, "table3"))


def test_a_place_without_a_cell_is_absent_where_places_are_certain() -> None:
    made = made_of(Edition.E2021)
    rows = plain(flat(made))
    rows[3][4] = Cell("", "", gap=True)
    report = read(paper(made, rows, kind=Kind.PDF))
    assert right(made, "table3").keys() - report.cells.keys() == {Address("table3", "open", "welfare")}


def test_slivers_of_columns_from_rounded_borders_belong_to_nobody() -> None:
    made = made_of(Edition.E2021)
    rows = plain(flat(made))
    for number, row in enumerate(rows):
        place = 4 if number % 2 else 5
        row[place] = replace(row[place], across=2)
    assert values(read(paper(made, rows)), "table3") == right(made, "table3")
