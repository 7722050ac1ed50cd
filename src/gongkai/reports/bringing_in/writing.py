"""Writing the same sheets: an empty template with explanations, or a register's lines as a file."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.organs.models import Section
from gongkai.registers.declared.shapes import FieldKind
from gongkai.registers.models import Entry
from gongkai.reports.bringing_in.sheets import EXAMPLE, MARK, Column, Sheet

NOTES, CHOICES = "填写说明", "选项"
_ROWS = 5000  # prepared for filling in
_FORMATS = {FieldKind.DATE: "yyyy-mm-dd", FieldKind.AMOUNT: "0.00"}
_TEXT = "@"
_HEAD = Font(bold=True)
_SAMPLE = PatternFill("solid", fgColor="EEEEEE")
_NOTES = (
    "一行一条。带 * 的列必填，其余没有的留空；空白不会当作零。",
    "灰色的示例行导入时跳过，可以删去。",
    "日期写成 2020-03-01、2020年3月1日或 2020.3.1，或者用日期格式的单元格；不确定的日期不要填。",
    "金额以元为单位，只写数。编号、文号列请保持文本格式。",
    "工作表的名称和表头不要改；可以不用的列可以删去。不要合并单元格，不要带宏、密码。",
    "有一行有误，整份都不写入；改好后重新导入。已经导入的行再导入一次不会重复。",
)


def template(sheet: Sheet, file: IO[bytes]) -> None:
    """An empty sheet to fill in, with an example and a page of explanations."""
    book, page = _begun(sheet)
    page.append([EXAMPLE, *(sheet.example[column.field.key] for column in sheet.columns)])
    for cell in page[2]:
        cell.fill = _SAMPLE
    _explain(book, sheet)
    _offer_choices(book, page, sheet)
    for place, column in enumerate(sheet.columns, start=2):
        for row in page.iter_rows(min_row=2, max_row=200, min_col=place, max_col=place):
            row[0].number_format = _FORMATS.get(column.field.kind, _TEXT)
    book.save(file)


def export(sheet: Sheet, entries: Iterable[Entry], file: IO[bytes]) -> int:
    """The lines of a register under the headings of its template; says how many."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title)
    page.append([MARK, *(column.heading for column in sheet.columns)])
    total = 0
    for total, entry in enumerate(entries, start=1):
        page.append([total, *(_safe(page, shown(column, entry)) for column in sheet.columns)])
    book.save(file)
    return total


def shown(column: Column, entry: Entry) -> Any:
    """The value of a line as people read it: choices in words, days and amounts as such; None where blank."""
    field = column.field
    value = getattr(entry, field.key) if field.is_column else entry.data.get(field.key)
    if value is None or value == "":
        return None
    if column.choice is not None:
        return next((word for word, meaning in column.choice.values.items() if meaning == value), value)
    match value:
        case Entry():
            return value.number
        case Section():
            return value.name
        case str() if field.kind is FieldKind.DATE:
            return date.fromisoformat(value)
        case str() if field.kind is FieldKind.AMOUNT:
            return Decimal(value)
        case _:
            return value


def _safe(page: Any, value: Any) -> Any:
    """A text that begins like a formula stays a text."""
    if isinstance(value, str) and value.startswith("="):
        cell = WriteOnlyCell(page, value)
        cell.data_type = "s"
        return cell
    return value


def _begun(sheet: Sheet) -> tuple[Workbook, Any]:
    """A workbook whose first page is the sheet with its heading."""
    book = Workbook()
    page = book.active
    if page is None:
        raise TypeError("A new workbook has a page.")
    page.title = sheet.title
    page.append([MARK, *(column.heading for column in sheet.columns)])
    for place, cell in enumerate(page[1], start=1):
        cell.font = _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[get_column_letter(place)].width = 8 if place == 1 else 20
    page.freeze_panes = "B2"
    return book, page


def _explain(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(NOTES)
    page.append([f"“{sheet.title}”补录模板"])
    page.append([sheet.says])
    for note in _NOTES:
        page.append([note])
    page.append([])
    page.append(["列", "必填", "内容", "国家交换代码", "说明"])
    for column in sheet.columns:
        field = column.field
        says = field.help or ("见“选项”页" if column.choice else "")
        page.append([field.label, "是" if field.required else "", field.kind.label, field.code, says])
    for row in (1, 4 + len(_NOTES)):
        for cell in page[row]:
            cell.font = _HEAD
    for letter, width in (("A", 26), ("B", 8), ("C", 18), ("D", 18), ("E", 60)):
        page.column_dimensions[letter].width = width


def _offer_choices(book: Workbook, page: Any, sheet: Sheet) -> None:
    """Lists to choose from. They lie on a page of their own: a list within a cell may hold 255 signs only."""
    choices = [(place, column) for place, column in enumerate(sheet.columns, start=2) if column.choice]
    if not choices:
        return
    lists = book.create_sheet(CHOICES)
    for at, (place, column) in enumerate(choices, start=1):
        words = column.choice.words if column.choice else []
        for row, word in enumerate([column.field.label, *words], start=1):
            lists.cell(row, at, word)
        letter = get_column_letter(at)
        offered = DataValidation(
            type="list",
            formula1=f"'{CHOICES}'!${letter}$2:${letter}${len(words) + 1}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.field.label,
            error="请从列表里选。",
        )
        offered.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{_ROWS}")
        page.add_data_validation(offered)
