"""Where a cell of a scanned page holds ink, and where it is surely bare paper."""

from dataclasses import dataclass

import cv2
import numpy as np

from gongkai.papers.scan.frames import Frame, Image

_FAINT = 0.25  # share of the darkness of the page's ink: paler is paper, whatever its grain
_DARK = 0.5
_SPECK = 6  # pixels across at 200 dots an inch: what is smaller is dust
_DUST = 3  # specks in one cell that may be a figure in pieces
_PAGE = 2339  # pixels of an A4 page's longer side at 200 dots an inch
_INSET = 2  # pixels of a cell's edge that its lines blur into
_AROUND = 4  # pixels of paper left around ink
_GAP = 4  # rows of paper between two lines of text
_LOW = 7  # pixels: a line of text is higher


@dataclass(frozen=True, slots=True)
class Inked:
    """A page without its ruling lines; `depth`: how much darker than paper its ink is, as a share of the paper's
    brightness; `speck`: pixels across
    that are more than dust."""

    page: Image
    depth: float
    speck: int

    def cell(self, frame: Frame) -> Image:
        return self.page[
            frame.top + _INSET : frame.bottom - _INSET, frame.left + _INSET : frame.right - _INSET
        ]


def inked(page: Image, lines: Image) -> Inked:
    """A page with the pixels of its ruling lines as paper."""
    paper, ink = (float(np.percentile(page, share)) for share in (80, 0.4))
    around = cv2.medianBlur(cv2.resize(page, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA), 11)
    light = cv2.resize(around, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    hidden = cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0
    bare = np.where(hidden, light, page)
    return Inked(
        np.asarray(bare, np.uint8),
        (paper - ink) / max(paper, 1.0),
        max(round(_SPECK * max(page.shape) / _PAGE), 3),
    )


def box_of(cell: Image, found: Inked) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what may be ink in a cell, with some paper around; None for bare paper."""
    if cell.size == 0:
        return None
    dark = np.asarray(cv2.blur(cell, (2, 2)) < _shade(cell, found, _FAINT), np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(dark)
    marks = [box for box in boxes[1:count] if box[4] > 2]
    kept = [box for box in marks if max(box[2], box[3]) > found.speck]
    if not kept and len(marks) < _DUST:
        return None
    kept = kept or marks
    left, top = min(int(box[0]) for box in kept), min(int(box[1]) for box in kept)
    right = max(int(box[0] + box[2]) for box in kept)
    bottom = max(int(box[1] + box[3]) for box in kept)
    return (
        max(left - _AROUND, 0),
        max(top - _AROUND, 0),
        min(right + _AROUND, cell.shape[1]),
        min(bottom + _AROUND, cell.shape[0]),
    )


def lines_of(ink: Image, found: Inked) -> list[Image]:
    """Stretches of rows with ink, parted by paper, each with some paper around: upright text has one character in
    each."""
    rows = (ink < _shade(ink, found, _DARK)).any(axis=1)
    lines = []
    start = None
    gap = 0
    for y, dark in enumerate([*rows, *[False] * _GAP]):
        if dark:
            start, gap = (y if start is None else start), 0
        elif start is not None:
            gap += 1
            if gap == _GAP:
                if y - gap + 1 - start >= _LOW:
                    lines.append(ink[max(start - _AROUND, 0) : y - gap + 1 + _AROUND])
                start = None
    return lines


def two_toned(line: Image) -> Image:
    """A line twice as large in black and white, without the paper around it: another look at the same print."""
    large = cv2.resize(line, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    _, tones = cv2.threshold(cv2.GaussianBlur(large, (3, 3), 0), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = np.argwhere(tones == 0)
    if not len(dark):
        return np.asarray(tones, np.uint8)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0) + 1
    close = tones[top:bottom, left:right]
    border = max(2, (bottom - top) // 6)
    return np.asarray(
        cv2.copyMakeBorder(close, border, border, border * 2, border * 2, cv2.BORDER_CONSTANT, value=(255,)),
        np.uint8,
    )


def strokes(line: Image) -> tuple[int, float]:
    """How many figures stand apart in a line, and its width in heights of a figure."""
    _, dark = cv2.threshold(line, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(dark, np.uint8))
    if count < 2:
        return 0, 0.0
    spans = sorted((int(x), int(x + wide), int(high)) for x, _, wide, high, _ in boxes[1:])
    tallest = max(high for *_, high in spans)
    tall = [(start, end) for start, end, high in spans if high > tallest / 2]
    apart = 0
    reach = -1
    for start, end in tall:
        apart += start >= reach
        reach = max(reach, end)
    return apart, (reach - tall[0][0]) / tallest


def _shade(cell: Image, found: Inked, share: float) -> float:
    return float(np.percentile(cell, 85)) * (1 - share * found.depth)
