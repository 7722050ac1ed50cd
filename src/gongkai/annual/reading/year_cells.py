"""Rows that name their year in a cell between their label and their figures: it is none of the figures."""

from collections.abc import Sequence

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.said import Said, said_in

_FEW = 3  # rows that all begin with a bare year before it is no figure


def take_years(rows: Sequence[Row], heard: list[Said | None]) -> None:
    """Take the years away from the rows' cells; what they say goes for their rows. A year without 年 is one only
    where all rows begin so."""
    begun = [row for row in rows if row.cells and row.mode is Mode.ROWS]
    bare = len(begun) >= _FEW and all(_year(row.cells[0], Sort.VALUE) for row in begun)
    for row in begun:
        said = _year(row.cells[0], Sort.VALUE if bare else Sort.TEXT)
        if said is not None:
            del row.cells[0]
            heard[row.index] = said


def _year(cell: Item, sort: Sort) -> Said | None:
    return said_in(cell.text) if cell.sort is sort else None
