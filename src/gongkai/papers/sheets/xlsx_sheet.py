"""The rows of one sheet of an .xlsx, streamed: as large as it may be, only what is written is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.papers.limits import Limits
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, RAISED, STRUCK, UNSEEN, joined
from gongkai.papers.shades import WHITE
from gongkai.papers.sheets.number_formats import GENERAL, shown
from gongkai.papers.sheets.sheet import MOST_RULED, Sheet, Written
from gongkai.papers.sheets.xlsx_styles import Styles, on, raised, unseen
from gongkai.papers.xml_parts import Element
from gongkai.papers.xml_stream import DAMAGED, elements, local

_WANTED = ("{*}row", "{*}col", "{*}mergeCell", "{*}sheetView", "{*}conditionalFormatting")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIGURE = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share. With `recalculated` the program computes formulas on opening: a stored 0
    may be what a writing program put in for want of a result."""

    texts: Sequence[Written]
    styles: Styles
    from_1904: bool
    recalculated: bool


def texts_of(data: bytes, name: str) -> list[Written]:
    """The shared texts of a workbook."""
    return [text_of(item) for _, item in elements(data, name, ("{*}si",))]


def text_of(item: Element) -> Written:
    """The text of a cell set in runs. Raised and struck runs stand apart and are told; readings above Chinese
    characters are left out."""
    parts: list[str] = []
    remarks: set[str] = set()
    for child in item:
        tag = local(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            text = "".join(t.text or "" for t in child.iterfind("{*}t"))
            font = child.find("{*}rPr")
            odd = {STRUCK} if font is not None and on(font.find("{*}strike")) else set()
            odd |= {RAISED} if font is not None and raised(font) else set()
            odd |= {UNSEEN} if font is not None and unseen(font, WHITE) else set()
            if odd and text.strip():
                remarks |= odd
                text = f" {text} "
            parts.append(text)
    return Written(_unescaped("".join(parts)), joined(remarks) if remarks else "")


def sheet_of(data: bytes, title: str, book: Book, name: str, limits: Limits) -> Sheet:
    """One sheet. Raises CannotOpen: damaged, more cells with text than the limit."""
    sheet = Sheet(title)
    zeros = True
    row = -1
    for _, element in elements(data, name, _WANTED):
        match local(element):
            case "row":
                row = _whole(element.get("r"), row + 2, name) - 1
                if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
                    sheet.hidden_rows.add(row)
                _read_row(element, row, sheet, book, zeros, name)
                if len(sheet.cells) > limits.cells:
                    raise CannotOpen(
                        f"{name}的工作表“{title}”超过{limits.cells}格的上限，没有打开；请只留下报告的表格再试"
                    )
            case "col":
                if element.get("hidden") in ("1", "true") or element.get("width") == "0":
                    first = _whole(element.get("min"), 1, name)
                    last = _whole(element.get("max"), first, name)
                    sheet.hidden_columns.append((first - 1, last - 1))
            case "mergeCell":
                first_place, _, last_place = (element.get("ref") or "").partition(":")
                if (top := _place(first_place)) and (bottom := _place(last_place)):
                    sheet.merges.append((*top, *bottom))
            case "sheetView":
                zeros = element.get("showZeros") not in ("0", "false")
            case "conditionalFormatting":
                if any(_rule(each) in book.styles.fading for each in element):
                    _doubt(element.get("sqref") or "", sheet)
    return sheet


def _rule(rule: Element) -> int:
    said = rule.get("dxfId", "")
    return int(said) if said.isdecimal() and len(said) < 9 else -1


def _doubt(places: str, sheet: Sheet) -> None:
    """Under some condition, which is not worked out, the texts in these places cannot be seen."""
    for area in places.split():
        first_place, _, last_place = area.partition(":")
        first, last = _place(first_place), _place(last_place or first_place)
        if first is None or last is None:
            continue
        for (row, column), written in sheet.cells.items():
            if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                remark = joined({*written.remark.split("、"), UNSEEN} - {""})
                sheet.cells[row, column] = Written(written.text, remark)


def _read_row(element: Element, row: int, sheet: Sheet, book: Book, zeros: bool, name: str) -> None:
    column = -1
    for cell in element:
        place = _place(ref) if (ref := cell.get("r")) else (row, column + 1)
        if place is None or place[0] != row:
            raise CannotOpen(f"{name}{DAMAGED}")
        column = place[1]
        written = _written(cell, book, zeros)
        if written is not None:
            sheet.cells[row, column] = written
        elif len(sheet.ruled) < MOST_RULED and book.styles[cell.get("s")].ruled:
            sheet.ruled.add((row, column))


def _written(cell: Element, book: Book, zeros: bool) -> Written | None:
    """What a cell shows; None for one without content."""
    value: Element | None = None
    formula: Element | None = None
    for child in cell:
        match local(child):
            case "v":
                value = child
            case "f":
                formula = child
            case "is":
                return _styled(text_of(child), book, cell)
    kind = cell.get("t", "n")
    stored = (value.text or "") if value is not None else ""
    if formula is not None and not (stored or (kind == "str" and value is not None)):
        return Written(_unknown(formula, cell), FIELD)
    if formula is not None and book.recalculated and stored == "0":
        return Written(_unknown(formula, cell), FIELD)
    if not stored:
        return None
    if kind == "s":
        number = int(stored) if stored.isdecimal() else len(book.texts)
        return (
            _styled(book.texts[number], book, cell)
            if number < len(book.texts)
            else Written(f"（缺文字{stored}）")
        )
    if kind in ("n", "") and _FIGURE.fullmatch(stored.strip()):
        written = Written(_figure(stored.strip(), cell, book, zeros))
    elif kind == "b":
        written = Written("FALSE" if stored == "0" else "TRUE")
    else:
        written = Written(_unescaped(stored))
    written = _styled(written, book, cell)
    return (
        Written(written.text, joined({*written.remark.split("、"), FIELD} - {""}))
        if formula is not None
        else written
    )


def _figure(stored: str, cell: Element, book: Book, zeros: bool) -> str:
    if not zeros and not float(stored):
        return f"（不显示的{shown(stored, GENERAL)}）"
    return shown(stored, book.styles[cell.get("s")].code, from_1904=book.from_1904)


def _styled(written: Written, book: Book, cell: Element) -> Written:
    style = book.styles[cell.get("s")]
    if style.code.endswith(";;;") and cell.get("t", "n") != "n":
        return Written("")  # a format that shows no text
    if not style.remark:
        return written
    return Written(written.text, joined({*written.remark.split("、"), style.remark} - {""}))


def _unknown(formula: Element, cell: Element) -> str:
    """What stands for a formula whose result is not stored: no one takes it for a figure or for a word."""
    return f"={formula.text or ''}（{cell.get('r', '1')}没有存计算结果）"


def _unescaped(text: str) -> str:
    """Line ends and control characters are written as `_x000D_`."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _whole(text: str | None, otherwise: int, name: str) -> int:
    """A number of a row or column. Raises CannotOpen for one that is none: what follows would stand elsewhere."""
    if not text:
        return otherwise
    if not (text.isdecimal() and len(text) < 9):
        raise CannotOpen(f"{name}{DAMAGED}")
    return int(text)


def _place(ref: str) -> tuple[int, int] | None:
    """Row and column of `C5`, from 0."""
    found = _PLACE.fullmatch(ref)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
