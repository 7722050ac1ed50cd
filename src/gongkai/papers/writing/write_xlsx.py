"""A document as a workbook: every table on a sheet of its own with its chapter's text, as printed, with its merged
cells, frozen heads, and pages set up for printing on A4.

Figures are numbers where Excel holds them exactly, else text. Nothing is ever a formula. The same document always
gives the same bytes.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from gongkai.papers.geometry import Placed
from gongkai.papers.model import Block, Document, Grid, Heading
from gongkai.papers.writing.characters import shown
from gongkai.papers.writing.columns import POINT, PORTRAIT
from gongkai.papers.writing.setting import ROW, Setting, setting

_MADE = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a file has no zone; the bytes must not depend on the day
_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_DIGITS = 15  # Excel keeps no more
_LONGEST = 31  # characters of a sheet's name
_CELL = 32_767  # characters of a cell
_WIDTH = 0.5  # characters of the standard type to a millimetre
_LEADING = 1.4  # of the size of type, from line to line
_FROZEN = 12  # rows: more of them fixed at the top would leave no room to move
_HIGHEST = 400.0  # points, of a row
_HEADS: dict[int, dict[str, Any]] = {
    1: {"font_name": "方正小标宋简体", "font_size": 18, "align": "center"},
    2: {"font_name": "黑体", "font_size": 14, "align": "left"},
    3: {"font_name": "楷体", "font_size": 12, "align": "left"},
}


def write_xlsx(document: Document, *, names: Mapping[str, str] | None = None) -> bytes:
    """The file. A sheet bears its heading's name without the number; `names` gives shorter ones by heading."""
    file = BytesIO()
    title = shown(next((b.text for b in document.blocks if isinstance(b, Heading)), document.name))
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE})
        formats = _Formats(book)
        taken: set[str] = set()
        for number, blocks in enumerate(_sheets(document.blocks), start=1):
            sheet = book.add_worksheet(_free(_name(blocks, names or {}) or f"第{number}页", taken))
            _Page(sheet, formats, blocks, title).write()
    return file.getvalue()


def _sheets(blocks: Sequence[Block]) -> list[list[Block]]:
    """A sheet holds one table at most. Its chapter begins with it; chapters without tables stand together."""
    sheets: list[list[Block]] = [[]]
    for number, block in enumerate(blocks):
        current = sheets[-1]
        full = any(isinstance(each, Grid) for each in current)
        opened = any(not isinstance(each, Heading) for each in current)
        if (isinstance(block, Grid) and full) or (
            isinstance(block, Heading)
            and block.level <= 2
            and (full or (opened and _tabled(blocks[number + 1 :])))
        ):
            sheets.append([])
        sheets[-1].append(block)
    return sheets


def _tabled(blocks: Sequence[Block]) -> bool:
    """Whether a table comes before the next chapter."""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            return False
        if isinstance(block, Grid):
            return True
    return False


def _name(blocks: Sequence[Block], names: Mapping[str, str]) -> str:
    headings = [block for block in blocks if isinstance(block, Heading)]
    best = next((block for block in headings if block.level == 2), headings[0] if headings else None)
    if best is None:
        return ""
    return names.get(best.text) or _NAME.sub("", _NUMBERED.sub("", best.text)).strip()


def _free(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has; Excel knows no difference of case."""
    short, number = name[:_LONGEST], 1
    while short.casefold() in taken or short.casefold() == "history":
        number += 1
        short = f"{name[: _LONGEST - 4]}（{number}）"
    taken.add(short.casefold())
    return short


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "vcenter", "text_wrap": True, **properties})
        return self._made[key]


class _Page:
    """One sheet being written, from the top."""

    def __init__(self, sheet: Any, formats: _Formats, blocks: Sequence[Block], title: str) -> None:
        self.sheet, self.formats, self.blocks, self.title = sheet, formats, blocks, title
        grid = next((b for b in blocks if isinstance(b, Grid) and any(b.rows)), None)
        self.grid = setting(grid) if grid else None
        self.widths = [width * _WIDTH for width in self.grid.widths] if self.grid else [PORTRAIT * _WIDTH]
        self.row = 0

    def write(self) -> None:
        sheet = self.sheet
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width, self.formats.get(font_name="宋体"))
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.9, right=0.9, top=1.0, bottom=1.0)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.set_footer("&C— &P —")
        if self.grid and self.grid.lying:
            sheet.set_landscape()
        for block in self.blocks:
            if isinstance(block, Grid):
                if self.grid:
                    self._grid(self.grid)
            elif isinstance(block, Heading):
                self._text(block.text, **_HEADS[min(max(block.level, 1), 3)])
            else:
                self._text(block.text, font_name="仿宋", font_size=12)

    def _text(self, text: str, **look: Any) -> None:
        """A text over the whole width, in as many rows as it needs to be seen."""
        text = shown(text)
        form = self.formats.get(**look)
        for piece in [text[at : at + _CELL] for at in range(0, len(text), _CELL)] or [""]:
            size = float(look["font_size"])
            high = _lines(piece, sum(self.widths), size) * size * _LEADING
            rows = max(1, ceil(high / _HIGHEST))
            last = self.row + rows - 1
            if rows > 1 or len(self.widths) > 1:
                self.sheet.merge_range(self.row, 0, last, len(self.widths) - 1, "", form)
            self.sheet.write_string(self.row, 0, piece, form)
            for row in range(self.row, last + 1):
                self.sheet.set_row(row, high / rows)
            self.row += rows

    def _grid(self, grid: Setting) -> None:
        top, size = self.row, grid.size
        for cells in grid.rows:
            high = [ROW / POINT]
            for item in cells:
                cell = item.cell
                upright = (item.row, item.column) in grid.upright
                width = sum(self.widths[item.column : item.column + cell.across])
                lines = len(cell.text) if upright else _lines(cell.text, width, size)
                high.append((lines * size * _LEADING + 2) / cell.down)
                self._cell(top + item.row, item, grid, upright=upright)
            self.sheet.set_row(self.row, max(high))
            self.row += 1
        if grid.heads:
            self.sheet.repeat_rows(top, top + grid.heads - 1)
            if top + grid.heads <= _FROZEN:
                self.sheet.freeze_panes(top + grid.heads, 0)

    def _cell(self, row: int, item: Placed, grid: Setting, *, upright: bool) -> None:
        cell, column = item.cell, item.column
        text = shown(cell.text)
        look: dict[str, Any] = {"font_name": "宋体", "font_size": grid.size, "border": 1}
        look["align"] = "left" if grid.flush_left(item) else "center"
        number = None if cell.header else _number(text)
        if upright:
            look["rotation"] = 270  # one character under another
        if number is not None:
            places = len(text.partition(".")[2])
            look["num_format"] = "0." + "0" * places if places else "0"
        elif not cell.header:
            look["num_format"] = "@"
        form = self.formats.get(**look)
        if cell.down > 1 or cell.across > 1:
            self.sheet.merge_range(row, column, row + cell.down - 1, column + cell.across - 1, "", form)
        if number is not None:
            self.sheet.write_number(row, column, number, form)
        elif text:
            self.sheet.write_string(row, column, text[:_CELL], form)
        else:
            self.sheet.write_blank(row, column, None, form)


def _number(text: str) -> float | None:
    """The figure that Excel will hold and show exactly as it is printed."""
    if not _NUMBER.fullmatch(text) or len(text.replace("-", "").replace(".", "").lstrip("0")) > _DIGITS:
        return None
    number = float(text)
    return number if Decimal(repr(number)) == Decimal(text) and text != "-0" else None


def _lines(text: str, width: float, size: float) -> int:
    """Lines that a text needs in so many characters of the standard type of 11 points."""
    room = max(width * 11 / size - 1, 1)
    return sum(
        max(1, ceil(sum(1 if char < "\u0100" else 2 for char in line) / room)) for line in text.split("\n")
    )
