"""The workbook of `gongkai read --xlsx`: all files, all cells in rows, all doubts. Written row by row.

Text is never a formula, numbers are numbers where a spreadsheet holds them exactly and text where it would not.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gongkai.annual.batch import Answer, FileRead
from gongkai.annual.check import check
from gongkai.annual.form import Address, Form
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report, Severity, Value

MOST_ROWS = 1_000_000  # a sheet has 1,048,576
_LONGEST = 32_767  # characters of a cell
_EXACT = 10**15
# The same readings make the same bytes.
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zones

_FILES = ("文件", "结果", "机关", "年度", "格式", "齐全", "错误", "警告", "提示", "存疑", "种类", "说明")
_CELLS = ("文件", "机关", "年度", "格式", "表", "行", "列", "值", "单位", "状态", "原样", "出处")
_DOUBTS = ("文件", "机关", "年度", "表", "行", "列", "原文", "出处", "原因")
_WIDE = {
    "文件": 36,
    "机关": 24,
    "行": 40,
    "列": 18,
    "说明": 60,
    "原因": 60,
    "原文": 24,
    "出处": 24,
    "种类": 18,
}


class ReadWorkbook:
    """Opened on a path, filled answer by answer, closed once. `folder` takes the rows until then; who opens it clears
    it away, whatever happens."""

    def __init__(self, path: Path, folder: Path) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(folder)})
        self._book.set_properties({"title": "年度报告读取结果", "created": _CREATED})
        self._files = _Rows(self._book, "文件", _FILES)
        self._cells = _Rows(self._book, "数字", _CELLS)
        self._doubts = _Rows(self._book, "存疑", _DOUBTS)

    def add(self, found: FileRead) -> None:
        report = found.report
        if report is None:
            self._files.add([found.name, found.answer.value, *[""] * 8, found.kind, found.says])
            return
        graded = [finding.severity for finding in check(report)]
        self._files.add(
            [
                found.name,
                found.answer.value,
                report.organ or "",
                report.year,
                _edition(report),
                "是" if report.complete else "否",
                *(graded.count(severity) for severity in Severity),
                len(report.unread),
                found.kind,
                "" if found.answer is Answer.READ else found.says,
            ]
        )
        self._add_cells(found.name, report)
        self._add_doubts(found.name, report)

    def close(self, *, interrupted: bool) -> None:
        if interrupted:
            self._files.add(["（已中断：其余文件没有读）"])
        self._book.close()

    def _add_cells(self, name: str, report: Report) -> None:
        form = report.form
        if form is None:
            return
        traces = {item.address: item for item in report.trace}
        doubtful = {(item.table, item.row, item.column) for item in report.unread}
        for address, value in report.cells.items():
            trace = traces.get(address)
            state = "存疑" if tuple(address) in doubtful else "空白" if value is None else "有数"
            self._cells.add(
                [
                    *(name, report.organ or "", report.year, _edition(report)),
                    *_place(form, address),
                    *(value, report.units.get(address, ""), state),
                    *((trace.raw, trace.at) if trace else ("", "")),
                ]
            )

    def _add_doubts(self, name: str, report: Report) -> None:
        for item in report.unread:
            if report.form is not None and item.table and item.row and item.column:
                place = _place(report.form, Address(item.table, item.row, item.column))
            else:
                place = (TABLE_WORDS.get(item.table or "", ""), "", "")
            self._doubts.add(
                [name, report.organ or "", report.year, *place, item.text, item.at, item.why],
            )


class _Rows:
    """Rows under a head, over as many sheets as they need."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, head: Sequence[str]) -> None:
        self._book, self._name, self._head = book, name, head
        self._bold = book.add_format({"bold": True})
        self._sheets = 0
        self._sheet = self._next_sheet()

    def add(self, values: Sequence[Value | str]) -> None:
        if self._row >= MOST_ROWS:
            self._sheet = self._next_sheet()
        for column, value in enumerate(values):
            _write(self._sheet, self._row, column, value)
        self._row += 1

    def _next_sheet(self) -> Worksheet:
        self._sheets += 1
        sheet = self._book.add_worksheet(self._name if self._sheets == 1 else f"{self._name}{self._sheets}")
        sheet.freeze_panes(1, 0)
        for column, word in enumerate(self._head):
            sheet.set_column(column, column, _WIDE.get(word, 9))
            sheet.write_string(0, column, word, self._bold)
        self._row = 1
        return sheet


def _write(sheet: Worksheet, row: int, column: int, value: Value | str) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        text = value.encode("utf-8", "backslashreplace").decode()
        sheet.write_string(row, column, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
    elif _is_exact(value):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, str(value))


def _is_exact(value: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every figure: it keeps fifteen."""
    if isinstance(value, int):
        return abs(value) < _EXACT
    return Decimal(repr(float(value))) == value and len(value.as_tuple().digits) <= 15


def _place(form: Form, address: Address) -> tuple[str, str, str]:
    return (TABLE_WORDS[address.table], *form.names(address))


def _edition(report: Report) -> str:
    return report.edition.value if report.edition else ""
