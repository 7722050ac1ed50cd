"""Cells in pixels, of one page or of several that go on, laid on one grid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.papers.model import Cell, Grid
from gongkai.papers.scan.frames import Frame
from gongkai.papers.scan.recognise import has_words
from gongkai.papers.tiling import tiled

_NEAR = 6.0  # pixels within which edges are one line
_BROKEN = 0.3  # how sure at most, where lines are missing: nobody knows whether this is one cell


@dataclass(frozen=True, slots=True)
class Held:
    """A cell with its text."""

    frame: Frame
    text: str
    sure: float
    at: str


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of a table on one page."""

    cells: tuple[Held, ...]
    left: int
    top: int
    right: int
    whole: bool


def seamed(first: Part, second: Part) -> tuple[Part, Part]:
    """Two parts on pages one after another, where a row may be cut in two: what is wholly blank beside the seam may
    be the half without the figures, and is not surely blank."""
    return _unsure(first, _row_at(first, last=True)), _unsure(second, _row_at(second, last=False))


def _row_at(part: Part, *, last: bool) -> list[Held]:
    """The cells of the first or the last row that hold no words, if all of them are blank."""
    edge = (
        max(held.frame.bottom for held in part.cells) if last else min(held.frame.top for held in part.cells)
    )
    row = [
        held for held in part.cells if abs((held.frame.bottom if last else held.frame.top) - edge) <= _NEAR
    ]
    unworded = [held for held in row if not has_words(held.text)]
    return [] if any(held.text for held in unworded) else unworded


def _unsure(part: Part, blanks: Sequence[Held]) -> Part:
    cells = (replace(held, sure=min(held.sure, _BROKEN)) if held in blanks else held for held in part.cells)
    return replace(part, cells=tuple(cells)) if blanks else part


def continues(first: Part, second: Part) -> bool:
    """Whether the outer edges of two parts, on pages one after another, are as far apart."""
    wide = first.right - first.left
    return abs(wide - (second.right - second.left)) <= max(0.01 * wide, _NEAR)


def laid(parts: Sequence[Part], at: str) -> Grid:
    """One RULED grid of parts that continue each other."""
    columns = _edges(
        [(held.frame.left - part.left, held.frame.right - part.left) for part in parts for held in part.cells]
    )
    rows: list[list[Cell]] = []
    for part in parts:
        rows += _rows(part, columns)
    return tiled(rows, at)


def _rows(part: Part, columns: Sequence[float]) -> list[list[Cell]]:
    levels = _edges([(held.frame.top, held.frame.bottom) for held in part.cells])
    placed: list[tuple[int, int, int, int, Held]] = []
    whole = part.whole
    for held in part.cells:
        frame = held.frame
        column = _slot(columns, frame.left - part.left)
        row = _slot(levels, frame.top)
        across, down = _slot(columns, frame.right - part.left) - column, _slot(levels, frame.bottom) - row
        if across < 1 or down < 1:
            whole = False
            continue
        placed.append((row, column, down, across, held))
    covered = [
        (row + below, column + beside)
        for row, column, down, across, _ in placed
        for below in range(down)
        for beside in range(across)
    ]
    whole = whole and len(covered) == len(set(covered)) == (len(levels) - 1) * (len(columns) - 1)
    rows: list[list[Cell]] = [[] for _ in range(len(levels) - 1)]
    for row, _, down, across, held in sorted(placed, key=lambda each: each[:2]):
        sure = held.sure if whole else min(held.sure, _BROKEN)
        rows[row].append(Cell(held.text, held.at, down, across, sure=sure))
    return rows


def _edges(spans: Sequence[tuple[int, int]]) -> list[float]:
    """The lines of the grid on one axis: places where cells begin or end, those close together taken as one."""
    places = sorted(place for span in spans for place in span)
    near = max(_NEAR, min(end - start for start, end in spans) * 0.4)
    groups: list[list[int]] = [[places[0]]]
    for place in places[1:]:
        if place - groups[-1][-1] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _slot(edges: Sequence[float], place: int) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))
