"""Bars with line ends among them: which pair of bars is the border between two rows and which is a blank cell."""

from dataclasses import replace

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row

_INSIDE = 3  # pairs of bars with a line end among fifteen cells
_MOST = 0.75  # share of rows that must end with the border


def settle_borders(rows: list[Row], size: int) -> None:
    """Where rows end with a border, take it away; any other such pair of bars inside a row is a blank cell.

    Only the border stands before the next label, and only with it does a row count one cell more than columns.
    """
    doubtful = [row for row in rows if row.mode is Mode.RUN and any(map(_may_be_border, row.cells))]
    ended = [row for row in doubtful if len(row.cells) == size + 1 and _may_be_border(row.cells[-1])]
    if len(ended) >= _MOST * len(doubtful):
        for row in ended:
            row.cells = [_blank(cell) for cell in row.cells[:-1]]


def settle_alone(row: Row, size: int) -> None:
    """The same for a row without a label, which stands between two borders."""
    if row.mode is not Mode.RUN or len(row.cells) < size + 2:
        return
    if sum(map(_may_be_border, row.cells[1 : size + 1])) > _INSIDE:
        return  # such pairs between all cells
    if _may_be_border(row.cells[0]) and _may_be_border(row.cells[size + 1]):
        row.cells = [_blank(cell) for cell in row.cells[1 : size + 1]]


def _may_be_border(cell: Item) -> bool:
    return cell.sort is Sort.BLANK and cell.text == "\n"


def _blank(cell: Item) -> Item:
    return replace(cell, text="") if cell.sort is Sort.BLANK else cell
