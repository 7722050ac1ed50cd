"""Ruling lines become tables: boxes between the lines, as large as the lines let them be."""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.papers.pdf.apart import closed_up, connected
from gongkai.papers.pdf.page import Box, Rule

_REACH = 3.0  # points by which lines may miss each other and still meet
_NEAR = 2.8  # points: lines so near are one border (double lines, borders apart by a hair)
_WIDEST = 5.0  # points that such lines may span together
_BEYOND = 6.0  # points that lines must go on past the last crossing line to show that a border is missing
_MOST_LINES = 1500  # whole lines of one page and direction
MOST_PLACES = 60_000  # places of one table's raster


@dataclass(slots=True)
class Drawing:
    """One table as drawn: its boxes, none of which overlap; `places` tells the box of each place of its raster.

    `open_above` and `open_below` are boxes that no border closes at the table's edge: a page break cuts them.
    """

    xs: list[float]
    ys: list[float]
    places: list[list[int]]  # row, column → number of the box, -1 where none is closed
    boxes: list[Box]
    open_above: set[int] = field(default_factory=set)
    open_below: set[int] = field(default_factory=set)

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def number_at(self, x: float, y: float) -> int:
        """The box around a point, -1 for none."""
        if not self.box.holds(x, y):
            return -1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        return self.places[row][column]


def drawings(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Drawing]:
    """The tables that the lines of a page draw: each of two boxes at least. One table inside a box of another
    dissolves the outer one, which only lays out."""
    if len(level) > _MOST_LINES or len(upright) > _MOST_LINES:
        return []
    found = [
        drawing
        for rows, columns in connected(*closed_up(level, upright), _REACH)
        if rows and columns and (drawing := _drawing(rows, columns)) and len(drawing.boxes) > 1
    ]
    return [each for each in found if not any(_lays_out(each, other) for other in found if other is not each)]


def _lays_out(outer: Drawing, inner: Drawing) -> bool:
    x, y = (inner.box.x0 + inner.box.x1) / 2, (inner.box.y0 + inner.box.y1) / 2
    number = outer.number_at(x, y)
    if number < 0:
        return False
    box = outer.boxes[number]
    return box.holds(inner.box.x0, inner.box.y0) and box.holds(inner.box.x1, inner.box.y1)


def positions(values: list[float], near: float = _NEAR, widest: float = _WIDEST) -> list[float]:
    """One position for each group of values that lie close together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= near and value - groups[-1][0] <= widest:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _drawing(level: list[Rule], upright: list[Rule]) -> Drawing | None:
    xs, ys = positions([rule.at for rule in upright]), positions([rule.at for rule in level])
    left, right = _missing(level, xs)
    above, below = _missing(upright, ys)
    xs = [*([left] if left is not None else []), *xs, *([right] if right is not None else [])]
    ys = [*([above] if above is not None else []), *ys, *([below] if below is not None else [])]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MOST_PLACES:
        return None
    walls = _walls(xs, ys, upright)  # between columns: [x][row]
    floors = _walls(ys, xs, level)  # between rows: [y][column]
    for edge, missing in ((0, left), (-1, right)):
        if missing is not None:
            # The rows' lines reach so far: the border that should stand at their ends is not drawn.
            walls[edge] = [True] * len(walls[edge])
    opens = [_close(floors[edge], [wall[edge] for wall in walls]) for edge in (0, -1)]
    for edge in (0, -1):
        _close(walls[edge], [floor[edge] for floor in floors])
    places, boxes = _boxes(xs, ys, walls, floors)
    open_above, open_below = (
        {places[edge][column] for column in open_} - {-1} for edge, open_ in zip((0, -1), opens, strict=True)
    )
    return Drawing(xs, ys, places, boxes, open_above, open_below)


def _close(edge: list[bool], flanks: list[bool]) -> list[int]:
    """Close the stretches of a table's edge that have no line of their own, where lines on both sides reach the edge.
    The numbers of those stretches are returned."""
    closed: list[int] = []
    start = 0
    while start < len(edge):
        if edge[start]:
            start += 1
            continue
        end = start
        while end < len(edge) and not edge[end]:
            end += 1
        if flanks[start] and flanks[end]:
            closed += range(start, end)
        start = end
    for stretch in closed:
        edge[stretch] = True
    return closed


def _missing(rules: list[Rule], crossing: list[float]) -> tuple[float | None, float | None]:
    """Where a border is missing at either end: half of the lines, both outermost ones, or several of which one is
    outermost (a page's end took the other), go on past the last crossing line, equally far."""
    if not crossing:
        return None, None
    rules = sorted(rules)
    ends = ([rule.start for rule in rules], crossing[0], -1), ([rule.end for rule in rules], crossing[-1], 1)
    result: list[float | None] = []
    for reached, last, sign in ends:
        beyond = [end for end in reached if sign * (end - last) > _BEYOND]
        found = None
        for position in positions(beyond):
            there = [abs(end - position) <= _NEAR for end in reached]
            several = sum(there) > 2 and (there[0] or there[-1])
            if sum(there) > 1 and (2 * sum(there) >= len(rules) or (there[0] and there[-1]) or several):
                found = position
        result.append(found)
    return result[0], result[1]


def _walls(positions: list[float], across: list[float], rules: list[Rule]) -> list[list[bool]]:
    """For each position whether a line closes each stretch between the crossing positions."""
    covers: list[list[tuple[float, float]]] = [[] for _ in positions]
    for rule in rules:
        nearest = min(range(len(positions)), key=lambda n: abs(positions[n] - rule.at))
        covers[nearest].append((rule.start, rule.end))
    return [
        [_closed(sorted(cover), start, end) for start, end in itertools.pairwise(across)] for cover in covers
    ]


def _closed(cover: list[tuple[float, float]], start: float, end: float) -> bool:
    slack = min(_REACH, (end - start) / 4)
    reached = start + slack
    for first, last in cover:
        if first > reached + slack / 2:
            break
        reached = max(reached, last)
    return reached >= end - slack and bool(cover)


def _boxes(
    xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]
) -> tuple[list[list[int]], list[Box]]:
    """Places between which no line stands are one box, if together they are a rectangle closed on every side."""
    rows, columns = len(ys) - 1, len(xs) - 1
    places = [[-2] * columns for _ in range(rows)]
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if places[row][column] != -2:
                continue
            region, closed = _region(row, column, places, walls, floors)
            top, bottom = min(r for r, _ in region), max(r for r, _ in region)
            left, right = min(c for _, c in region), max(c for _, c in region)
            whole = closed and len(region) == (bottom - top + 1) * (right - left + 1)
            for r, c in region:
                places[r][c] = len(boxes) if whole else -1
            if whole:
                boxes.append(Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1]))
    return places, boxes


def _region(
    row: int, column: int, places: list[list[int]], walls: list[list[bool]], floors: list[list[bool]]
) -> tuple[list[tuple[int, int]], bool]:
    """All places reached from one without crossing a line; whether they are closed off from outside."""
    rows, columns = len(places), len(places[0])
    places[row][column] = -3
    region, todo, closed = [], [(row, column)], True
    while todo:
        r, c = todo.pop()
        region.append((r, c))
        steps = (
            (walls[c][r], r, c - 1),
            (walls[c + 1][r], r, c + 1),
            (floors[r][c], r - 1, c),
            (floors[r + 1][c], r + 1, c),
        )
        for wall, next_row, next_column in steps:
            if wall:
                continue
            if not (0 <= next_row < rows and 0 <= next_column < columns):
                closed = False
            elif places[next_row][next_column] == -2:
                places[next_row][next_column] = -3
                todo.append((next_row, next_column))
    return region, closed
