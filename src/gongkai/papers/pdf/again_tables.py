"""The cells that pdfplumber finds between the edges a page prints, for the second reading."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.papers.pdf.apart import closed_up, connected
from gongkai.papers.pdf.page import Rule

THIN = 2.6  # points: a rectangle so thin is a line
_THICK = 5.0  # points: so is this one, if it is long
_LONG = 3.0  # times its thickness
_SNAP = 2.8  # points: edges so near are one
_EDGE = 3.0  # points by which lines that should meet may miss each other
_OPEN = 6.0  # points by which lines go on where a border is missing
_DASH = 9.0  # points: a piece so short may be a dash
_DASHES_APART = 7.0  # points between two dashes or dots of one line
_STRAIGHT = 0.3  # points
_JOINED = 1.5  # points between pieces of one line
_LINE = 4.0  # points: what is shorter is no line
_NO_INK = 0.02  # share of a colour that is not seen on paper
_SETTINGS: dict[str, Any] = {
    "vertical_strategy": "explicit",
    "horizontal_strategy": "explicit",
    "snap_tolerance": _SNAP,
    "join_tolerance": 3,
    "intersection_tolerance": _EDGE,
}

Object = dict[str, Any]
Bounds = tuple[float, float, float, float]  # left, top, right, bottom


def tables_of(page: Any, coloured: list[Object]) -> list[list[Bounds]]:
    """The cells of each table of two cells at least; an outer table around another only lays out."""
    level: list[Object] = []
    upright: list[Object] = []
    for rows, columns in _nets(*_edges(page, coloured)):
        columns += _missing_sides(rows, columns)
        level += rows + _open_ends(columns)
        upright += columns
    if len(level) < 2 or len(upright) < 2:
        return []
    settings = _SETTINGS | {"explicit_vertical_lines": upright, "explicit_horizontal_lines": level}
    found = [table.cells for table in page.find_tables(settings) if len(table.cells) > 1]
    return [
        cells
        for cells in found
        if not any(_within(other, cell) for other in found if other is not cells for cell in cells)
    ]


def _nets(level: list[Object], upright: list[Object]) -> Iterator[tuple[list[Object], list[Object]]]:
    """The edges of each table; those of boxes that stand apart as the borders between them."""
    rules = closed_up(
        _in_one(Rule(each["top"], each["x0"], each["x1"]) for each in level),
        _in_one(Rule(each["x0"], each["top"], each["bottom"]) for each in upright),
    )
    for rows, columns in connected(*rules, _EDGE):
        if rows and columns:
            yield (
                [_edge(rule.start, rule.at, rule.end, rule.at) for rule in rows],
                [_edge(rule.at, rule.start, rule.at, rule.end) for rule in columns],
            )


def _in_one(pieces: Iterable[Rule]) -> list[Rule]:
    """Pieces that go on in each other as one line."""
    lines: list[Rule] = []
    for piece in sorted(pieces, key=lambda rule: (round(rule.at, 1), rule.start)):
        last = lines[-1] if lines else None
        beside = last is not None and abs(last.at - piece.at) <= _STRAIGHT and piece.start >= last.start
        if last is not None and beside and piece.start - last.end <= _JOINED:
            lines[-1] = Rule(last.at, last.start, max(last.end, piece.end))
        else:
            lines.append(piece)
    return lines


def _within(cells: list[Bounds], box: Bounds) -> bool:
    return all(
        box[0] <= cell[0] and box[1] <= cell[1] and cell[2] <= box[2] and cell[3] <= box[3] for cell in cells
    )


def _edges(page: Any, coloured: list[Object]) -> tuple[list[Object], list[Object]]:
    """Level and upright edges that are printed."""
    level: list[Object] = []
    upright: list[Object] = []
    short: list[Object] = []
    for each in _drawn(page):
        width, height = each["x1"] - each["x0"], each["bottom"] - each["top"]
        x0, x1, top, bottom = each["x0"], each["x1"], each["top"], each["bottom"]
        if not _inked(each, coloured):
            continue
        if max(width, height) <= _DASH and min(width, height) <= THIN:
            short.append(each)
        elif _bar(height, width):
            level.append(_edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2))
        elif _bar(width, height):
            upright.append(_edge((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
        elif each.get("stroke") and each["object_type"] == "rect":
            level += [_edge(x0, top, x1, top), _edge(x0, bottom, x1, bottom)]
            upright += [_edge(x0, top, x0, bottom), _edge(x1, top, x1, bottom)]
        elif each.get("stroke") and each["object_type"] == "curve":
            for (ax, ay), (bx, by) in itertools.pairwise(each["pts"]):
                if abs(ay - by) < _STRAIGHT < abs(ax - bx):
                    level.append(_edge(min(ax, bx), ay, max(ax, bx), ay))
                elif abs(ax - bx) < _STRAIGHT < abs(ay - by):
                    upright.append(_edge(ax, min(ay, by), ax, max(ay, by)))
    pieces = [(round((e["top"] + e["bottom"]) / 2, 1), e["x0"], e["x1"]) for e in short]
    level += [_edge(start, y, end, y) for y, start, end in _dashed(pieces)]
    pieces = [(round((e["x0"] + e["x1"]) / 2, 1), e["top"], e["bottom"]) for e in short]
    upright += [_edge(x, start, x, end) for x, start, end in _dashed(pieces)]
    return level, upright


def _bar(thickness: float, length: float) -> bool:
    """Whether what is drawn is a line of that direction: thin, or thick and long."""
    return thickness < length and (thickness <= THIN or (thickness <= _THICK and length >= _LONG * thickness))


def _drawn(page: Any) -> Iterator[Object]:
    """Lines, rectangles and curves; a rectangle filled around a slightly smaller one as the stroke it looks like."""
    yield from page.lines
    yield from page.curves
    last: Object | None = None
    for each in page.rects:
        if last and last.get("fill") and not last.get("stroke") and _just_within(each, last):
            yield last | {"stroke": True, "stroking_color": last["non_stroking_color"]}
        yield each
        last = each


def _just_within(inner: Object, outer: Object) -> bool:
    return all(
        0 <= side <= THIN
        for side in (
            inner["x0"] - outer["x0"],
            inner["top"] - outer["top"],
            outer["x1"] - inner["x1"],
            outer["bottom"] - inner["bottom"],
        )
    )


def _inked(each: Object, coloured: list[Object]) -> bool:
    """Whether it shows: not white, or white on a coloured area."""
    if each.get("fill") and not white(each["non_stroking_color"]):
        return True
    if each.get("stroke") and not white(each["stroking_color"]):
        return True
    x, y = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
    return any(in_area(area, x, y) for area in coloured)


def _dashed(pieces: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines of dots or dashes (place, start, end) that follow each other closely."""
    lines: list[tuple[float, float, float]] = []
    for place, start, end in sorted(pieces):
        if lines and lines[-1][0] == place and start - lines[-1][2] <= _DASHES_APART:
            lines[-1] = (place, lines[-1][1], max(end, lines[-1][2]))
        else:
            lines.append((place, start, end))
    return [line for line in lines if line[2] - line[1] >= _LINE]


def _edge(x0: float, top: float, x1: float, bottom: float) -> Object:
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if top == bottom else "v", "object_type": "line",
    }  # fmt: skip


def _missing_sides(level: list[Object], upright: list[Object]) -> list[Object]:
    """Upright edges at the ends of two level lines at least, where no border stands."""
    top, bottom = min(line["top"] for line in upright), max(line["bottom"] for line in upright)
    sides = []
    for key, pick in (("x0", min), ("x1", max)):
        side = pick(line[key] for line in level)
        there = [line["top"] for line in level if abs(line[key] - side) <= _EDGE]
        if len(there) > 1 and abs(side - pick(line["x0"] for line in upright)) > _OPEN:
            sides.append(_edge(side, min(top, *there), side, max(bottom, *there)))
    return sides


def _open_ends(upright: list[Object]) -> list[Object]:
    """Level edges at the outermost heights that two upright lines at least reach: a page's end cuts the table there."""
    ends = []
    for key, pick in (("top", min), ("bottom", max)):
        end = pick(line[key] for line in upright)
        there = [line["x0"] for line in upright if abs(line[key] - end) <= _EDGE]
        if max(there) - min(there) >= _OPEN:
            ends.append(_edge(min(there), end, max(there), end))
    return ends


def white(colour: Any) -> bool:
    values: list[float] = list(colour) if isinstance(colour, list | tuple) else [colour]
    if not values or not all(isinstance(each, int | float) for each in values):
        return False
    return max(values) <= _NO_INK if len(values) == 4 else min(values) >= 1 - _NO_INK


def in_area(area: Object, x: float, y: float) -> bool:
    return bool(area["x0"] <= x <= area["x1"] and area["top"] <= y <= area["bottom"])
