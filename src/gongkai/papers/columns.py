"""How a ruled grid is set on a page: size of type, widths of columns, which heads stand upright.

Lengths in millimetres, sizes in points. The widths come from the texts: no number is ever cut or parted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from gongkai.papers.geometry import Placed, placed
from gongkai.papers.model import Block, Grid, Heading, Shape
from gongkai.papers.tiling import tiled

SIZES = (10.5, 9.0, 7.5)  # 五号, 小五, 六号
PADDING = 0.6  # mm at either side of a cell's text
ROW = 6.0  # mm, the least height of a row
PORTRAIT, LANDSCAPE = 156.0, 225.0  # mm between the margins of GB/T 9704, upright and lying
HEIGHT, LYING_HEIGHT = 225.0, 156.0  # mm of text on such a page
_LINE = 10.2  # mm, a line of text
_MM = 25.4 / 72  # of a point
_UNBROKEN = re.compile(r"[!-~]+")  # no line ends within figures and Latin words
_ASCII = 0.62  # em, of the widest digits in use
_WIDEST = 16  # em: a longer label takes more lines, not more width
_LABEL = 6  # em: a label beside figures gets this much, if it is so long, before heads are set upright
_SMALLEST = 1.0  # points
_CENTRED = 10  # characters of a label that still stands in the middle
_FEWEST = 2  # characters in a line of a head that lies


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column ask for, in em: `least` without cutting a word, `upright` with its head
    standing, `wish` to look well."""

    least: float
    upright: float
    wish: float
    figures: bool


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
        return (len(item.cell.text) * 1.1 * self.size * _MM + 2) / item.cell.down

    @cached_property
    def whole(self) -> bool:
        """Whether no page may end in the grid: it finds room on one under its heading, and is no stack of several
        tables, which may part between them."""
        if self.stacked:
            return False
        room = (LYING_HEIGHT if self.lying else HEIGHT) - 2 * _LINE
        return sum(self._estimate(number) for number in range(len(self.rows))) <= room

    @property
    def stacked(self) -> bool:
        return self.heads == 0 and any(head for head, _ in self.groups)

    @cached_property
    def groups(self) -> tuple[tuple[bool, tuple[tuple[Placed, ...], ...]], ...]:
        """Runs of rows: of heads alone (True), and others. Heads that reach into figures count as others."""
        runs: list[tuple[bool, list[int]]] = []
        for number, head in enumerate(self.head_rows):
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
        em = self.size * _MM
        lines = 1
        for item in self.rows[row]:
            if item.cell.down == 1 and (item.row, item.column) not in self.upright:
                room = max(self.width(item) - 2 * PADDING, em)
                long = sum(0.6 if char < "\u0100" else 1 for char in item.cell.text) * em
                lines = max(lines, ceil(long / (room - em / 2 if room > 2 * em else room)))
        return max(self.height(row), lines * em * 1.3 + (ROW - em))

    def only_heads(self, row: int) -> bool:
        return self.head_rows[row]

    @cached_property
    def head_rows(self) -> tuple[bool, ...]:
        return _head_rows(self.rows)

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
    columns = _columns(rows)
    size, room = _size_and_room(columns)
    em = size * _MM
    widths = _widths(columns, em, room)
    narrow = {n for n, width in enumerate(widths) if width + 0.01 < _FEWEST * em + 2 * PADDING}
    only = _head_rows(rows)
    upright = frozenset(
        (item.row, item.column)
        for row in rows
        for item in row
        if item.cell.header and item.cell.across == 1 and item.column in narrow and len(item.cell.text) > 1
        if only[item.row] or item.cell.down > 1
    )
    return Setting(rows, widths, size, _heads(rows), room == LANDSCAPE, upright)


def _size_and_room(columns: Sequence[Column]) -> tuple[float, float]:
    for room, what, sizes in (
        (PORTRAIT, "wish", SIZES),
        (PORTRAIT, "least", SIZES[1:]),
        (PORTRAIT, "upright", SIZES[1:]),
        (LANDSCAPE, "least", SIZES),
        (LANDSCAPE, "upright", SIZES),
    ):
        for size in sizes:
            if _needs(columns, what, size) <= room:
                return size, room
    spare = LANDSCAPE - 2 * PADDING * len(columns)
    ems = sum(column.upright for column in columns)
    return max(int(spare / ems / _MM * 2) / 2, _SMALLEST), LANDSCAPE


def lies(blocks: Sequence[Block], settings: Mapping[int, Setting], number: int) -> bool:
    """Whether a block stands on a lying page: a wide table, and the headings right before it."""
    while number < len(blocks) - 1 and isinstance(blocks[number], Heading):
        number += 1
    return number in settings and settings[number].lying


def ruled(grid: Grid) -> Grid:
    """The grid, one whose columns are not proven filled up to a rectangle."""
    return grid if grid.shape is Shape.RULED else tiled(grid.rows, grid.at)


def _head_rows(rows: Sequence[Sequence[Placed]]) -> tuple[bool, ...]:
    """Which rows hold heads alone, high cells from above included."""
    figures = {
        item.row + below
        for row in rows
        for item in row
        if not item.cell.header
        for below in range(item.cell.down)
    }
    return tuple(number not in figures for number in range(len(rows)))


def _heads(rows: Sequence[Sequence[Placed]]) -> int:
    """Rows of heads at the top; none where heads come again further down and speak for the rows below them."""
    only = _head_rows(rows)
    first = only.index(False) if False in only else 0
    return 0 if True in only[first:] else first


def _columns(rows: Sequence[Sequence[Placed]]) -> list[Column]:
    count = max((item.column + item.cell.across for row in rows for item in row), default=0)
    least, upright, wish = [1.0] * count, [1.0] * count, [2.0] * count
    figures = [False] * count
    only = _head_rows(rows)
    for item in (item for row in rows for item in row if item.cell.across == 1):
        text, place = item.cell.text, item.column
        longest = max((len(run) for run in _UNBROKEN.findall(text)), default=0) * _ASCII
        length = len(text) - sum(map(len, _UNBROKEN.findall(text))) * (1 - _ASCII)
        if item.cell.header:
            label = not only[item.row] and item.cell.down == 1
            lines = 2 if only[item.row] else 1 if label else ceil(length / 4)
            least[place] = max(least[place], longest, min(_FEWEST, length))
            if label:
                least[place] = max(least[place], min(ceil(length / 2), _LABEL))
                upright[place] = max(upright[place], min(ceil(length / 3), _LABEL - 2))
            wish[place] = max(wish[place], min(length if length <= 3 else ceil(length / lines), _WIDEST))
        else:
            figures[place] = True
            least[place] = max(least[place], longest)
            wish[place] = max(wish[place], longest or min(ceil(length / 2), _WIDEST))
            upright[place] = max(upright[place], longest)
    return _alike([Column(least[n], upright[n], max(wish[n], least[n]), figures[n]) for n in range(count)])


def _alike(columns: list[Column]) -> list[Column]:
    """Columns of figures are equally wide, unless one of them needs far more than the others."""
    numbers = [column for column in columns if column.figures]
    if not numbers:
        return columns
    wish = max(column.wish for column in numbers)
    if wish > 2 * min(column.wish for column in numbers):
        return columns
    return [
        Column(column.least, column.upright, wish, True) if column.figures else column for column in columns
    ]


def _needs(columns: Sequence[Column], what: str, size: float) -> float:
    return sum(getattr(column, what) * size * _MM + 2 * PADDING for column in columns)


def _widths(columns: Sequence[Column], em: float, room: float) -> tuple[float, ...]:
    """Widths that add up to the room: what each needs, then what each wishes, then in proportion."""
    for floor, ceiling in (("wish", None), ("least", "wish"), ("upright", "least"), (None, "upright")):
        low = [getattr(c, floor) * em + 2 * PADDING if floor else 0.0 for c in columns]
        spare = room - sum(low)
        if spare < 0:
            continue
        high = [
            getattr(c, ceiling) * em + 2 * PADDING if ceiling else 2 * w
            for c, w in zip(columns, low, strict=True)
        ]
        more = [b - a for a, b in zip(low, high, strict=True)]
        share = spare / (sum(more) or 1)
        return tuple(a + m * share for a, m in zip(low, more, strict=True))
    return ()
