"""The ruling lines of a scanned page: straightening it, and the cells that the lines enclose."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]  # grey, 0 black … 255 white

_MOST_SKEW = 6.0  # degrees
_LEAST_SKEW = 0.05
_SOLID = 0.85  # share of its bounding box that an honest cell fills


@dataclass(frozen=True, slots=True)
class Frame:
    """A cell: its place in the grid and its inner edges in pixels."""

    row: int
    column: int
    down: int
    across: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class FrameTable:
    """The cells of one ruled table; `whole` only where they tile it and every one is a rectangle."""

    frames: tuple[Frame, ...]
    left: int
    top: int
    right: int
    bottom: int
    whole: bool


def straightened(page: Image) -> Image:
    """The page turned so that its ruling lines lie level."""
    ink = _ink(page)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (25, 1)))
    reach = page.shape[1] // 8
    found = cv2.HoughLinesP(level, 1, np.pi / 3600, 200, minLineLength=reach, maxLineGap=10)
    if found is None:
        return page
    ends = found.reshape(-1, 4).astype(float)
    angles = np.degrees(np.arctan2(ends[:, 3] - ends[:, 1], ends[:, 2] - ends[:, 0]))
    angles = angles[np.abs(angles) < _MOST_SKEW]
    angle = float(np.median(angles)) if len(angles) else 0.0
    if abs(angle) < _LEAST_SKEW:
        return page
    high, wide = page.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(page, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255,)), np.uint8
    )


def tables_of(page: Image) -> list[FrameTable]:
    """Every ruled table of a straightened page, from above."""
    lines = _lines(page)
    joined = cv2.dilate(lines, np.ones((7, 7), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    tables = []
    for number in range(1, count):
        left, top, wide, high = (int(value) for value in boxes[number][:4])
        if wide < page.shape[1] // 5 or high < 40:
            continue
        table = _table(lines[top : top + high, left : left + wide], left, top)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top)


def _ink(page: Image) -> Image:
    return np.asarray(
        cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12), np.uint8
    )


def _lines(page: Image) -> Image:
    """Long level and upright strokes, small breaks closed."""
    ink = _ink(page)
    high, wide = page.shape

    def strokes(shape: tuple[int, int], bridge: tuple[int, int]) -> Image:
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
        found = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        return np.asarray(found, np.uint8)

    # Longer than any stroke of a character; ruling lines go on from cell to cell.
    level = strokes((max(wide // 24, 30), 1), (3, 1))
    upright = strokes((1, max(high // 40, 30)), (1, 3))
    for _ in range(2):  # what is cut from one may have held the other
        upright = _held(upright, level, 0)
        level = _held(level, upright, 1)
    both = cv2.bitwise_or(level, upright)
    return np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), np.uint8)


def _held(strokes: Image, others: Image, axis: int) -> Image:
    """The strokes longer than any character, and those that end at lines of the other direction on both sides: a
    character's end in the open. `axis` is that of the strokes' length, 0 for upright ones."""
    near = cv2.dilate(others, np.ones((5, 5), np.uint8))
    long = max(strokes.shape) // 16
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(strokes)
    kept = np.zeros(count, bool)
    for number in range(1, count):
        x, y, wide, high = (int(value) for value in boxes[number][:4])
        if axis == 0:
            first, last = near[y : y + 4, x : x + wide], near[max(y + high - 4, 0) : y + high, x : x + wide]
        else:
            first, last = near[y : y + high, x : x + 4], near[y : y + high, max(x + wide - 4, 0) : x + wide]
        length = high if axis == 0 else wide
        kept[number] = length > long or bool(first.any() and last.any())
    return np.asarray(np.where(kept[labels], 255, 0), np.uint8)


def _table(lines: Image, left: int, top: int) -> FrameTable | None:
    """The holes between the lines, laid on a grid."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(255 - lines, connectivity=4)
    high, wide = lines.shape
    edge = {*labels[0], *labels[-1], *labels[:, 0], *labels[:, -1]}
    holes: list[tuple[int, int, int, int]] = []
    whole = True
    for number in range(1, count):
        x, y, across, down, area = (int(value) for value in boxes[number])
        if number in edge or across < 8 or down < 8:
            continue
        if area < _SOLID * across * down:
            whole = False
        holes.append((x, y, x + across, y + down))
    if len(holes) < 4:
        return None
    columns = _edges([(hole[0], hole[2]) for hole in holes])
    rows = _edges([(hole[1], hole[3]) for hole in holes])
    frames = []
    for x0, y0, x1, y1 in holes:
        column, last = _slot(columns, x0), _slot(columns, x1)
        row, end = _slot(rows, y0), _slot(rows, y1)
        if last <= column or end <= row:
            whole = False
            continue
        frames.append(Frame(row, column, end - row, last - column, left + x0, top + y0, left + x1, top + y1))
    if len(frames) < 4:
        return None
    covered = [
        (frame.row + down, frame.column + across)
        for frame in frames
        for down in range(frame.down)
        for across in range(frame.across)
    ]
    if len(covered) != len(set(covered)) or len(covered) != (len(rows) - 1) * (len(columns) - 1):
        whole = False
    frames.sort(key=lambda frame: (frame.row, frame.column))
    return FrameTable(tuple(frames), left, top, left + wide, top + high, whole)


def _edges(spans: Sequence[tuple[int, int]]) -> list[float]:
    """The lines of the grid on one axis: places where holes begin or end, those close together taken as one."""
    places = sorted(place for span in spans for place in span)
    near = max(6.0, min(end - start for start, end in spans) * 0.4)
    groups: list[list[int]] = [[places[0]]]
    for place in places[1:]:
        if place - groups[-1][-1] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _slot(edges: Sequence[float], place: int) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))
