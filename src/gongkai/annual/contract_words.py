"""The exchange format's words for tables, rows and columns of an edition, both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of

Place = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class Words:
    """Per section: row and column keys ↔ words. Empty for a report without tables."""

    rows: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Mapping[str, str]]
    units: Mapping[str, Address]

    def place(self, table: str | None, row: str | None, column: str | None) -> dict[str, str | None]:
        """The three keys of a place as the format prints them. A key not of the form stays."""
        return {
            "table": table,
            "row": self.rows.get(table or "", {}).get(row or "", row),
            "column": self.columns.get(table or "", {}).get(column or "", column),
        }

    def keys(self, table: str | None, row: str | None, column: str | None) -> Place | None:
        """The place that three words name; None when the form has no such table, row or column."""
        if not self.rows:
            return table, row, column
        if table is None:
            return (None, None, None) if row is None and column is None else None
        row_key = None if row is None else self._row_keys.get((table, row))
        column_key = None if column is None else self._column_keys.get((table, column))
        known = table in self.rows and (row is None) == (row_key is None)
        return (table, row_key, column_key) if known and (column is None) == (column_key is None) else None

    @cached_property
    def _row_keys(self) -> dict[tuple[str, str], str]:
        return {(table, word): key for table, rows in self.rows.items() for key, word in rows.items()}

    @cached_property
    def _column_keys(self) -> dict[tuple[str, str], str]:
        return {
            (table, word): key for table, columns in self.columns.items() for key, word in columns.items()
        }

    def unit_key(self, address: Address) -> str:
        return f"{self.rows[address.table][address.row]}/{self.columns[address.table][address.column]}"

    def address_of_unit(self, key: str) -> Address | None:
        return self.units.get(key)


@cache
def words_of(edition: Edition | None) -> Words:
    if edition is None:
        return Words({}, {}, {})
    form = form_of(edition)
    rows = {s.key: {key: word for t in s.tables for key, word in t.row_names.items()} for s in form.sections}
    columns = {
        s.key: {key: word for t in s.tables for key, word in t.column_names.items()} for s in form.sections
    }
    units = {f"{rows[a.table][a.row]}/{columns[a.table][a.column]}": a for a in form.addresses}
    return Words(rows, columns, units)
