"""How a report lies in JSON columns, and back without loss.

Cells: {table: {"row/column": value}} with the keys of the form (which contain no "/"). An integer is one in
JSON too, a decimal its text, a printed blank null; a cell that the source does not show is absent. What must
keep its order is a list, because a database may sort the keys of an object.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongkai.annual.form import Address, Edition, Form
from gongkai.annual.forms import form_of
from gongkai.annual.report import Chapter, Report, Trace, Unread, Value

Nested = dict[str, dict[str, Any]]


def columns(report: Report) -> dict[str, Any]:
    """The values of the JSON columns for a report."""
    return {
        "cells": _nest({address: _plain(value) for address, value in report.cells.items()}),
        "units": _nest(report.units),
        "chapters": [
            {"chapter": key, "title": chapter.title, "text": chapter.text}
            for key, chapter in report.chapters.items()
        ],
        "unread": [
            {
                "table": it.table,
                "row": it.row,
                "column": it.column,
                "at": it.at,
                "text": it.text,
                "why": it.why,
            }
            for it in report.unread
        ],
        "trace": [{"cell": [*it.address], "raw": it.raw, "at": it.at} for it in report.trace],
    }


def report_of(row: Any, organ: str | None) -> Report:
    """The report in a row with `year`, `edition` ("" where it is not known) and the JSON columns."""
    edition = Edition(row.edition) if row.edition else None
    form = form_of(edition) if edition else None
    return Report(
        organ=organ,
        year=row.year,
        edition=edition,
        cells=cells_of(form, row.cells) if form else {},
        units=units_of(form, row.units) if form else {},
        chapters=chapters_of(row.chapters),
        unread=unread_of(row.unread),
        trace=trace_of(row.trace),
    )


def cells_of(form: Form, nested: Nested) -> dict[Address, Value]:
    """The cells in the order of the form. Raises ValueError for a cell that the form does not have."""
    return {address: _value(value) for address, value in _flat(form, nested).items()}


def units_of(form: Form, nested: Nested) -> dict[Address, str]:
    return {address: str(unit) for address, unit in _flat(form, nested).items()}


def chapters_of(listed: list[dict[str, str]]) -> dict[str, Chapter]:
    return {each["chapter"]: Chapter(each["title"], each["text"]) for each in listed}


def unread_of(listed: list[dict[str, Any]]) -> tuple[Unread, ...]:
    return tuple(Unread(**each) for each in listed)


def trace_of(listed: list[dict[str, Any]]) -> tuple[Trace, ...]:
    return tuple(Trace(Address(*each["cell"]), each["raw"], each["at"]) for each in listed)


def _nest(values: Mapping[Address, Any]) -> Nested:
    nested: Nested = {}
    for (table, row, column), value in values.items():
        nested.setdefault(table, {})[f"{row}/{column}"] = value
    return nested


def _flat(form: Form, nested: Nested) -> dict[Address, Any]:
    found = {
        Address(table, *key.split("/")): value
        for table, cells in nested.items()
        for key, value in cells.items()
    }
    if strangers := found.keys() - set(form.addresses):
        raise ValueError(f"The form of {form.edition} has no cell {sorted(strangers)[0]}.")
    return {address: found[address] for address in form.addresses if address in found}


def _plain(value: Value) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _value(value: int | str | None) -> Value:
    return Decimal(value) if isinstance(value, str) else value
