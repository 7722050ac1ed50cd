"""An old workbook (.xls): every cell as it is shown, as `read_xlsx` gives it.

Source: [MS-XLS] 2.4.
"""

import struct
from dataclasses import dataclass, field
from io import BytesIO

import olefile

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, RAISED, STRUCK, joined
from gongkai.papers.sheets.biff import Broken, Record, Sort, Text, records, rk, shared_texts, text_at
from gongkai.papers.sheets.number_formats import BUILT_IN, GENERAL, shown
from gongkai.papers.sheets.sheet import Sheet, Written, blocks_of, column_name

_NEWEST = 0x600
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_DAMAGED = "已损坏，打不开；请用Excel、WPS等软件打开后另存为.xlsx再试"


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    sheets: list[tuple[str, int]] = field(default_factory=list)  # name and place of those that are shown
    texts: list[Text] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    fonts: list[str] = field(default_factory=list)  # remarks
    styles: list[tuple[int, int]] = field(default_factory=list)  # font, format
    from_1904: bool = False

    def font(self, number: int) -> str:
        """The remark on a font. There is no font of number 4."""
        place = number - 1 if number > 4 else number
        return self.fonts[place] if place < len(self.fonts) else ""

    def style(self, number: int) -> tuple[str, str]:
        """The remark on a style's letters and the code of its format."""
        if number >= len(self.styles):
            return "", GENERAL
        font, code = self.styles[number]
        return self.font(font), self.codes.get(code, GENERAL)


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document: a grid for every sheet that shows something. Raises CannotOpen: damaged, locked, too old, too
    large."""
    try:
        stream = _stream(data)
        book = _book(stream, name)
        sheets = [_sheet(stream, place, title, book, name, limits) for title, place in book.sheets]
    except (Broken, struct.error, IndexError, OSError):
        raise CannotOpen(f"{name}{_DAMAGED}") from None
    return Document(tuple(blocks_of(sheets, name, limits)), name, Kind.XLS)


def _stream(data: bytes) -> bytes:
    with olefile.OleFileIO(BytesIO(data)) as file:
        stream: bytes = file.openstream("Workbook" if file.exists("Workbook") else "Book").read()
        return stream


def _book(stream: bytes, name: str) -> _Book:
    book = _Book()
    if struct.unpack_from("<HHH", stream)[::2] != (Sort.BEGIN, _NEWEST):
        raise CannotOpen(f"{name}是很旧的Excel文件（Excel 95或更早），不能直接读；请另存为.xlsx再试")
    for record in records(stream):
        data = record.data
        match record.kind:
            case Sort.LOCKED:
                raise CannotOpen(f"{name}设有密码，打不开；请去掉密码后另存一份再试")
            case Sort.SHEET:
                place, state, kind = struct.unpack_from("<IBB", data)
                if not state & 3 and not kind:
                    book.sheets.append((text_at(data, 6, short=True), place))
            case Sort.DATES:
                book.from_1904 = data[:1] == b"\x01"
            case Sort.FONT:
                flags, _, _, raised = struct.unpack_from("<HHHH", data, 2)
                book.fonts.append(STRUCK if flags & 8 else RAISED if raised else "")
            case Sort.FORMAT:
                book.codes[struct.unpack_from("<H", data)[0]] = text_at(data, 2)
            case Sort.STYLE:
                book.styles.append(struct.unpack_from("<HH", data))
            case Sort.TEXTS:
                book.texts = shared_texts(record)
            case Sort.END:
                break
    return book


@dataclass(slots=True)
class _Cells:
    """The cells of a sheet as they come."""

    sheet: Sheet
    book: _Book
    zeros: bool = True
    waiting: tuple[int, int, int] | None = None  # a formula whose text comes in a later record

    def text(self, row: int, column: int, style: int, text: str, *remarks: str) -> None:
        font, code = self.book.style(style)
        if code.endswith(";;;"):
            return  # a format that shows no text
        told = {*remarks, font} - {""}
        self.sheet.cells[row, column] = Written(text, joined(told) if told else "")

    def number(self, row: int, column: int, style: int, number: float, *remarks: str) -> None:
        font, code = self.book.style(style)
        text = shown(repr(number), code, from_1904=self.book.from_1904)
        if not number and not self.zeros:
            text = "（不显示的0）"
        told = {*remarks, font} - {""}
        self.sheet.cells[row, column] = Written(text, joined(told) if told else "")

    def shared(self, row: int, column: int, style: int, number: int) -> None:
        shared = self.book.texts[number]
        text, last, remarks = shared.text, len(shared.text), set()
        for place, font in reversed(shared.fonts):
            if (remark := self.book.font(font)) and text[place:last].strip():
                remarks.add(remark)
                text = f"{text[:place]} {text[place:last]} {text[last:]}"
            last = place
        self.text(row, column, style, text, *remarks)

    def formula(self, data: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", data)
        result = data[6:14]
        if result[6:] != b"\xff\xff":
            number = struct.unpack("<d", result)[0]
            if not number and data[14] & 3:  # computed anew on opening: nothing may be stored yet
                self.text(row, column, style, f"=（{column_name(column)}{row + 1}没有存计算结果）", FIELD)
            else:
                self.number(row, column, style, number, FIELD)
        elif result[0] == 0:
            self.waiting = (row, column, style)
        elif result[0] in (1, 2):
            self.text(row, column, style, _truth(result[2], result[0] == 2), FIELD)


def _sheet(stream: bytes, place: int, title: str, book: _Book, name: str, limits: Limits) -> Sheet:
    sheet = Sheet(title)
    cells = _Cells(sheet, book)
    for number, record in enumerate(records(stream, place)):
        if number == 0 and record.kind != Sort.BEGIN:
            raise Broken
        if record.kind == Sort.END:
            break
        _take(record, cells)
        if len(sheet.cells) > limits.cells:
            raise CannotOpen(
                f"{name}的工作表“{title}”超过{limits.cells}格的上限，没有打开；请只留下报告的表格再试"
            )
    return sheet


def _take(record: Record, cells: _Cells) -> None:
    data, sheet = record.data, cells.sheet
    match record.kind:
        case Sort.NUMBER:
            cells.number(*struct.unpack_from("<HHHd", data))
        case Sort.RK:
            row, column, style, number = struct.unpack_from("<HHHI", data)
            cells.number(row, column, style, rk(number))
        case Sort.MANY_RK:
            row, column = struct.unpack_from("<HH", data)
            for each, (style, number) in enumerate(struct.iter_unpack("<HI", data[4:-2])):
                cells.number(row, column + each, style, rk(number))
        case Sort.SHARED:
            cells.shared(*struct.unpack_from("<HHHI", data))
        case Sort.LABEL | Sort.RICH:
            row, column, style = struct.unpack_from("<HHH", data)
            cells.text(row, column, style, text_at(data, 6))
        case Sort.FORMULA:
            cells.formula(data)
        case Sort.RESULT if cells.waiting is not None:
            cells.text(*cells.waiting, text_at(data, 0), FIELD)
            cells.waiting = None
        case Sort.TRUTH:
            row, column, style, value, error = struct.unpack_from("<HHHBB", data)
            cells.text(row, column, style, _truth(value, bool(error)))
        case Sort.ROW:
            if data[12] & 0x20:
                sheet.hidden_rows.add(struct.unpack_from("<H", data)[0])
        case Sort.COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<HHHHH", data)
            if flags & 1 or not width:
                sheet.hidden_columns.append((first, last))
        case Sort.MERGED:
            for top, bottom, left, right in struct.iter_unpack("<HHHH", data[2:]):
                sheet.merges.append((top, left, bottom, right))
        case Sort.VIEW:
            cells.zeros = bool(data[0] & 0x10)


def _truth(value: int, error: bool) -> str:
    return _ERRORS.get(value, "#N/A") if error else "TRUE" if value else "FALSE"
