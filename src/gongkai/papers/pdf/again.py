"""The second reading: pdfplumber's own characters, lines and cells. It shares no step with the first, so that a
mistake of either shows where they differ."""

import itertools
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pdfplumber

from gongkai.papers.model import Word
from gongkai.papers.pdf import radicals
from gongkai.papers.pdf.again_objects import Painted
from gongkai.papers.pdf.again_tables import THIN, Bounds, Object, in_area, tables_of, white
from gongkai.papers.pdf.columns import APART, DISTANCE, ROWS, WORDS

_BAND = 20.0  # points of height that are looked through together
_PADDING = 12.0  # points at both sides of a cell's text together
_ROW = 0.35  # share of the size by which characters of one line may differ in height
_EVEN = 0.1  # share of the size by which one baseline may vary
_COVERS = 0.3  # share of the size by which characters of one line may overlap
_NEXT = 0.6  # of the size, between a raised character and the next of its line
_BLANK = 0.2  # share of the size: a wider distance between figures or Latin letters is a blank
_HAN_BLANK = 0.5  # the same beside a Chinese character
_PRINTED_BLANK = 0.12  # share of the size that a blank which the file prints takes at least
_TWICE = 0.15  # share of the size: the same character so near is printed bold
_ASKEW = 0.05  # text that leans more is a watermark
_LEAST = 2.0  # points: smaller text is not read on paper

logging.getLogger("pdfminer").propagate = False  # its remarks on fonts are for nobody here
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


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
    prose: str = ""  # the text with the narrower blanks that the file prints
    base: float = 0.0  # height of the baseline
    stretches: list[Word] = field(default_factory=list)  # its words between any distances


@dataclass(slots=True)
class CellBox(TextLine):
    """A cell with its text; `full` where its last line has hardly room for one more character."""

    full: bool = False


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
    width: float
    height: float
    pieces: list[TableBox | TextLine]


def sheets(data: bytes, numbers: Sequence[int]) -> list[Sheet]:
    """The pages of those numbers (from 1) as pdfplumber reads them; none where it cannot."""
    try:
        with pdfplumber.open(BytesIO(data), pages=list(numbers)) as file:
            return [_sheet(Painted(page)) for page in file.pages]
    except Exception:  # a damaged file breaks it in any way; then nothing confirms the first reading
        return []


def _sheet(page: Painted) -> Sheet:
    coloured = [
        each
        for each in page.rects
        if each.get("fill")
        and not white(each["non_stroking_color"])
        and min(each["width"], each["height"]) > THIN
    ]
    _mark_spaced(page.chars)
    chars = _once(char for char in page.chars if _printed(char, page, coloured))
    tables = [table for table in tables_of(page, coloured) if not _frames_rows(table, chars)]
    pieces: list[TableBox | TextLine] = []
    inside, outside = _sorted_in(chars, [cell for table in tables for cell in table])
    for table in tables:
        cells = []
        for bounds in table:
            x0, top, x1, bottom = bounds
            lines = _lines_in_cell(inside.get(bounds, []))
            cell = CellBox("\n".join(line.text for line in lines), x0, top, x1, bottom)
            if lines:
                last = lines[-1]
                cell.full = x1 - x0 - (last.x1 - last.x0) < 2 * last.size + _PADDING
            cells.append(cell)
        pieces.append(TableBox(cells))
    pieces += _lines(outside)
    width = float(page.bbox[2] - page.bbox[0])
    return Sheet(page.number, width, float(page.height), sorted(pieces, key=lambda piece: piece.top))


def _frames_rows(table: list[Bounds], chars: list[Object]) -> bool:
    """Whether the cells stand in one column and the rows in them in several."""
    if len({round(cell[0]) for cell in table}) > 1:
        return False
    inside, _ = _sorted_in(chars, table)
    lines = [line for cell in inside.values() for line in _lines(cell)]
    return sum(len(line.words) >= WORDS for line in lines) >= ROWS


def _sorted_in(chars: list[Object], cells: list[Bounds]) -> tuple[dict[Bounds, list[Object]], list[Object]]:
    """The characters in each cell, and those in none, by their middle."""
    bands: dict[int, list[Bounds]] = defaultdict(list)
    for cell in cells:
        for band in range(int(cell[1] // _BAND), int(cell[3] // _BAND) + 1):
            bands[band].append(cell)
    inside: dict[Bounds, list[Object]] = defaultdict(list)
    outside: list[Object] = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for x0, top, x1, bottom in bands.get(int(y // _BAND), ()):
            if x0 <= x < x1 and top <= y < bottom:
                inside[x0, top, x1, bottom].append(char)
                break
        else:
            outside.append(char)
    return inside, outside


def _printed(char: Object, page: Painted, coloured: list[Object]) -> bool:
    along, across = abs(char["matrix"][0]), abs(char["matrix"][1])
    if not char["text"].strip() or char["size"] < _LEAST or min(along, across) > _ASKEW * max(along, across):
        return False
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    left, top, right, bottom = page.bbox
    if not (left <= x <= right and top <= y <= bottom):
        return False
    return not white(char["non_stroking_color"]) or any(in_area(each, x, y) for each in coloured)


def _mark_spaced(chars: list[Object]) -> None:
    """Say of each character whether the file prints a blank before it."""
    for left, right in itertools.pairwise(chars):
        right["spaced"] = not left["text"].strip()


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


def _lines_in_cell(chars: list[Object]) -> list[TextLine]:
    """The lines; upright text in several columns as one, in the order in which the file prints it."""
    columns = 1
    for one, other in itertools.pairwise(chars):
        under = abs(other["x0"] - one["x0"]) < _ROW * one["size"] and other["base"] > one["base"]
        back = other["x0"] < one["x0"] and other["base"] < one["base"] - one["size"] / 2
        if not (under or back):
            return _lines(chars)
        columns += back
    if not 1 < columns < len(chars) / 2:
        return _lines(chars)
    line = _line(chars)
    line.text = "".join(map(_text, chars))
    return [line]


def _lines(chars: list[Object]) -> list[TextLine]:
    even: list[list[Object]] = []
    for char in sorted(chars, key=lambda each: each["base"]):
        if even and char["base"] - even[-1][0]["base"] <= _EVEN * min(char["size"], even[-1][0]["size"]):
            even[-1].append(char)
        else:
            even.append([char])
    groups: list[list[Object]] = []
    for chosen in even:
        near = next((group for group in groups[-3:] if _raised(group, chosen)), None)
        if near is None:
            groups.append(chosen)
        else:
            near.extend(chosen)
    return [_line(group) for group in groups]


def _raised(group: list[Object], other: list[Object]) -> bool:
    """Whether characters of nearly one baseline stand right beside each other, none under another."""
    size = min(group[0]["size"], other[0]["size"])
    if other[0]["base"] - group[0]["base"] > _ROW * size:
        return False
    spans = sorted((each["x0"], each["x1"], mine) for mine, of in ((0, group), (1, other)) for each in of)
    gaps = [(right[0] - left[1], left[2] != right[2]) for left, right in itertools.pairwise(spans)]
    return all(gap >= -_COVERS * size for gap, _ in gaps) and any(
        gap <= _NEXT * size for gap, parted in gaps if parted
    )


def _line(chars: list[Object]) -> TextLine:
    chars = sorted(chars, key=lambda each: each["x0"])
    words: list[list[str]] = []
    prose: list[str] = []
    spans: list[tuple[float, float]] = []
    for char in chars:
        distance = (char["x0"] - spans[-1][1]) / char["size"] if spans else APART + 1
        text = _text(char)
        digits = bool(words) and words[-1][-1][-1:].isdigit() and text.isdigit()
        if distance > (DISTANCE if digits else APART):
            words.append([text])
            prose.append(f" {text}")
            spans.append((char["x0"], char["x1"]))
        else:
            least = _BLANK if (words[-1][-1] + text).isascii() else _HAN_BLANK
            words[-1].append(f" {text}" if distance > least else text)
            blank = distance > (min(least, _PRINTED_BLANK) if char.get("spaced") else least)
            prose.append(f" {text}" if blank else text)
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
        "".join(prose).lstrip(),
        chars[0]["base"],
        _stretches(chars),
    )


def _stretches(chars: list[Object]) -> list[Word]:
    found: list[Word] = []
    for char in chars:
        if found and char["x0"] - found[-1].x1 <= DISTANCE * char["size"]:
            found[-1] = Word(found[-1].text + _text(char), found[-1].x0, char["x1"])
        else:
            found.append(Word(_text(char), char["x0"], char["x1"]))
    return found


def _text(char: Object) -> str:
    """The character; a radical that stands for a whole one as that, as the first reading has it."""
    text: str = char["text"].strip()
    if text.startswith("(cid:"):
        return "\ufffd"
    return radicals.whole(text)
