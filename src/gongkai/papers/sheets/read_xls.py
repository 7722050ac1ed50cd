"""An old workbook (.xls): every cell as it is shown, as `read_xlsx` gives it. xlrd reads the records."""

from collections.abc import Iterator
from io import TextIOBase
from typing import Any

import xlrd

from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Document
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, joined
from gongkai.papers.sheets.number_formats import shown
from gongkai.papers.sheets.sheet import MOST_RULED, MOST_SHEETS, Sheet, Written, blocks_of, column_name
from gongkai.papers.sheets.xls_styles import Styles

_NEWEST = 80  # BIFF8, Excel 97 to 2003
_FORMULA = (0x06, 0x206, 0x406)  # records; the version in their second byte is found in files
_STALE = 3  # flags of a formula: to be computed anew, on opening or always
_DAMAGED = "已损坏，打不开；请用Excel、WPS等软件打开后另存为.xlsx再试"


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document: a grid for every sheet that shows something. Raises CannotOpen: damaged, locked, too old, too
    large."""
    try:
        sheets = list(_sheets(data, name, limits))
    except CannotOpen:
        raise
    except Exception as problem:
        # xlrd tells damage with whatever its code runs into: struct.error, AssertionError, IndexError, MemoryError …
        if isinstance(problem, xlrd.XLRDError) and "encrypted" in str(problem):
            raise CannotOpen(f"{name}设有密码，打不开；请去掉密码后另存一份再试") from None
        raise CannotOpen(f"{name}{_DAMAGED}") from None
    return Document(tuple(blocks_of(sheets, name, limits)), name, Kind.XLS)


class _Unheard(TextIOBase):
    """Where xlrd's remarks go."""

    def write(self, text: str) -> int:
        return len(text)


def _sheets(data: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    # Some programs let streams of the file share a sector; Excel opens such files, and the records tell by themselves.
    book = xlrd.open_workbook(
        file_contents=data,
        logfile=_Unheard(),
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,
    )
    if book.biff_version < _NEWEST:
        raise CannotOpen(f"{name}是很旧的Excel文件（Excel 95或更早），不能直接读；请另存为.xlsx再试")
    if book.nsheets > MOST_SHEETS:
        raise CannotOpen(f"{name}有{book.nsheets}个工作表，超过{MOST_SHEETS}个的上限，没有打开；请拆分后再试")
    styles = Styles(book)
    for number in range(book.nsheets):
        formulas = _Formulas(book)
        found = book.sheet_by_index(number)
        if not found.visibility:
            yield _Cells(found, styles, formulas.stale, bool(book.datemode)).sheet(name, limits)
        book.unload_sheet(number)


class _Formulas:
    """Which cells of the sheet that is loaded next are formulas, and whether their result may not be stored yet: xlrd
    gives results like entered values, so its records are looked at as they pass."""

    def __init__(self, book: Any) -> None:
        self.stale: dict[tuple[int, int], bool] = {}
        self._parts = type(book).get_record_parts.__get__(book)
        book.get_record_parts = self._next

    def _next(self) -> tuple[int, int, bytes]:
        kind, size, data = self._parts()
        if kind in _FORMULA:
            row, column = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2))
            self.stale[row, column] = bool(data[14] & _STALE)
        return kind, size, data


class _Cells:
    """The cells of one sheet of xlrd."""

    def __init__(
        self, found: Any, styles: Styles, formulas: dict[tuple[int, int], bool], from_1904: bool
    ) -> None:
        self._found = found
        self._styles = styles
        self._formulas = formulas
        self._from_1904 = from_1904

    def sheet(self, name: str, limits: Limits) -> Sheet:
        """What the sheet shows. Raises CannotOpen beyond the limit of cells."""
        found = self._found
        sheet = Sheet(found.name)
        for row in range(found.nrows):
            for column, (kind, value) in enumerate(
                zip(found.row_types(row), found.row_values(row), strict=True)
            ):
                if kind == xlrd.XL_CELL_EMPTY:
                    continue
                if kind == xlrd.XL_CELL_BLANK:
                    if len(sheet.ruled) < MOST_RULED and self._styles[found.cell_xf_index(row, column)].ruled:
                        sheet.ruled.add((row, column))
                    continue
                written = self._written(row, column, kind, value)
                if written is not None:
                    sheet.cells[row, column] = written
            if len(sheet.cells) > limits.cells:
                raise CannotOpen(
                    f"{name}的工作表“{found.name}”超过{limits.cells}格的上限，没有打开；请只留下报告的表格再试"
                )
        sheet.merges = [(top, left, low - 1, far - 1) for top, low, left, far in found.merged_cells]
        sheet.hidden_rows = {row for row, info in found.rowinfo_map.items() if info.hidden}
        sheet.hidden_columns = [
            (column, column) for column, info in found.colinfo_map.items() if info.hidden or not info.width
        ]
        return sheet

    def _written(self, row: int, column: int, kind: int, value: Any) -> Written | None:
        style = self._styles[self._found.cell_xf_index(row, column)]
        formula = (row, column) in self._formulas
        remarks = {style.remark, FIELD if formula else ""} - {""}
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            if formula and not value and self._formulas[row, column]:
                text = f"=（{column_name(column)}{row + 1}没有存计算结果）"
            elif not value and not self._found.show_zero_values:
                text = "（不显示的0）"
            else:
                text = shown(repr(value), style.code, from_1904=self._from_1904)
        elif style.code.endswith(";;;"):
            return None  # a format that shows no text
        elif kind == xlrd.XL_CELL_TEXT:
            runs = self._found.rich_text_runlist_map.get((row, column), ())
            text = self._styles.parted(value, runs, remarks)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            text = "TRUE" if value else "FALSE"
        else:
            text = xlrd.error_text_from_code.get(value, "#N/A")
        return Written(text, joined(remarks) if remarks else "")
