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
_MM = 25.4 / 72  # of a point
_UNBROKEN = re.compile(r"[!-~]+")  # no line ends within figures and Latin words
_ASCII = 0.62  # em, of the widest digits in use
_WIDEST = 16  # em: a longer label takes more lines, not more width
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

    def only_heads(self, row: int) -> bool:
        return all(item.cell.header for item in self.rows[row])

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
    """The largest type in which the grid looks well upright; else the smallest; else lying."""
    rows = placed(ruled(grid))
    columns = _columns(rows)
    room = PORTRAIT
    fitting = next((size for size in SIZES if _needs(columns, "wish", size) <= room), None)
    size = fitting or next((each for each in SIZES[1:] if _needs(columns, "least", each) <= room), SIZES[-1])
    lying = _needs(columns, "upright", size) > room
    if lying:
        room = LANDSCAPE
        size = next((each for each in SIZES if _needs(columns, "least", each) <= room), SIZES[-1])
    em = size * _MM
    widths = _widths(columns, em, room)
    narrow = {n for n, width in enumerate(widths) if width + 0.01 < _FEWEST * em + 2 * PADDING}
    upright = frozenset(
        (item.row, item.column)
        for row in rows
        for item in row
        if item.cell.header and item.cell.across == 1 and item.column in narrow and len(item.cell.text) > 1
    )
    return Setting(rows, widths, size, _heads(rows), lying, upright)


def lies(blocks: Sequence[Block], settings: Mapping[int, Setting], number: int) -> bool:
    """Whether a block stands on a lying page: a wide table, and the headings right before it."""
    while number < len(blocks) - 1 and isinstance(blocks[number], Heading):
        number += 1
    return number in settings and settings[number].lying


def ruled(grid: Grid) -> Grid:
    """The grid, one whose columns are not proven filled up to a rectangle."""
    return grid if grid.shape is Shape.RULED else tiled(grid.rows, grid.at)


def _heads(rows: Sequence[Sequence[Placed]]) -> int:
    """Rows of heads at the top; none where heads come again further down and speak for the rows below them."""
    only = [all(item.cell.header for item in row) for row in rows]
    first = only.index(False) if False in only else 0
    return 0 if True in only[first:] else first


def _columns(rows: Sequence[Sequence[Placed]]) -> list[Column]:
    count = max((item.column + item.cell.across for row in rows for item in row), default=0)
    least, upright, wish = [1.0] * count, [1.0] * count, [2.0] * count
    figures = [False] * count
    only = [all(item.cell.header for item in row) for row in rows]
    for item in (item for row in rows for item in row if item.cell.across == 1):
        text, place = item.cell.text, item.column
        longest = max((len(run) for run in _UNBROKEN.findall(text)), default=0) * _ASCII
        length = len(text) - sum(map(len, _UNBROKEN.findall(text))) * (1 - _ASCII)
        if item.cell.header:
            lines = 2 if only[item.row] else 1 if item.cell.down == 1 else ceil(length / 4)
            least[place] = max(least[place], longest, min(_FEWEST, length))
            upright[place] = max(upright[place], min(longest, 1.0))
            wish[place] = max(wish[place], min(length if length <= 3 else ceil(length / lines), _WIDEST))
        else:
            figures[place] = True
            least[place] = max(least[place], min(longest, _WIDEST), min(1, length))
            wish[place] = max(wish[place], min(longest or length, _WIDEST))
            upright[place] = max(upright[place], min(longest, _WIDEST))
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
