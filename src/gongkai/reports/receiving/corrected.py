"""A report with what officers corrected by hand, and what is still in doubt."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import form_of
from gongkai.annual.report import Finding, Report, Unread, Value
from gongkai.reports.models import CellCorrection, Says

InForce = Mapping[Address, CellCorrection]


@dataclass(frozen=True, slots=True)
class Doubts:
    """What must be looked at before a report is kept: `cells` of the form, and `loose` what has no cell."""

    cells: Mapping[Address, tuple[Unread, ...]]
    loose: tuple[Unread, ...]

    def __len__(self) -> int:
        return len(self.cells) + len(self.loose)


def in_force(rows: Iterable[CellCorrection]) -> dict[Address, CellCorrection]:
    """The correction that holds for each cell: the last one that was not undone. Rows in their order."""
    rows = list(rows)
    undone = {row.undoes_id for row in rows}
    return {row.address: row for row in rows if row.says != Says.UNDO and row.pk not in undone}


def doubts(report: Report) -> Doubts:
    """What a reading leaves in doubt: what it says was not read, and holes in rows that it did read."""
    known = set(report.form.addresses) if report.form else set()
    cells: dict[Address, tuple[Unread, ...]] = {}
    loose = []
    for item in report.unread:
        address = Address(item.table or "", item.row or "", item.column or "")
        if address in known:
            cells[address] = (*cells.get(address, ()), item)
        else:
            loose.append(item)
    for address in _holes(report):
        cells.setdefault(
            address, (Unread(*address, at="", text="", why=_("原件中没有这一格，或者无法确定它的位置")),)
        )
    return Doubts(cells, tuple(loose))


def _holes(report: Report) -> list[Address]:
    """Cells without a value in rows of which others have one."""
    if report.form is None:
        return []
    rows = {(address.table, address.row) for address in report.cells}
    return [
        address
        for address in report.form.addresses
        if (address.table, address.row) in rows and address not in report.cells
    ]


def holding(
    rows: Iterable[CellCorrection], found: Doubts, read_at: datetime.datetime
) -> dict[Address, CellCorrection]:
    """The corrections in force that still say something of a reading made at `read_at`.

    That a cell cannot be read is no longer so where a later reading reads it without doubt.
    """
    return {
        address: row
        for address, row in in_force(rows).items()
        if row.says != Says.UNREADABLE or address in found.cells or row.created_at >= read_at
    }


def open_doubts(found: Doubts, corrections: InForce) -> list[Address]:
    """The cells in doubt of which no officer has said anything yet."""
    return [address for address in found.cells if address not in corrections]


def corrected(report: Report, corrections: InForce) -> Report:
    """The report as the officers say it is. A cell accepted as unreadable has no value and stays unread."""
    if report.form is None:
        return report
    known = {address: row for address, row in corrections.items() if address in set(report.form.addresses)}
    cells = dict(report.cells)
    for address, row in known.items():
        if row.says != Says.UNREADABLE:
            cells[address] = value_of(row)
        elif address in cells:
            cells[address] = None
    settled = {address for address, row in known.items() if row.says != Says.UNREADABLE}
    unread = [item for item in report.unread if (item.table, item.row, item.column) not in settled]
    told = {(item.table, item.row, item.column) for item in unread}
    unread += [
        Unread(*address, at="", text=row.printed, why=_("人工核对：不能读准"))
        for address, row in known.items()
        if row.says == Says.UNREADABLE and address not in told
    ]
    ordered = {address: cells[address] for address in report.form.addresses if address in cells}
    return replace(report, cells=ordered, unread=tuple(unread))


def value_of(row: CellCorrection) -> Value:
    """What a correction puts into its cell."""
    if row.says != Says.VALUE:
        return None
    kind = form_of(Edition(row.edition)).kind(row.address)
    return Decimal(row.value) if kind is Kind.AMOUNT else int(row.value)


def printed(report: Report, address: Address) -> str:
    """What the source prints in a cell, as the reading saw it; "" for a blank or what it does not show."""
    for trace in report.trace:
        if trace.address == address:
            return trace.raw
    return next((item.text for item in report.unread if (item.table, item.row, item.column) == address), "")


def finding_key(finding: Finding) -> str:
    """By what a verdict knows its finding again: code, place, and what both sides mean however it is written."""
    sides = [_side(finding.left), _side(finding.right)]
    if sides == [None, None]:
        sides = [finding.says]  # several may have one code and no place
    parts = [finding.code, finding.table, finding.row, finding.column, *sides]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _side(value: Value | str) -> Any:
    if isinstance(value, str):
        return value.strip()
    return None if value is None else format(Decimal(value).normalize(), "f")
