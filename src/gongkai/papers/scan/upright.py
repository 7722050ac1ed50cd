"""A page set on its feet: level where it was scanned askew, rectangular where it was photographed from aside, turned
where it lay on its side or upside down."""

from collections.abc import Sequence

import cv2
import numpy as np

from gongkai.papers.scan.frames import Image, ink_of
from gongkai.papers.scan.recognise import Seen, has_words, page_runs, some_runs

_MOST_SKEW = 6.0  # degrees
_LEAST_SKEW = 0.05
_LEAST_ASIDE = 0.25  # degrees by which lines of one direction differ: a photograph
_ENOUGH = 900  # pixels of width that show how a page is turned
_SOME = 30  # runs that tell how a page lies
_FEW = 6  # runs or lines: too few to say anything
_LONG = 1.4  # times its height that a run of several characters is wide
_LEGIBLE = 0.95  # of its characters by sureness: a page that stands on its feet, even a poor copy


def read_upright(page: Image) -> tuple[Image, list[Seen]]:
    """The page turned by quarters until its text can be read, and its runs."""
    runs = page_runs(page)
    words = [run for run in runs if len(run.text) > 1 and has_words(run.text)]
    read = _read(words)
    if len(runs) < _FEW or (
        read > _LEGIBLE * sum(len(run.text) for run in words) and _read(_level(words)) > read / 2
    ):
        return page, runs
    small = cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    # Noughts look the same upside down, and the recogniser turns upright runs by itself.
    quarter = max(range(4), key=lambda turns: _read(_level(some_runs(_turned(small, turns), _SOME))))
    if quarter == 0:
        return page, runs
    page = _turned(page, quarter)
    return page, page_runs(page)


def _turned(page: Image, quarters: int) -> Image:
    return np.ascontiguousarray(np.rot90(page, quarters))


def _level(runs: Sequence[Seen]) -> list[Seen]:
    """The runs of words that lie as one reads."""
    return [
        run
        for run in runs
        if len(run.text) > 1 and has_words(run.text) and run.right - run.left > _LONG * (run.bottom - run.top)
    ]


def _read(runs: Sequence[Seen]) -> float:
    """How many characters are read, by their sureness."""
    return sum(run.sure * len(run.text) for run in runs)


def straightened(page: Image) -> Image:
    """The page with its ruling lines level; seen straight from before where they run together."""
    high, wide = page.shape
    scale = min(_ENOUGH / wide, 1.0)
    small = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    ink = ink_of(small)
    level = _segments(ink, (15, 1)) / scale
    if not len(level):
        return page
    angles, weights = _angles(level)
    if len(level) >= _FEW and _spread(angles, weights) > _LEAST_ASIDE:
        upright = _segments(ink, (1, 15)) / scale
        change = _from_before(level, upright, wide, high) if len(upright) >= _FEW else None
        if change is not None:
            return np.asarray(
                cv2.warpPerspective(page, change, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255,)),
                np.uint8,
            )
    angle = _middle(angles, weights)
    if abs(angle) < _LEAST_SKEW:
        return page
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(page, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255,)), np.uint8
    )


def _segments(ink: Image, shape: tuple[int, int]) -> Image:
    """Long straight strokes (x, y, x, y) of nearly the direction of `shape`."""
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
    reach = ink.shape[1] // 8
    found = cv2.HoughLinesP(strokes, 1, np.pi / 3600, reach, minLineLength=reach, maxLineGap=6)
    if found is None:
        return np.zeros((0, 4))
    ends = found.reshape(-1, 4).astype(float)
    across, down = np.abs(ends[:, 2] - ends[:, 0]), np.abs(ends[:, 3] - ends[:, 1])
    along, aside = (across, down) if shape[0] > 1 else (down, across)
    return np.asarray(ends[aside < np.tan(np.radians(_MOST_SKEW)) * along])


def _angles(level: Image) -> tuple[Image, Image]:
    """Degrees and lengths: the longer a line, the surer its angle."""
    across, down = level[:, 2] - level[:, 0], level[:, 3] - level[:, 1]
    return np.degrees(np.arctan2(down, across)), np.hypot(across, down)


def _middle(values: Image, weights: Image) -> float:
    order = np.argsort(values)
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, sums[-1] / 2)])


def _spread(angles: Image, weights: Image) -> float:
    return _middle(np.abs(angles - _middle(angles, weights)), weights)


def _from_before(level: Image, upright: Image, wide: int, high: int) -> Image | None:
    """The change that makes level lines level and upright ones upright; None where the page would be torn apart."""
    centre = np.array([[1 / wide, 0, -0.5], [0, 1 / wide, -0.5 * high / wide], [0, 0, 1]])
    aside, below = (_meeting(lines, centre) for lines in (level, upright))
    horizon = np.cross(aside, below)
    if abs(horizon[2]) < 1e-6:
        return None
    flat = np.array([[1, 0, 0], [0, 1, 0], horizon / horizon[2]])
    along, down = (flat @ aside)[:2], (flat @ below)[:2]
    axes = np.column_stack(
        (along / np.linalg.norm(along) * np.sign(along[0]), down / np.linalg.norm(down) * np.sign(down[1]))
    )
    if abs(np.linalg.det(axes)) < 0.5:
        return None
    square = np.eye(3)
    square[:2, :2] = np.linalg.inv(axes)
    change = square @ flat @ centre
    corners = np.array([[[0, 0]], [[wide, 0]], [[wide, high]], [[0, high]]], float)
    placed = cv2.perspectiveTransform(corners, change).reshape(-1, 2)
    first, last = placed.min(axis=0), placed.max(axis=0)
    if not np.isfinite(placed).all() or (last - first).max() > 3:
        return None
    fit = min(wide / (last[0] - first[0]), high / (last[1] - first[1]))
    moved = np.array([[fit, 0, -first[0] * fit], [0, fit, -first[1] * fit], [0, 0, 1]])
    return np.asarray(moved @ change)


def _meeting(lines: Image, centre: Image) -> Image:
    """Where lines meet, as a point that may be infinitely far; those that pass it by are left out one time."""
    ones = np.ones(len(lines))
    first = np.column_stack((lines[:, 0], lines[:, 1], ones)) @ centre.T
    last = np.column_stack((lines[:, 2], lines[:, 3], ones)) @ centre.T
    through = np.cross(first, last)
    for _ in range(3):
        point = np.linalg.svd(through)[2][-1]
        # How far each line's end is from the line that runs from its middle to the point.
        ends = first + last
        miss = np.abs(np.einsum("ij,ij->i", np.cross(ends, point), first)) / np.linalg.norm(
            np.cross(ends, point)[:, :2], axis=1
        )
        kept = miss <= max(3 * float(np.median(miss)), 1e-6)
        if kept.all():
            break
        first, last, through = first[kept], last[kept], through[kept]
    return np.asarray(point)
