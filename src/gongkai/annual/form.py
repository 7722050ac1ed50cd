"""The shapes in which an edition of the annual report is declared.

Both axes of a table are `Line`s; header spans are derived from `parts`, never stored. Keys are English, unique
on an axis, never shown. `label` is the official wording; `name` is the word the exchange format uses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from gongkai.law.outcomes import Outcome, Standing
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route

Counted = Outcome | Standing | Applicant | Verdict | Route


class Edition(StrEnum):
    """The two official formats; the year of a report does not decide which one it uses."""

    E2019 = "2019"
    E2021 = "2021"


class Kind(StrEnum):
    """What a cell may hold."""

    COUNT = "count"  # an integer, not negative
    CHANGE = "change"  # an integer with a sign
    AMOUNT = "amount"  # an exact decimal, not negative, in the unit printed


class Address(NamedTuple):
    """A cell: the section's key (`table2`, `table3`, `table4`), the row's key, the column's key."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Line:
    """A heading of rows or columns when it has parts, otherwise one row or column of numbers."""

    key: str
    label: str
    parts: tuple["Line", ...] = ()
    of: tuple[Counted, ...] = ()
    kind: Kind = Kind.COUNT
    short: str | None = None  # the exchange format's shorter word; "" leaves it out
    also: tuple[str, ...] = ()  # other wordings met in published reports
    placed: tuple[str, ...] = ()  # wordings that mean this line only beside its neighbours
    unit: str | None = None  # the unit that the official label states

    @property
    def word(self) -> str:
        return self.label if self.short is None else self.short

    def leaves(self) -> Iterator["Line"]:
        """The lines that hold numbers, in printed order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def paths(self) -> Iterator[tuple["Line", ...]]:
        """For every leaf the headings down to it, itself last."""
        if not self.parts:
            yield (self,)
        for part in self.parts:
            for path in part.paths():
                yield (self, *path)


@dataclass(frozen=True, slots=True)
class Balance:
    """The left keys add up to the right keys, in every line of the other axis. `says` is the form's sentence."""

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class Table:
    """Rows × columns. With `across` the rows are printed side by side as groups of columns (table 四)."""

    key: str
    title: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    row_balances: tuple[Balance, ...] = ()
    column_balances: tuple[Balance, ...] = ()
    across: bool = False
    corner: str = ""  # what the head of the label columns says

    @cached_property
    def row_leaves(self) -> tuple[Line, ...]:
        return tuple(leaf for line in self.rows for leaf in line.leaves())

    @cached_property
    def column_leaves(self) -> tuple[Line, ...]:
        return tuple(leaf for line in self.columns for leaf in line.leaves())

    @cached_property
    def row_names(self) -> dict[str, str]:
        """Row key → the row's path in the exchange format."""
        return _names(self.rows)

    @cached_property
    def column_names(self) -> dict[str, str]:
        return {leaf.key: leaf.word for leaf in self.column_leaves}

    def kind(self, row: str, column: str) -> Kind:
        """The kind of a cell: the column's where it says more than COUNT, else the row's."""
        by_column = next(leaf.kind for leaf in self.column_leaves if leaf.key == column)
        by_row = next(leaf.kind for leaf in self.row_leaves if leaf.key == row)
        return by_column if by_column is not Kind.COUNT else by_row


def _names(lines: tuple[Line, ...]) -> dict[str, str]:
    return {
        path[-1].key: "/".join(line.word for line in path if line.word)
        for line in lines
        for path in line.paths()
    }


@dataclass(frozen=True)
class Section:
    """A chapter's tables, stacked in one printed grid. The key is the exchange format's: table2, table3, table4."""

    key: str
    chapter: str  # 二, 三, 四
    title: str
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Form:
    """One edition: its sections with tables; chapters of prose are declared in `chapters`."""

    edition: Edition
    title: str
    sections: tuple[Section, ...]

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every cell of the form in printed order."""
        return tuple(
            Address(section.key, row.key, column.key)
            for section in self.sections
            for table in section.tables
            for row in table.row_leaves
            for column in table.column_leaves
        )

    @cached_property
    def _tables(self) -> dict[tuple[str, str], Table]:
        return {
            (section.key, row.key): table
            for section in self.sections
            for table in section.tables
            for row in table.row_leaves
        }

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def table(self, address: Address) -> Table:
        """The table a cell stands in. Raises KeyError for an address that is not of this form."""
        return self._tables[address.table, address.row]

    def kind(self, address: Address) -> Kind:
        return self.table(address).kind(address.row, address.column)

    def names(self, address: Address) -> tuple[str, str]:
        """The exchange format's words for a cell's row and column."""
        table = self.table(address)
        return table.row_names[address.row], table.column_names[address.column]
