"""A grid ready to be written on a page: its widths and type, which heads stand upright, what stays together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from gongkai.papers.geometry import Placed, placed
from gongkai.papers.model import Block, Grid, Heading, Paragraph, Shape
from gongkai.papers.tiling import tiled
from gongkai.papers.writing.columns import (
    FEWEST,
    LANDSCAPE,
    PADDING,
    POINT,
    columns_of,
    head_rows,
    size_and_room,
    widths_of,
)

ROW = 6.0  # mm, the least height of a row
_HEIGHT, _LYING_HEIGHT = 225.0, 156.0  # mm of text on a page of GB/T 9704
_LINE = 10.2  # mm, a line of text
_MOST = 0.7  # of a page
_NOTE = 60  # characters of a line above a table that stays with it
_CENTRED = 10  # characters of a label that still stands in the middle


@dataclass(frozen=True)
class Setting:
    """A grid ready to be written. `heads` counts the rows that are repeated on every page."""

    rows: tuple[tuple[Placed, ...], ...]
    widths: tuple[float, ...]
    size: float
    heads: int
    lying: bool
    upright: frozenset[tuple[int, int]]  # the heads that stand upright, by row and column

    def width(self, item: Placed) -> float:
        return sum(self.widths[item.column : item.column + item.cell.across])

    def height(self, row: int) -> float:
        """The least height of a row in mm: what its upright heads need."""
        return max([ROW, *(self._upright_height(item) for item in self.rows[row])])

    def _upright_height(self, item: Placed) -> float:
        if (item.row, item.column) not in self.upright:
            return 0.0
        return (len(item.cell.text) * 1.1 * self.size * POINT + 2) / item.cell.down

    @cached_property
    def whole(self) -> bool:
        """Whether no page may end in the grid: it finds room on one under its heading, and is no stack of several
        tables, which may part between them."""
        return not self.stacked and self._share <= 1

    @property
    def tall(self) -> bool:
        """Whether the grid takes most of a page: it begins a new one."""
        return self.whole and self._share > _MOST

    @cached_property
    def _share(self) -> float:
        """How much of the page under a heading the grid takes."""
        room = (_LYING_HEIGHT if self.lying else _HEIGHT) - 2 * _LINE
        return sum(self._estimate(number) for number in range(len(self.rows))) / room

    @property
    def stacked(self) -> bool:
        return self.heads == 0 and any(head for head, _ in self.groups)

    @cached_property
    def groups(self) -> tuple[tuple[bool, tuple[tuple[Placed, ...], ...]], ...]:
        """Runs of rows: of heads alone (True), and others. Heads that reach into figures count as others."""
        runs: list[tuple[bool, list[int]]] = []
        for number, head in enumerate(self.only):
            if not runs or runs[-1][0] != head:
                runs.append((head, []))
            runs[-1][1].append(number)
        return tuple(
            (head and not self._reaches_beyond(run), tuple(self.rows[number] for number in run))
            for head, run in runs
        )

    def _reaches_beyond(self, run: Sequence[int]) -> bool:
        return any(item.row + item.cell.down > run[-1] + 1 for number in run for item in self.rows[number])

    def _estimate(self, row: int) -> float:
        """About how high a row is, in mm."""
        em = self.size * POINT
        lines = 1
        for item in self.rows[row]:
            if item.cell.down == 1 and (item.row, item.column) not in self.upright:
                room = max(self.width(item) - 2 * PADDING, em)
                long = sum(0.6 if char < "\u0100" else 1 for char in item.cell.text) * em
                lines = max(lines, ceil(long / (room - em / 2 if room > 2 * em else room)))
        return max(self.height(row), ROW + (lines - 1) * 1.25 * em)

    def only_heads(self, row: int) -> bool:
        return self.only[row]

    @cached_property
    def only(self) -> tuple[bool, ...]:
        """Which rows hold heads alone."""
        return head_rows(self.rows)

    def flush_left(self, item: Placed) -> bool:
        """Labels beside figures begin at the left where one of them is long; all else stands in the middle."""
        return self.long_labels and self._is_label(item)

    @cached_property
    def long_labels(self) -> bool:
        return any(
            self._is_label(item) and len(item.cell.text) > _CENTRED for row in self.rows for item in row
        )

    def _is_label(self, item: Placed) -> bool:
        return item.cell.header and item.cell.down == 1 and not self.only_heads(item.row)


def setting(grid: Grid) -> Setting:
    """The largest type in which the grid looks well on an upright page; else smaller type, else heads that stand,
    else a lying page, at last whatever type holds every figure."""
    rows = placed(ruled(grid))
    columns = columns_of(rows)
    size, room = size_and_room(columns)
    em = size * POINT
    widths = widths_of(columns, em, room)
    narrow = {n for n, width in enumerate(widths) if width + 0.01 < FEWEST * em + 2 * PADDING}
    only = head_rows(rows)
    upright = frozenset(
        (item.row, item.column)
        for row in rows
        for item in row
        if item.cell.header and item.cell.across == 1 and item.column in narrow and len(item.cell.text) > 1
        if only[item.row] or item.cell.down > 1
    )
    return Setting(rows, widths, size, _heads(rows), room == LANDSCAPE, upright)


def lies(blocks: Sequence[Block], settings: Mapping[int, Setting], number: int) -> bool:
    """Whether a block stands on a lying page: a wide table, and what leads to it."""
    number = led_to(blocks, number)
    return number in settings and settings[number].lying


def led_to(blocks: Sequence[Block], number: int) -> int:
    """The block that a heading stands over, or that a line right above a table belongs to; else the block itself."""
    while number < len(blocks) - 1 and (isinstance(blocks[number], Heading) or _is_note(blocks, number)):
        number += 1
    return number


def _is_note(blocks: Sequence[Block], number: int) -> bool:
    block = blocks[number]
    return isinstance(block, Paragraph) and len(block.text) <= _NOTE and isinstance(blocks[number + 1], Grid)


def ruled(grid: Grid) -> Grid:
    """The grid, one whose columns are not proven filled up to a rectangle."""
    return grid if grid.shape is Shape.RULED else tiled(grid.rows, grid.at)


def _heads(rows: Sequence[Sequence[Placed]]) -> int:
    """Rows of heads at the top; none where heads come again further down and speak for the rows below them."""
    only = head_rows(rows)
    first = only.index(False) if False in only else 0
    return 0 if True in only[first:] else first
