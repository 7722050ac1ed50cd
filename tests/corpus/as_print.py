"""A workbook set for print as an office does it: columns as wide as they need to be, text broken over lines, borders
about the tables, the sheet scaled to the width of a page or not."""

import math
import random
from collections.abc import Callable
from io import BytesIO
from unicodedata import east_asian_width

import openpyxl
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from corpus.as_office import xlsx
from corpus.ruled import Page

_A4 = 9
_WIDTH, _LABELS = 9.0, 26.0  # characters of half width; the third column holds the longest labels
_LINE = 15.0  # points
_ROOM = 1.15  # of the text's width, that a wider font may take
_THIN = Border(*[Side(style="thin")] * 4)


def fitted(page: Page, rng: random.Random) -> bytes:
    """Scaled to the width of a page, upright or on its side."""
    return _set(page, rng, fit=True)


def cut(page: Page, rng: random.Random) -> bytes:
    """Not scaled: what is wider than a page goes on beside it, on another page."""
    return _set(page, rng, fit=False)


SHEETS: dict[str, Callable[[Page, random.Random], bytes]] = {"xlsx fitted": fitted, "xlsx cut": cut}


def _set(page: Page, rng: random.Random, *, fit: bool) -> bytes:
    book = openpyxl.load_workbook(BytesIO(xlsx(page, rng)))
    prose = {*page.title, *(block for _, block in page.blocks if isinstance(block, str))}
    lying = rng.random() < 0.5
    for sheet in book:
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.orientation = "landscape" if lying else "portrait"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=fit)
        sheet.page_setup.fitToHeight = 0
        _dress(sheet, prose)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Worksheet, prose: set[str]) -> None:
    widths = [_LABELS if column == 3 else _WIDTH for column in range(1, max(10, sheet.max_column) + 1)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    merged = {(each.min_row, each.min_col): each.size for each in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        at = row[0].row
        own = row[0].value in prose
        if own and (at, 1) not in merged:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=10)
            merged[at, 1] = {"columns": 10, "rows": 1}
        lines = 1
        for cell in row:
            size = merged.get((at, cell.column), {"columns": 1, "rows": 1})
            if not own and any(each.value is not None for each in row):
                cell.border = _THIN
            if cell.value is None:
                continue
            cell.alignment = Alignment("left" if own else "center", "center", wrap_text=True)
            room = sum(widths[cell.column - 1 : cell.column - 1 + size["columns"]])
            lines = max(lines, math.ceil(_lines(str(cell.value), room) / size["rows"]))
        sheet.row_dimensions[at].height = _LINE * lines + 2


def _lines(text: str, room: float) -> int:
    return sum(math.ceil((_width(part) + 1) * _ROOM / room) for part in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)
