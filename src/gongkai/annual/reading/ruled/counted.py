"""A table whose spans are lost, laid out anew by counting: right of its last label each row has the cells of the head,
if they are as many. What is left of them is labels, and these say for themselves which row of the form they name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Cell

_NO_CELL = Cell("", "", gap=True)
_MOST_ODD = 4  # one row in so many may have another number of cells


@dataclass(frozen=True, slots=True)
class Counted:
    """The matrix laid out anew, row for row, and the head over its columns."""

    matrix: Matrix
    head: Head


def counted(
    matrix: Matrix, table: str, columns: Sequence[Column], top: int, bottom: int, end: int, *, flowing: bool
) -> Counted | None:
    """The rows [bottom, end) under `columns`, which the head in rows [top, bottom) names from left to right. None
    where too many rows have another number of cells, or where a source that says where its cells stand has them
    under different columns."""
    rows = [_row(matrix, row, table, len(columns)) for row in range(bottom, end)]
    lines = [each for each in rows if each.cells]
    odd = sum(not each.fits(len(columns), table) for each in lines)
    if (not lines and bottom < end) or odd * _MOST_ODD > len(lines):
        return None
    if not flowing and len({tuple(spot.column for spot in each.cells) for each in lines}) > 1:
        return None
    first = max((len(each.labels) for each in lines), default=0) or 1
    at: list[list[Spot]] = []
    spots: list[Spot] = []

    def put(old: Spot | None, row: int, column: int, low: int, right: int) -> None:
        if old is None:
            spot = Spot(_NO_CELL, row, column, low, right, Sort.GAP, ())
        else:
            spot = Spot(old.cell, row, column, low, right, old.sort, old.words)
        spots.append(spot)
        for line in at[row:low]:
            line[column:right] = [spot] * (right - column)

    width = first + len(columns)
    nothing = Spot(_NO_CELL, 0, 0, 1, 1, Sort.GAP, ())
    blank = Spot(Cell("", ""), 0, 0, 1, 1, Sort.BLANK, ())
    at = [[nothing] * width for _ in range(matrix.height)]
    for row in range(matrix.height):
        if bottom <= row < end:
            each = rows[row - bottom]
            labels = each.labels[-first:]
            for place, spot in enumerate(labels):
                put(spot, row, place, row + 1, place + 1 if place + 1 < len(labels) else first)
            if not labels:
                put(None, row, 0, row + 1, first)
            cells = list(each.cells[: len(columns)])
            if not each.fits(len(columns), table):
                del cells[len(columns) - 1 :]  # so that one is missing, and the row has shifted
            for place in range(len(columns)):
                cell = cells[place] if place < len(cells) else None
                put(cell, row, first + place, row + 1, first + place + 1)
        elif row == top:
            put(None, top, 0, bottom, first)
            for place, column in enumerate(columns):
                name = column.spots[-1] if column.spots else blank
                put(name, top, first + place, bottom, first + place + 1)
        elif not top <= row < bottom:
            put(None, row, 0, row + 1, width)
    spots.sort(key=lambda spot: (spot.row, spot.column))
    moved = tuple(
        replace(column, left=first + place, right=first + place + 1) for place, column in enumerate(columns)
    )
    return Counted(Matrix.of(at, spots), Head(table, top, bottom, moved, 0, first))


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells that begin in a row: its labels and what stands right of them."""

    labels: tuple[Spot, ...]
    cells: tuple[Spot, ...]

    def fits(self, count: int, table: str) -> bool:
        """Whether there are as many cells as columns, each in this row and, unless the form itself has wide ones,
        one column wide."""
        return len(self.cells) == count and all(
            spot.bottom - spot.row == 1 and (spot.right - spot.column == 1 or table == "table2")
            for spot in self.cells
        )


def _row(matrix: Matrix, row: int, table: str, count: int) -> _Row:
    """A row parted behind its last label. Texts behind that are labels as long as too many cells are left."""
    own = [
        spot for spot in matrix.line(row, 0, matrix.width) if spot.row == row and spot.sort is not Sort.GAP
    ]
    known = [place for place, spot in enumerate(own) if spot.words and spot.word(table, Role.ROW, Role.GROUP)]
    split = known[-1] + 1 if known else 0
    while len(own) - split > count and own[split].sort in (Sort.TEXT, Sort.LABEL):
        split += 1
    return _Row(tuple(own[:split]), tuple(own[split:]))
