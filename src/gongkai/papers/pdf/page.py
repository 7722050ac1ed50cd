"""What one page prints, in points from the upper left corner of its visible part, as a reader sees it turned."""

from dataclasses import dataclass, field
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]


class Box(NamedTuple):
    """Left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def around(self, other: "Box") -> "Box":
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )

    def place(self, page: int) -> str:
        """The place for people; `page` counts from 1."""
        return f"第{page}页({self.x0:.0f},{self.y0:.0f},{self.x1:.0f},{self.y1:.0f})"


class Glyph(NamedTuple):
    """A printed character: `x`, `y` where its baseline begins, `x1` where the next one would, `size` the height of
    an em, `turn` its quarter turns (clockwise), `run` the drawing step it came with, `spaced` whether a blank is
    printed before it."""

    text: str
    x: float
    y: float
    x1: float
    size: float
    turn: int
    run: int
    spaced: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the character's body."""
        up, half = 0.35 * self.size, (self.x1 - self.x) / 2
        across, above = ((half, -up), (up, half), (-half, up), (-up, -half))[self.turn]
        return self.x + across, self.y + above


class Rule(NamedTuple):
    """A printed straight line: level at height `at` from `start` to `end`, or upright at `at` from the left."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """`number` counts from 1. `watermark` is text that stands neither level nor upright; `pictured` the share of the
    page that pictures cover; `unknown` how many characters have no meaning in the file; `fields` says
    that something may be filled in beside what is printed; `figures` counts what is
    drawn; `lies` is in how many quarter turns most of the text stands."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    watermark: str = ""
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    unknown: int = 0
    fields: bool = False
    lies: int = 0
    figures: int = 0
