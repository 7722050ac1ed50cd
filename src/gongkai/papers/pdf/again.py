"""The second reading: pdfplumber's own characters, lines and cells. It shares no step with the first, so that a
mistake of either shows where they differ."""

import itertools
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pdfplumber

from gongkai.papers.pdf import radicals
from gongkai.papers.pdf.mirrored import APART, Word

_THIN = 2.6  # points: a rectangle so thin is a line
_DASH = 9.0  # points: a piece so short may be a dash
_DASHES_APART = 7.0  # points between two dashes or dots of one line
_STRAIGHT = 0.3  # points
_LINE = 4.0  # points: what is shorter is no line
_SNAP = 2.8  # points: edges so near are one
_EDGE = 3.0  # points by which lines that should meet may miss each other
_OPEN = 6.0  # points by which lines go on where a border is missing
_ROW = 0.35  # share of the size by which characters of one line may differ in height
_BLANK = 0.2  # share of the size: a wider distance between figures or Latin letters is a blank
_HAN_BLANK = 0.5  # the same beside a Chinese character
_TWICE = 0.15  # share of the size: the same character so near is printed bold
_ASKEW = 0.05  # text that leans more is a watermark
_LEAST = 2.0  # points: smaller text is not read on paper
_NO_INK = 0.02  # share of a colour that is not seen on paper
_SETTINGS: dict[str, Any] = {
    "vertical_strategy": "explicit",
    "horizontal_strategy": "explicit",
    "snap_tolerance": _SNAP,
    "join_tolerance": 3,
    "intersection_tolerance": _EDGE,
}

logging.getLogger("pdfminer").propagate = False  # its remarks on fonts are for nobody here
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

Object = dict[str, Any]


@dataclass(slots=True)
class TextLine:
    """`top` in points from above."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    words: list[Word] = field(default_factory=list)
    size: float = 0.0


@dataclass(slots=True)
class CellBox(TextLine):
    """A cell with its text."""


@dataclass(slots=True)
class TableBox:
    cells: list[CellBox]

    @property
    def x0(self) -> float:
        return min(cell.x0 for cell in self.cells)

    @property
    def x1(self) -> float:
        return max(cell.x1 for cell in self.cells)

    @property
    def top(self) -> float:
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        return max(cell.bottom for cell in self.cells)


@dataclass(slots=True)
class Sheet:
    """One page: tables and the lines beside them, from above."""

    number: int
    height: float
    pieces: list[TableBox | TextLine]


def sheets(data: bytes, numbers: Sequence[int]) -> list[Sheet]:
    """The pages of those numbers (from 1) as pdfplumber reads them; none where it cannot."""
    try:
        with pdfplumber.open(BytesIO(data), pages=list(numbers)) as file:
            return [_sheet(page) for page in file.pages]
    except Exception:  # a damaged file breaks it in any way; then nothing confirms the first reading
        return []


def _sheet(page: Any) -> Sheet:
    coloured = [
        each
        for each in page.rects
        if each.get("fill")
        and not _white(each["non_stroking_color"])
        and min(each["width"], each["height"]) > _THIN
    ]
    chars = _once(char for char in page.chars if _printed(char, page, coloured))
    tables = _tables(page, coloured)
    pieces: list[TableBox | TextLine] = []
    taken: set[int] = set()
    for table in tables:
        cells = []
        for x0, top, x1, bottom in table:
            inside = [c for c in chars if id(c) not in taken and _middle_in(c, x0, top, x1, bottom)]
            taken.update(map(id, inside))
            text = "\n".join(line.text for line in _lines(inside, page.height))
            cells.append(CellBox(text, x0, top, x1, bottom))
        pieces.append(TableBox(cells))
    pieces += _lines([char for char in chars if id(char) not in taken], page.height)
    return Sheet(page.page_number, float(page.height), sorted(pieces, key=lambda piece: piece.top))


def _white(colour: Any) -> bool:
    values: list[float] = list(colour) if isinstance(colour, list | tuple) else [colour]
    if not values or not all(isinstance(each, int | float) for each in values):
        return False
    return max(values) <= _NO_INK if len(values) == 4 else min(values) >= 1 - _NO_INK


def _printed(char: Object, page: Any, coloured: list[Object]) -> bool:
    along, across = abs(char["matrix"][0]), abs(char["matrix"][1])
    if not char["text"].strip() or char["size"] < _LEAST or min(along, across) > _ASKEW * max(along, across):
        return False
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    left, top, right, bottom = page.bbox
    if not (left <= x <= right and top <= y <= bottom):
        return False
    return not _white(char["non_stroking_color"]) or any(_in_area(each, x, y) for each in coloured)


def _in_area(area: Object, x: float, y: float) -> bool:
    return bool(area["x0"] <= x <= area["x1"] and area["top"] <= y <= area["bottom"])


def _once(chars: Iterable[Object]) -> list[Object]:
    """The characters without those printed twice to look bold."""
    kept: list[Object] = []
    for char in chars:
        reach = _TWICE * char["size"]
        if not any(
            each["text"] == char["text"]
            and abs(each["x0"] - char["x0"]) <= reach
            and abs(each["top"] - char["top"]) <= reach
            for each in kept[-12:]
        ):
            kept.append(char)
    return kept


def _middle_in(char: Object, x0: float, top: float, x1: float, bottom: float) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(x0 <= x < x1 and top <= y < bottom)


def _lines(chars: list[Object], height: float) -> list[TextLine]:
    groups: list[tuple[float, list[Object]]] = []
    for char in sorted(chars, key=lambda each: -each["matrix"][5]):
        base = -char["matrix"][5]
        if groups and base - groups[-1][0] <= _ROW * char["size"]:
            groups[-1] = (base, [*groups[-1][1], char])
        else:
            groups.append((base, [char]))
    return [_line(group) for _, group in groups]


def _line(chars: list[Object]) -> TextLine:
    chars = sorted(chars, key=lambda each: each["x0"])
    words: list[list[str]] = []
    spans: list[tuple[float, float]] = []
    for char in chars:
        distance = (char["x0"] - spans[-1][1]) / char["size"] if spans else APART + 1
        text = _text(char)
        if distance > APART:
            words.append([text])
            spans.append((char["x0"], char["x1"]))
        else:
            least = _BLANK if (words[-1][-1] + text).isascii() else _HAN_BLANK
            words[-1].append(f" {text}" if distance > least else text)
            spans[-1] = (spans[-1][0], char["x1"])
    found = [Word("".join(word), *span) for word, span in zip(words, spans, strict=True)]
    return TextLine(
        " ".join(word.text for word in found),
        chars[0]["x0"],
        min(char["top"] for char in chars),
        max(char["x1"] for char in chars),
        max(char["bottom"] for char in chars),
        found,
        chars[0]["size"],
    )


def _text(char: Object) -> str:
    """The character; a radical that stands for a whole one as that, as the first reading has it."""
    text: str = char["text"].strip()
    if text.startswith("(cid:"):
        return "\ufffd"
    return radicals.whole(text)


Bounds = tuple[float, float, float, float]


def _tables(page: Any, coloured: list[Object]) -> list[list[Bounds]]:
    """The cells of each table of two cells at least; an outer table around another only lays out."""
    edges = _edges(page, coloured)
    if not edges[0] or not edges[1]:
        return []
    level, upright = (
        edges[0] + _closing(edges[1], edges[0], "v"),
        edges[1] + _closing(edges[0], edges[1], "h"),
    )
    if len(level) < 2 or len(upright) < 2:
        return []
    settings = _SETTINGS | {"explicit_vertical_lines": upright, "explicit_horizontal_lines": level}
    found = [table.cells for table in page.find_tables(settings) if len(table.cells) > 1]
    return [
        cells
        for cells in found
        if not any(_within(other, cell) for other in found if other is not cells for cell in cells)
    ]


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
        if max(width, height) <= _DASH and min(width, height) <= _THIN:
            short.append(each)
        elif height <= _THIN and width > height:
            level.append(_edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2))
        elif width <= _THIN and height > width:
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
        0 <= side <= _THIN
        for side in (
            inner["x0"] - outer["x0"],
            inner["top"] - outer["top"],
            outer["x1"] - inner["x1"],
            outer["bottom"] - inner["bottom"],
        )
    )


def _inked(each: Object, coloured: list[Object]) -> bool:
    """Whether it shows: not white, or white on a coloured area."""
    if each.get("fill") and not _white(each["non_stroking_color"]):
        return True
    if each.get("stroke") and not _white(each["stroking_color"]):
        return True
    x, y = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
    return any(_in_area(area, x, y) for area in coloured)


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


def _closing(lines: list[Object], crossing: list[Object], orientation: str) -> list[Object]:
    """Edges that close a table where the page's end or a missing border leaves it open: at the outermost height
    (`v`: the lines are upright) or side that two lines at least reach together."""
    low, high, across = ("top", "bottom", "x0") if orientation == "v" else ("x0", "x1", "top")
    place = "top" if orientation == "v" else "x0"
    added = []
    for key, pick in ((low, min), (high, max)):
        outermost = pick(line[key] for line in lines)
        there = [line[across] for line in lines if abs(line[key] - outermost) <= _EDGE]
        nearest = pick(line[place] for line in crossing)
        if len(there) < 2 or max(there) - min(there) < _OPEN:
            continue
        if orientation == "h" and abs(nearest - outermost) <= _OPEN:
            continue
        ends = (min(there), max(there))
        added.append(
            _edge(ends[0], outermost, ends[1], outermost)
            if orientation == "v"
            else _edge(outermost, ends[0], outermost, ends[1])
        )
    return added
