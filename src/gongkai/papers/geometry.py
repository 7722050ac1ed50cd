"""Where the cells of a ruled grid lie, and which headers speak for a cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.papers.model import Cell, Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and column of its upper left corner, counted from 0."""

    cell: Cell
    row: int
    column: int

    def covers(self, *, row: int | None = None, column: int | None = None) -> bool:
        in_row = row is None or self.row <= row < self.row + self.cell.down
        return in_row and (column is None or self.column <= column < self.column + self.cell.across)


def placed(grid: Grid) -> tuple[tuple[Placed, ...], ...]:
    """The cells of each row with their places. Raises ValueError unless they tile a rectangle."""
    taken: dict[tuple[int, int], Cell] = {}
    rows = []
    for row, cells in enumerate(grid.rows):
        column = 0
        line = []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            line.append(Placed(cell, row, column))
            for place in ((row + d, column + a) for d in range(cell.down) for a in range(cell.across)):
                if place in taken:
                    raise ValueError(f"两个单元格重叠在第{place[0] + 1}行第{place[1] + 1}列")
                taken[place] = cell
        rows.append(tuple(line))
    width = 1 + max((column for _, column in taken), default=-1)
    if len(taken) != width * len(grid.rows) or any(row >= len(grid.rows) for row, _ in taken):
        raise ValueError("单元格没有铺满表格")
    return tuple(rows)


def headers_of(rows: Sequence[Sequence[Placed]]) -> dict[tuple[int, int], tuple[Placed, ...]]:
    """A data cell's place → its headers: those of the nearest rows of heads above, those of its row."""
    header_rows = {n for n, row in enumerate(rows) if row and all(item.cell.header for item in row)}
    everything = [item for row in rows for item in row if item.cell.header]
    result = {}
    for number, row in enumerate(rows):
        heads = _nearest(number, header_rows)
        for item in row:
            if item.cell.header:
                continue
            above = [head for head in everything if head.row in heads and head.covers(column=item.column)]
            beside = [head for head in everything if head.row not in header_rows and head.covers(row=number)]
            result[item.row, item.column] = (*above, *beside)
    return result


def _nearest(row: int, header_rows: set[int]) -> set[int]:
    """The block of header rows that stands closest above a row."""
    while row >= 0 and row not in header_rows:
        row -= 1
    block = set()
    while row in header_rows:
        block.add(row)
        row -= 1
    return block
