"""What was read of each cell, before it is known which edition the document uses."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.reading.items import Item
from gongkai.annual.reading.placed import Placed
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.values import Parsed, parse
from gongkai.annual.report import Unread, Value


@dataclass(slots=True)
class Reading:
    """One cell: its value or the reason why it is not known, as printed, and where. Never changed."""

    value: Value
    raw: str
    at: str
    unit: str | None = None
    why: str | None = None
    sure: float | None = None  # of a recogniser of pictures; None for printed text


@dataclass(slots=True)
class Readings:
    """The cells of one section, and what could not be placed in it."""

    table: str
    cells: dict[Address, Reading] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    editions: dict[Address, Edition] = field(
        default_factory=dict
    )  # where a cell's head belongs to one edition
    said: Said | None = None  # of which year it says that it is

    def take(self, row: Row, columns: Sequence[str], kinds: Sequence[Kind], placed: Placed) -> None:
        """Enter a row, placed or not."""
        if placed.why is not None:
            if not row.filled and not row.loose:
                self.unread.append(
                    Unread(self.table, row.word.key, None, row.label.at, row.label.text, placed.why)
                )
                return
            for column in columns:
                self.cells[Address(self.table, row.word.key, column)] = Reading(
                    None, row.text, row.label.at, why=placed.why
                )
            return
        found = [reading(cell, kind, row.label.at) for kind, cell in zip(kinds, placed.cells, strict=True)]
        if any(each.why for each in found):
            # What is not understood in one cell may belong to its neighbours: no blank of the row is certain.
            found = [
                replace(each, why=BESIDE) if each.why is None and each.value is None else each
                for each in found
            ]
        for column, each in zip(columns, found, strict=True):
            self.cells[Address(self.table, row.word.key, column)] = each

    def state_unit(self, row: str, column: str, unit: str) -> None:
        """The unit of the column's head, where the cell itself states none."""
        address = Address(self.table, row, column)
        known = self.cells.get(address)
        if known is not None and known.unit is None:
            self.cells[address] = replace(known, unit=unit)

    def doubt(self, row: str, column: str, why: str) -> None:
        """Take back a value that states no unit of its own."""
        address = Address(self.table, row, column)
        known = self.cells.get(address)
        if known is not None and known.unit is None and known.why is None:
            self.cells[address] = Reading(None, known.raw, known.at, why=why)

    def declined(self, why: str, without: Container[Address] = ()) -> "Readings":
        """The same cells, none of them known, but for those in `without`, which are left out."""
        cells = {
            address: replace(each, value=None, unit=None, why=why)
            for address, each in self.cells.items()
            if address not in without
        }
        return replace(self, cells=cells)

    def rows(self) -> Iterator[str]:
        yield from dict.fromkeys(address.row for address in self.cells)

    def blank(self, row: str) -> bool:
        """Whether nothing is printed in any cell of a row."""
        return not any(each.raw for address, each in self.cells.items() if address.row == row)


def reading(cell: Item | None, kind: Kind, at: str) -> Reading:
    """A placed cell as a reading; `at` is the row's place, for a blank."""
    if cell is None:
        return Reading(None, "", at)
    parsed: Parsed = parse(cell.text, kind)
    return Reading(parsed.value, cell.text, cell.at, parsed.unit, parsed.why)


BESIDE = "同一行有读不准的格，不能确定这一格是空白"
TWICE = "同一格在文中出现两次，数值不同"
BLANK_ONCE = "这一行在文中出现两次，一处没有找到它的单元格，不能确定另一处的空白是它的"
TWO_TABLES = "文中有两张数值不同的同名表（可能是两个年度或两个单位），不能确定以哪一张为准"
_SEVERAL = 3  # rows that two tables have in common before they count as two tables
_ALIKE = (
    5  # figures above zero that both print, for each one that differs, before they count as one table twice
)


def merged(all_readings: list[Readings], table: str) -> Readings:
    """One section out of all its appearances; those that contradict each other are declined, never mixed."""
    found = [each for each in all_readings if each.cells or each.unread]
    result = Readings(table)
    for each in found:
        result.unread += each.unread
        result.editions |= each.editions
    filled = [each for each in found if each.cells]
    if not filled:
        return result
    common = _common_rows(filled)
    clash = any(_clash(filled, row) for row in common)
    apart = clash and len(common) >= _SEVERAL and not _same_table(filled)
    lost = {each.row for each in result.unread if each.column is None}
    for each in filled:
        blank = {row for row in lost if row and each.blank(row)}
        for address, one in each.cells.items():
            known = result.cells.get(address)
            if apart:
                why: str | None = TWO_TABLES
            elif address.row in blank:
                why = BLANK_ONCE
            elif known is not None and not same(known, one):
                why = TWICE
            else:
                why = None
            if why:
                one = Reading(None, *_both(known, one), why=why)
            if known is None or why:
                result.cells[address] = one
    return result


def _both(known: Reading | None, one: Reading) -> tuple[str, str]:
    """What is printed in both places, and where."""
    if known is None or (known.raw, known.at) == (one.raw, one.at):
        return one.raw, one.at
    return " / ".join(filter(None, (known.raw, one.raw))), f"{known.at} / {one.at}"


def _same_table(filled: list[Readings]) -> bool:
    """Whether two appearances are one table printed twice with a slip: all their cells are read in both, and
    figures above zero agree far more often than they differ."""
    if len(filled) != 2 or filled[0].cells.keys() != filled[1].cells.keys():
        return False
    first, second = (each.cells for each in filled)
    if any(each.why for cells in (first, second) for each in cells.values()):
        return False
    differ = sum(not same(first[address], second[address]) for address in first)
    agree = sum(bool(first[address].value) and same(first[address], second[address]) for address in first)
    return agree >= _ALIKE * differ


def _common_rows(filled: list[Readings]) -> set[str]:
    seen: set[str] = set()
    common: set[str] = set()
    for each in filled:
        rows = set(each.rows())
        common |= seen & rows
        seen |= rows
    return common


def _clash(filled: list[Readings], row: str) -> bool:
    known: dict[Address, Reading] = {}
    for each in filled:
        for address, one in each.cells.items():
            if address.row == row and not same(known.setdefault(address, one), one):
                return True
    return False


def same(left: Reading, right: Reading) -> bool:
    return left.why is None and right.why is None and left.value == right.value and left.unit == right.unit
