"""How wide the columns of a grid are set, and in which type. Lengths in millimetres, sizes in points.

The widths come from the texts: no figure is ever cut or parted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from gongkai.papers.geometry import Placed

SIZES = (10.5, 9.0, 7.5)  # 五号, 小五, 六号
PADDING = 0.6  # mm at either side of a cell's text
PORTRAIT, LANDSCAPE = 156.0, 225.0  # mm between the margins of GB/T 9704, upright and lying
POINT = 25.4 / 72  # mm
FEWEST = 2  # characters in a line of a head that lies
LONGEST_RUN = 22  # signs of a figure or Latin word: what is longer may be parted
_UNBROKEN = re.compile(r"[!-~]+")  # no line ends within figures and Latin words
_ASCII = 0.62  # em, of the widest digits in use
_WIDEST = 16  # em: a longer label takes more lines, not more width
_LABEL = 6  # em: a label beside figures gets this much, if it is so long, before heads are set upright
_SMALLEST = 1.0  # points


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column ask for, in em: `least` without cutting a word, `upright` with its head
    standing, `wish` to look well."""

    least: float
    upright: float
    wish: float
    figures: bool


def size_and_room(columns: Sequence[Column]) -> tuple[float, float]:
    """The size of type and the width of the page: see `setting`."""
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
    return max(int(spare / ems / POINT * 2) / 2, _SMALLEST), LANDSCAPE


def head_rows(rows: Sequence[Sequence[Placed]]) -> tuple[bool, ...]:
    """Which rows hold heads alone, high cells from above included."""
    figures = {
        item.row + below
        for row in rows
        for item in row
        if not item.cell.header
        for below in range(item.cell.down)
    }
    return tuple(number not in figures for number in range(len(rows)))


def columns_of(rows: Sequence[Sequence[Placed]]) -> list[Column]:
    """What the columns of a grid ask for."""
    count = max((item.column + item.cell.across for row in rows for item in row), default=0)
    least, upright, wish = [1.0] * count, [1.0] * count, [2.0] * count
    figures = [False] * count
    only = head_rows(rows)
    for item in (item for row in rows for item in row if item.cell.across == 1):
        text, place = item.cell.text, item.column
        runs = [len(run) for run in _UNBROKEN.findall(text)]
        longest = min(max(runs, default=0), LONGEST_RUN) * _ASCII
        length = len(text) - sum(runs) * (1 - _ASCII)
        if item.cell.header:
            label = not only[item.row] and item.cell.down == 1
            lines = 2 if only[item.row] else 1 if label else ceil(length / 4)
            least[place] = max(least[place], longest, min(FEWEST, length))
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
    ems: float = sum(getattr(column, what) for column in columns)
    return ems * size * POINT + 2 * PADDING * len(columns)


def widths_of(columns: Sequence[Column], em: float, room: float) -> tuple[float, ...]:
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
