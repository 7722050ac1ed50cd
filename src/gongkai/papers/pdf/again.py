"""The second reading: pdfplumber's own characters, lines and cells. It shares no step with the first, so that a
mistake of either shows where they differ."""

import itertools
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pdfplumber

from gongkai.papers.pdf.again_lines import TextLine, lines_in_cell, lines_of
from gongkai.papers.pdf.again_objects import Painted
from gongkai.papers.pdf.again_tables import THIN, Bounds, Object, in_area, tables_of, white
from gongkai.papers.pdf.columns import ROWS, WORDS

_BAND = 20.0  # points of height that are looked through together
_PADDING = 12.0  # points at both sides of a cell's text together
_TWICE = 0.15  # share of the size: the same character so near is printed bold
_ASKEW = 0.05  # text that leans more is a watermark
_LEAST = 2.0  # points: smaller text is not read on paper

logging.getLogger("pdfminer").propagate = False  # its remarks on fonts are for nobody here
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


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
            lines = lines_in_cell(inside.get(bounds, []))
            cell = CellBox("\n".join(line.text for line in lines), x0, top, x1, bottom)
            if lines:
                last = lines[-1]
                cell.full = x1 - x0 - (last.x1 - last.x0) < 2 * last.size + _PADDING
            cells.append(cell)
        pieces.append(TableBox(cells))
    pieces += lines_of(outside)
    width = float(page.bbox[2] - page.bbox[0])
    return Sheet(page.number, width, float(page.height), sorted(pieces, key=lambda piece: piece.top))


def _frames_rows(table: list[Bounds], chars: list[Object]) -> bool:
    """Whether the cells stand in one column and the rows in them in several."""
    if len({round(cell[0]) for cell in table}) > 1:
        return False
    inside, _ = _sorted_in(chars, table)
    lines = [line for cell in inside.values() for line in lines_of(cell)]
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
