"""The drawing steps of a page: lines, areas, pictures, and the order in which text is drawn among them."""

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdfium2 import raw

from gongkai.papers.pdf.matrices import box_through, joined, matrix_of, moved
from gongkai.papers.pdf.page import Box, Matrix, Rule
from gongkai.papers.pdf.straight import Points, Straight, frame_sides, is_rectangle, take_stroke, take_thin

MOST_STEPS = 60_000  # drawing steps of one page; a report's page has a few thousand
MOST_SEGMENTS = 20_000  # of one path
_DEEP = 12  # forms in forms
_BROAD = 6.0  # points: a line so wide is an area
_WHITE = 250  # of 255: lighter is not seen on paper
_CLEAR = 10  # of 255: fainter is not seen


class TooMuch(ValueError):  # noqa: N818 - reads as what it says
    """A page draws more than any report does."""


@dataclass(slots=True)
class Area:
    """A filled rectangle, a picture or what hides or colours what was drawn before `step`."""

    box: Box
    step: int
    white: bool = False
    solid: bool = True  # nothing beneath shines through
    picture: bool = False


@dataclass(slots=True)
class Drawn:
    """`steps`: the drawing step of each text object by its address; `invisible`: those drawn in no way that shows."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    steps: dict[int, int] = field(default_factory=dict)
    invisible: set[int] = field(default_factory=set)
    figures: int = 0


def drawn_on(page: object, matrix: Matrix) -> Drawn:
    """Everything drawn on a page. Raises TooMuch."""
    drawn = Drawn()
    lines: list[Straight] = []
    for step, (item, kind, placed) in enumerate(_objects(page, matrix)):
        if step > MOST_STEPS:
            raise TooMuch
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            address = ctypes.addressof(item.contents)  # type: ignore[attr-defined]
            drawn.steps[address] = step
            if raw.FPDFTextObj_GetTextRenderMode(item) in (
                raw.FPDF_TEXTRENDERMODE_INVISIBLE,
                raw.FPDF_TEXTRENDERMODE_CLIP,
            ):
                drawn.invisible.add(address)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _path(item, placed, step, drawn, lines)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            _picture(item, placed, step, drawn, lines, kind == raw.FPDF_PAGEOBJ_IMAGE)
    for line in lines:
        if not line.white or _on_colour(line, drawn.areas):
            (drawn.upright if line.upright else drawn.level).append(line.rule)
    return drawn


def _objects(page: object, matrix: Matrix) -> Iterator[tuple[object, int, Matrix]]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _unfolded(raw.FPDFPage_GetObject(page, index), matrix, 0)


def _unfolded(item: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield item, kind, matrix
        return
    if depth > _DEEP:
        raise TooMuch
    inner = joined(matrix_of(item), matrix)
    for index in range(max(0, raw.FPDFFormObj_CountObjects(item))):
        yield from _unfolded(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _path(item: object, outer: Matrix, step: int, drawn: Drawn, lines: list[Straight]) -> None:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroked):
        return
    fill, line = _colour(item, raw.FPDFPageObj_GetFillColor), _colour(item, raw.FPDFPageObj_GetStrokeColor)
    fills = mode.value != raw.FPDF_FILLMODE_NONE and fill.seen
    strokes = bool(stroked.value) and line.seen
    if not (fills or strokes):
        return
    matrix = joined(matrix_of(item), outer)
    figures = _figures(item, matrix)
    drawn.figures += len(figures)
    if strokes:
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, width)
        broad = width.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) > _BROAD
        if not broad:
            for points in figures:
                for (x0, y0), (x1, y1) in itertools.pairwise(points):
                    take_stroke(x0, y0, x1, y1, step, line.white, lines)
    if fills:
        solid = fill.solid and not raw.FPDFPageObj_HasTransparency(item)
        _fill(item, outer, figures, step, fill.white, solid, drawn, lines)


@dataclass(slots=True)
class _Colour:
    seen: bool
    white: bool
    solid: bool


def _colour(item: object, get: object) -> _Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(item, red, green, blue, alpha):  # type: ignore[operator]
        return _Colour(seen=True, white=False, solid=False)
    white = min(red.value, green.value, blue.value) >= _WHITE
    return _Colour(alpha.value > _CLEAR, white, alpha.value == 255)


def _figures(item: object, matrix: Matrix) -> list[Points]:
    """The corners of each figure of a path; curves part it."""
    count = raw.FPDFPath_CountSegments(item)
    if count > MOST_SEGMENTS:
        raise TooMuch
    figures: list[Points] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved(matrix, x.value, y.value)
        if not all(map(math.isfinite, point)):
            continue
        if kind != raw.FPDF_SEGMENT_LINETO or not figures:
            figures.append([])
        figures[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(figures[-1]) > 1:
            figures[-1].append(figures[-1][0])
    return figures


def _fill(
    item: object,
    outer: Matrix,
    figures: list[Points],
    step: int,
    white: bool,
    solid: bool,
    drawn: Drawn,
    lines: list[Straight],
) -> None:
    boxes = [
        Box(
            min(x for x, _ in each), min(y for _, y in each), max(x for x, _ in each), max(y for _, y in each)
        )
        for each in figures
        if len(each) > 2
    ]
    if len(boxes) == 2 and (frame := frame_sides(*boxes)):
        for box in frame:
            take_thin(box, step, white, lines)
        return
    for points, box in zip((each for each in figures if len(each) > 2), boxes, strict=True):
        if not take_thin(box, step, white, lines):
            shown = _clipped(item, outer, box)
            if shown:
                drawn.areas.append(Area(shown, step, white, solid and is_rectangle(points)))


def _clipped(item: object, outer: Matrix, box: Box) -> Box | None:
    """What the clip of a drawing step leaves of a box."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        for index in range(min(MOST_SEGMENTS, max(0, raw.FPDFClipPath_CountPathSegments(clip, path)))):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            points.append(moved(outer, x.value, y.value))
        if points:
            xs, ys = [each[0] for each in points], [each[1] for each in points]
            box = Box(max(box.x0, min(xs)), max(box.y0, min(ys)), min(box.x1, max(xs)), min(box.y1, max(ys)))
    return box if box.width > 0 and box.height > 0 else None


def _picture(
    item: object, outer: Matrix, step: int, drawn: Drawn, lines: list[Straight], picture: bool
) -> None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        box = box_through(outer, left.value, bottom.value, right.value, top.value)
        if not take_thin(box, step, white=False, lines=lines):
            drawn.areas.append(Area(box, step, solid=False, picture=picture))


def _on_colour(line: Straight, areas: list[Area]) -> bool:
    """Whether a white line lies on something coloured."""
    middle = (line.rule.start + line.rule.end) / 2
    x, y = (line.rule.at, middle) if line.upright else (middle, line.rule.at)
    top = max(
        (a for a in areas if a.step < line.step and a.box.holds(x, y)), key=lambda a: a.step, default=None
    )
    return top is not None and not top.white
