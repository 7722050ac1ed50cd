"""The geometry of bar charts: numbers in, places out. Words stay text; the data stands beside as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 480  # units of the drawing; the page scales it
STEP = 58  # from one bar to the next: a line of words and the bar under it
BAR = 18  # height of a bar
ROOM = 70  # right of the longest bar, for its number


@dataclass(frozen=True, slots=True)
class Datum:
    """One bar to be: what it counts, how many (None: the report leaves it blank), where it is explained."""

    label: str
    value: int | None
    href: str = ""


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
        Bar(datum, at * STEP + 18, at * STEP + 27, length, length + 8, at * STEP + 42)
        for at, (datum, length) in enumerate(zip(data, lengths, strict=True))
    )
    spoken = "；".join(f"{datum.label}{_said(datum.value, unit)}" for datum in data)
    return Chart(key, title, spoken + "。", unit, placed, WIDTH, STEP * len(data), full, BAR)


def _said(value: int | None, unit: str) -> str:
    return "未填" if value is None else f"{value}{unit}"
