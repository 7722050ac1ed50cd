"""The declared balances of a form, spelled out: one identity for every line of the other axis."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.annual.form import Address, Balance, Edition, Section, Table
from gongkai.annual.forms import form_of
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Value


@dataclass(frozen=True, slots=True)
class Identity:
    """The left cells add up to the right cells. With one right cell that cell is the total, and the place."""

    balance: Balance
    left: tuple[Address, ...]
    right: tuple[Address, ...]
    table: str
    row: str | None
    column: str | None
    where: str  # the place in the form's words

    @property
    def total(self) -> Address | None:
        return self.right[0] if len(self.right) == 1 else None


@cache
def identities_of(edition: Edition) -> tuple[Identity, ...]:
    return tuple(
        identity
        for section in form_of(edition).sections
        for table in section.tables
        for identity in (*_down(section, table), *_across(section, table))
    )


@cache
def totals_of(edition: Edition) -> dict[Address, tuple[Identity, ...]]:
    """Every cell that is a total → the identities whose total it is."""
    totals: dict[Address, tuple[Identity, ...]] = {}
    for identity in identities_of(edition):
        if identity.total is not None:
            totals[identity.total] = (*totals.get(identity.total, ()), identity)
    return totals


def owed(address: Address, cells: Mapping[Address, Value], edition: Edition) -> bool:
    """A blank total over parts that have values: the sum is owed, so the blank is not nothing."""
    if address not in cells or cells[address] is not None:
        return False
    parts = [part for identity in totals_of(edition).get(address, ()) for part in identity.left]
    return any(cells.get(part) is not None for part in parts)


def _down(section: Section, table: Table) -> list[Identity]:
    def cells(keys: tuple[str, ...], column: str) -> tuple[Address, ...]:
        return tuple(Address(section.key, key, column) for key in keys)

    return [
        Identity(
            balance,
            cells(balance.left, column),
            cells(balance.right, column),
            section.key,
            balance.right[0] if len(balance.right) == 1 else None,
            column,
            f"{TABLE_WORDS[section.key]}“{word}”列",
        )
        for balance in table.row_balances
        for column, word in table.column_names.items()
    ]


def _across(section: Section, table: Table) -> list[Identity]:
    def cells(keys: tuple[str, ...], row: str) -> tuple[Address, ...]:
        return tuple(Address(section.key, row, key) for key in keys)

    return [
        Identity(
            balance,
            cells(balance.left, row),
            cells(balance.right, row),
            section.key,
            row,
            balance.right[0] if len(balance.right) == 1 else None,
            f"{TABLE_WORDS[section.key]}“{word}”{'组' if table.across else '行'}",
        )
        for balance in table.column_balances
        for row, word in table.row_names.items()
    ]
