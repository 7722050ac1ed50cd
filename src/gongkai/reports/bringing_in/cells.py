"""One cell of a spreadsheet as a value of its column. What is not certain is refused, never guessed.

No sentence repeats what a cell holds, but a day or an error value: a phone number may stand in a wrong column.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import ERROR_CODES

from gongkai.organs.models import Section
from gongkai.records.printed import identity
from gongkai.registers import amounts
from gongkai.registers.declared.shapes import FieldKind
from gongkai.registers.models import Entry
from gongkai.reports.bringing_in.sheets import Column

_DATE = re.compile(r"(\d{4})([-./年])(\d{1,2})([-./月])(\d{1,2})(日?)")
_DATE_MARKS = ("--", "..", "//", "年月日")
_PLAIN_FORMATS = ("General", "@", "0")
_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number


class Doubtful(ValueError):  # noqa: N818  named for what it is
    """A cell that cannot be read with certainty; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a spreadsheet holds in one place: the value as stored, how it is shown, whether it is an error."""

    value: Any
    shown_as: str = "General"
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What names in a file may mean for the organ."""

    items: Mapping[str, Entry]  # by the identity of their numbers
    sections: Mapping[str, Section]


def value_of(cell: Cell, column: Column, known: Known) -> Any:
    """The typed value, None for a blank cell. Raises Doubtful."""
    if cell.is_error:
        what = f"（{cell.value}）" if cell.value in ERROR_CODES else ""
        raise Doubtful(f"“{column.field.label}”是错误值{what}，请改成正确的值。")
    if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
        return None
    if isinstance(cell.value, bool):
        raise Doubtful(f"“{column.field.label}”是真假值，请改成文字或数。")
    match column.field.kind:
        case FieldKind.DATE:
            return _date(cell, column)
        case FieldKind.AMOUNT:
            return _amount(cell, column)
        case _:
            return _meaning(_text(cell, column), column, known)


def _date(cell: Cell, column: Column) -> date:
    label = column.field.label
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if not isinstance(cell.value, str):
        raise Doubtful(f"“{label}”是一个数，看不出是哪一天；请把单元格设成日期，或写成 2020-03-01。")
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell.value))
    found = _DATE.fullmatch(text)
    if found is None or found[2] + found[4] + found[6] not in _DATE_MARKS:
        raise Doubtful(f"“{label}”不能确定是哪一天；请写成 2020-03-01、2020年3月1日或 2020.3.1。")
    try:
        return date(int(found[1]), int(found[3]), int(found[5]))
    except ValueError as problem:
        raise Doubtful(f"“{label}”写作“{text}”，没有这一天。") from problem


def _amount(cell: Cell, column: Column) -> Decimal:
    label = column.field.label
    if isinstance(cell.value, int):
        return Decimal(cell.value)
    if isinstance(cell.value, float):
        return Decimal(format(cell.value, f".{_EXACT_DIGITS}g"))
    if isinstance(cell.value, str):
        if (amount := amounts.read(cell.value)) is not None:
            return amount
        raise Doubtful(f"“{label}”不能确定是多少；请只写数，单位是元。")
    raise Doubtful(f"“{label}”应是数，单位是元。")


def _text(cell: Cell, column: Column) -> str:
    label, value = column.field.label, cell.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float):
        if isinstance(value, float) and not value.is_integer():
            raise Doubtful(f"“{label}”是带小数的数，可能丢了末尾的零；请把单元格设成文本再填。")
        text = str(int(value))
        if len(text) > _EXACT_DIGITS:
            raise Doubtful(f"“{label}”是超过15位的数，表格软件只保留15位；请把单元格设成文本再填。")
        if cell.shown_as not in _PLAIN_FORMATS:
            raise Doubtful(f"“{label}”是按特定格式显示的数，与看到的可能不同；请把单元格设成文本再填。")
        return text
    raise Doubtful(f"“{label}”被表格软件当作日期或时间；请把单元格设成文本再填。")


def _meaning(text: str, column: Column, known: Known) -> Any:
    label = column.field.label
    if column.choice is not None:
        if text not in column.choice.values:
            words = "、".join(column.choice.words)
            raise Doubtful(f"“{label}”写的不在选项里；只能是：{words}。")
        return column.choice.values[text]
    if column.field.kind is FieldKind.ITEM:
        if identity(text) not in known.items:
            raise Doubtful(f"“{label}”：本机关的权责事项里没有这个编码；请先补录权责事项。")
        return known.items[identity(text)]
    if column.field.kind is FieldKind.SECTION:
        if text not in known.sections:
            raise Doubtful(f"“{label}”：本机关没有这个科室；请先登记科室，或者留空。")
        return known.sections[text]
    return text
