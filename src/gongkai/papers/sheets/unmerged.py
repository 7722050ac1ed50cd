"""Tables whose merged cells were parted: where one was, a blank beside or below a figure was never printed.

A CSV knows no merged cells, and a program that parts them leaves the text in the first place and blanks in the others.
So a blank that stands alone in a column of figures may be one of these, and the figure beside it may be worth several
columns: both are told as doubtful. Where blanks are a report's way of writing noughts they stand in most rows. A
program that repeats the text of a merged cell in all its places leaves no such blanks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.papers.model import Cell, Grid
from gongkai.papers.remarks import UNMERGED, joined

_FIGURE = re.compile(r"[-+]?\d[\d,，]*(?:[.．]\d+)?\s*[^\d.．、，,]{0,3}")  # with a unit; 3.其他 is none
_WORD = re.compile(r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff]")
_ROWS = 4  # of figures: fewer tell nothing of what is usual
_REPEATED = 3  # rows with words beside themselves: so many are no slip
_RARE = 5  # one blank in so many rows, or fewer

Row = tuple[Cell, ...]


def doubted(grid: Grid) -> Grid:
    """The grid, of cells without spans, with a remark on the blanks that a merged cell may have covered and on the
    figures that it may have held."""
    if sum(map(_repeats, grid.rows)) >= _REPEATED:
        return grid
    places = {place for group in _groups(grid.rows) for place in _odd(grid.rows, group)}
    if not places:
        return grid
    rows = tuple(
        tuple(
            replace(cell, remark=joined({*cell.remark.split("、"), UNMERGED} - {""}))
            if (row, column) in places
            else cell
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(grid.rows)
    )
    return replace(grid, rows=rows)


def _repeats(row: Row) -> bool:
    """Whether words stand beside themselves."""
    return any(left.text == right.text and _WORD.search(left.text) for left, right in pairwise(row))


def _groups(rows: Sequence[Row]) -> Iterator[tuple[int, list[int]]]:
    """Each column in which figures begin, with the numbers of the rows of a table whose figures begin there or behind
    it, for blanks may come first. Words among the figures are the head of another table."""
    firsts = [next((place for place, cell in enumerate(row) if _is_figure(cell)), -1) for row in rows]
    for begin in sorted(set(firsts) - {-1}):
        numbers: list[int] = []
        for number, row in enumerate(rows):
            if firsts[number] >= begin:
                numbers.append(number)
            elif any(_WORD.search(cell.text) for cell in row[begin:]):
                if len(numbers) >= _ROWS:
                    yield begin, numbers
                numbers = []
        if len(numbers) >= _ROWS:
            yield begin, numbers


def _odd(rows: Sequence[Row], group: tuple[int, list[int]]) -> Iterator[tuple[int, int]]:
    """The blanks in a column that is hardly ever blank, with those before them, and the figures beside and above."""
    begin, numbers = group
    for column in range(begin + 1, max(len(rows[number]) for number in numbers)):
        blank = [number for number in numbers if not _filled(rows[number], column)]
        others = [rows[number][column] for number in numbers if number not in blank]
        usual = len(blank) * _RARE > len(numbers) or not all(map(_is_figure, others))
        if len(blank) > 1 and usual:  # so it is how this report writes nought
            continue
        for row in blank:
            left = column
            while left > begin and not _filled(rows[row], left):
                left -= 1
            yield from ((row, place) for place in range(left, column + 1))
            above = [number for number in numbers if number < row]
            if above and left == column - 1:
                yield above[-1], column


def _is_figure(cell: Cell) -> bool:
    return _FIGURE.fullmatch(cell.text.strip()) is not None


def _filled(row: Row, column: int) -> bool:
    return column < len(row) and bool(row[column].text.strip())
