"""The geometry of bar charts: numbers in, places out. Words stay text; the data stands beside as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 400  # units of the drawing; the page scales it
STEP = 54  # from one bar to the next: a line of words and the bar under it
BAR = 16  # height of a bar
ROOM = 60  # right of the longest bar, for its number


@dataclass(frozen=True, slots=True)
class Datum:
    """One bar to be: what it counts, how many (None: the report leaves it blank), where it is explained."""

    label: str
    value: int | None
    href: str = ""
    blank: str = "未填"  # what stands for a number that is not there


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the place of its words, of the bar and of its number."""

    datum: Datum
    words_y: int
    bar_y: int
    length: int
    number_x: int
    number_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of horizontal bars, `WIDTH` × `height`."""

    key: str
    title: str
    description: str
    unit: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    full: int
    bar: int


def bars(key: str, title: str, unit: str, data: Sequence[Datum]) -> Chart:
    """The chart of `data` in the given order; a blank value has no bar. The longest bar fills the width."""
    full = WIDTH - ROOM
    most = max((datum.value or 0 for datum in data), default=0) or 1
    lengths = [full * (datum.value or 0) // most for datum in data]
    placed = tuple(
        Bar(datum, at * STEP + 17, at * STEP + 26, length, length + 8, at * STEP + 40)
        for at, (datum, length) in enumerate(zip(data, lengths, strict=True))
    )
    spoken = "；".join(f"{datum.label}{_said(datum, unit)}" for datum in data)
    return Chart(key, title, spoken + "。", unit, placed, WIDTH, STEP * len(data), full, BAR)


def _said(datum: Datum, unit: str) -> str:
    return datum.blank if datum.value is None else f"{datum.value}{unit}"
