"""The ruling lines of a scanned page, and the cells that they enclose."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np

Image: TypeAlias = Any  # an array of bytes, rows × columns of a grey page: 0 black … 255 white

_SLIT = 8  # pixels: narrower holes lie between the two strokes of a thick line
_FEWEST = 4  # cells of a table
_ROW = 76  # of the page: no row of a table is lower
_SOLID = 0.85  # share of its bounding box that an honest cell fills


@dataclass(frozen=True, slots=True)
class Frame:
    """The inner edges of a cell, in pixels of its page."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The cells that the lines of one table enclose; `whole` only where every one is a rectangle."""

    frames: tuple[Frame, ...]
    left: int
    top: int
    right: int
    bottom: int
    whole: bool


def tables_of(lines: Image) -> list[Outline]:
    """Every ruled table that the lines of a page draw, from above."""
    joined = cv2.dilate(lines, np.ones((7, 7), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(joined)
    tables = []
    for number in range(1, count):
        left, top, wide, high = (int(value) for value in boxes[number][:4])
        if wide < lines.shape[1] // 5 or high < 40:
            continue
        place = np.s_[top : top + high, left : left + wide]
        # Its own lines alone: a page's edge on a dark desk encloses whole tables.
        table = _outline(np.where(labels[place] == number, lines[place], 0).astype(np.uint8), left, top)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top)


def ink_of(page: Image) -> Image:
    """What is darker than the paper around it, 255 on 0."""
    return np.asarray(
        cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12), np.uint8
    )


def lines_of(page: Image) -> Image:
    """The ruling lines of a straightened page, 255 on 0: long level and upright strokes, small breaks closed."""
    ink = ink_of(page)
    high, wide = page.shape

    def strokes(shape: tuple[int, int], bridge: tuple[int, int]) -> Image:
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
        found = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        return np.asarray(found, np.uint8)

    # Ruling lines go on from cell to cell; where they are no longer than a character, they end at other lines.
    level = strokes((max(wide // 24, 30), 1), (3, 1))
    upright = strokes((1, max(high // _ROW, 20)), (1, 3))
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
    kept: Image = np.zeros(count, bool)
    for number in range(1, count):
        x, y, wide, high = (int(value) for value in boxes[number][:4])
        if axis == 0:
            first, last = near[y : y + 4, x : x + wide], near[max(y + high - 4, 0) : y + high, x : x + wide]
        else:
            first, last = near[y : y + high, x : x + 4], near[y : y + high, max(x + wide - 4, 0) : x + wide]
        length = high if axis == 0 else wide
        kept[number] = length > long or bool(first.any() and last.any())
    return np.asarray(np.where(kept[labels], 255, 0), np.uint8)


def _outline(lines: Image, left: int, top: int) -> Outline | None:
    """The holes between the lines."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(255 - lines, connectivity=4)
    high, wide = lines.shape
    edge = {*labels[0], *labels[-1], *labels[:, 0], *labels[:, -1]}
    frames: list[Frame] = []
    whole = True
    for number in range(1, count):
        x, y, across, down, area = (int(value) for value in boxes[number])
        if number in edge or across < _SLIT or down < _SLIT:
            continue
        if area < _SOLID * across * down:
            whole = False
        frames.append(Frame(left + x, top + y, left + x + across, top + y + down))
    if len(frames) < _FEWEST:
        return None
    return Outline(tuple(frames), left, top, left + wide, top + high, whole)
