"""Bare lines set with a blank line between any two: the blank lines that are cells, without those that only part."""

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row

_LEAST = 10  # stretches of blank lines that must agree


def undouble(rows: list[Row]) -> None:
    """Take the parting blank lines away if every stretch of blank lines in the table is odd."""
    bare = [row for row in rows if row.mode is Mode.LINE and row.cells]
    runs = [length for row in bare[:-1] for length in _runs(row)]
    if len(runs) < _LEAST or any(length % 2 == 0 for length in runs):
        return
    for row in bare:
        undouble_one(row)


def undouble_one(row: Row) -> None:
    """Take the parting blank lines away from one row, where the rest of the document shows that they part."""
    row.cells = _halved(row.cells)
    row.halved = True


def _runs(row: Row) -> list[int]:
    """The lengths of the stretches of blank lines, those of no length too, the one after the last value too."""
    runs = [0]
    for cell in row.cells:
        if cell.sort is Sort.BLANK:
            runs[-1] += 1
        else:
            runs.append(0)
    return runs


def _halved(cells: list[Item]) -> list[Item]:
    kept: list[Item] = []
    blank: list[Item] = []
    for cell in cells:
        if cell.sort is Sort.BLANK:
            blank.append(cell)
            continue
        kept += blank[: (len(blank) - 1) // 2] if blank else []
        blank = []
        kept.append(cell)
    return kept + blank[: len(blank) // 2]
