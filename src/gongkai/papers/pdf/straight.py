"""The straight lines among what a page draws: strokes, thin areas, frames."""

import itertools
from dataclasses import dataclass

from gongkai.papers.pdf.page import Box, Rule

_THIN = 2.6  # points: a filled rectangle so thin is a line
_THICK = 5.0  # points: so is this one, if it is long
_LONG = 3.0  # times its thickness
_DOT = 3.0  # points: a piece so short may be part of a dotted line of either direction
_LEVEL = 0.3  # points by which a straight line may lean
Points = list[tuple[float, float]]


@dataclass(slots=True)
class Straight:
    """A line, in which drawing step it is drawn, and whether in white."""

    rule: Rule
    upright: bool
    step: int
    white: bool


def take_stroke(
    x0: float, y0: float, x1: float, y1: float, step: int, white: bool, lines: list[Straight]
) -> None:
    """Take a stroke that is level or upright."""
    long, tall = abs(x1 - x0), abs(y1 - y0)
    if tall <= _LEVEL and long > tall:
        lines.append(Straight(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)), False, step, white))
    elif long <= _LEVEL and tall > long:
        lines.append(Straight(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)), True, step, white))


def frame_sides(one: Box, other: Box) -> list[Box] | None:
    """The four sides of a frame that is filled between two rectangles."""
    outer, inner = (one, other) if one.width >= other.width else (other, one)
    sides = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
    if not all(-_LEVEL <= side <= _THIN for side in sides):
        return None
    pieces = (
        (sides[0], Box(outer.x0, outer.y0, inner.x0, outer.y1)),
        (sides[1], Box(outer.x0, outer.y0, outer.x1, inner.y0)),
        (sides[2], Box(inner.x1, outer.y0, outer.x1, outer.y1)),
        (sides[3], Box(outer.x0, inner.y1, outer.x1, outer.y1)),
    )
    return [piece for side, piece in pieces if side > 0]


def is_rectangle(points: Points) -> bool:
    return len(points) <= 6 and all(
        abs(x0 - x1) <= _LEVEL or abs(y0 - y1) <= _LEVEL for (x0, y0), (x1, y1) in itertools.pairwise(points)
    )


def take_thin(box: Box, step: int, white: bool, lines: list[Straight]) -> bool:
    """Take a thin area as a line; a dot as a piece of either."""
    thin, long = sorted((box.width, box.height))
    if thin > _THIN and not (thin <= _THICK and long >= _LONG * thin):
        return False
    dot = max(box.width, box.height) <= _DOT
    if box.width >= box.height or dot:
        lines.append(Straight(Rule((box.y0 + box.y1) / 2, box.x0, box.x1), False, step, white))
    if box.width < box.height or dot:
        lines.append(Straight(Rule((box.x0 + box.x1) / 2, box.y0, box.y1), True, step, white))
    return True
