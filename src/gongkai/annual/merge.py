"""Adding reports up: every cell as printed, totals too, nothing recomputed; who lacks what is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gongkai.annual import contract, marks
from gongkai.annual.amounts import amounts_of, unit_of
from gongkai.annual.contract_words import words_of
from gongkai.annual.form import Address, Form
from gongkai.annual.identities import owed
from gongkai.annual.merge_sources import Source, common_form, doubtful_cells, notes_on
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Finding, Report, Unread, Value


@dataclass(frozen=True, slots=True)
class Missing:
    """What a source does not show or could not be read: a table (row and column None), a row, or a cell."""

    source: str
    table: str
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class Merged:
    """The sum as a report of its own, its sources, what they lack, and remarks for people.

    `report` holds sums of those sources that show a cell; `partial` names the cells that a source with the table
    does not show, or leaves blank over its parts, `owing` those sources. Whoever passes numbers on without their marks
    takes `known`.
    """

    report: Report
    partial: Mapping[Address, Unread]
    owing: Mapping[Address, Sequence[str]]
    sources: tuple[Source, ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]

    def addends(self, address: Address) -> tuple[tuple[Source, Value], ...]:
        """The sources that show a cell and what each prints, in the order of the sources."""
        return tuple(
            (source, source.report.cells[address])
            for source in self.sources
            if address in source.report.cells and address not in doubtful_cells(source.report)
        )

    def lacks(self, address: Address) -> bool:
        """True when a source does not show the cell or it could not be read there."""
        return address in self._lacking

    @cached_property
    def _lacking(self) -> frozenset[Address]:
        assert self.report.form is not None  # noqa: S101  a sum always has a form
        return frozenset(a for a in self.report.form.addresses if len(self.addends(a)) < len(self.sources))

    def known(self, organ: str | None = None) -> Report:
        """The sum as a report whose doubtful cells have no value: the unread entry of a cell of `partial` gives the
        sum of the others. A table that a source lacks has an entry of its own."""
        lacking = tuple(
            Unread(item.table, None, None, "", item.source, f"没有{TABLE_WORDS[item.table]}，汇总的数不含它")
            for item in self.missing
            if item.row is None and any(address.table == item.table for address in self.report.cells)
        )
        return replace(
            self.report,
            organ=organ,
            cells={a: None if a in self.partial else value for a, value in self.report.cells.items()},
            units={a: unit for a, unit in self.report.units.items() if a not in self.partial},
            unread=(*self.report.unread, *lacking),
        )

    @property
    def complete(self) -> bool:
        """Every cell of the form is in the sum, and every source shows each row of it."""
        return self.report.complete and not any(item.column is None for item in self.missing)

    def missing_sentences(self) -> list[str]:
        """A sentence for every entry of `missing`."""
        return [item.source + self._lack(item) for item in self.missing]

    def missing_by_source(self) -> list[str]:
        """A sentence for every source that lacks something: all that it lacks."""
        lacks: dict[str, list[str]] = {}
        for item in self.missing:
            lacks.setdefault(item.source, []).append(self._lack(item))
        return [
            f"{source}：{'；'.join(said.removeprefix('的') for said in each)}"
            for source, each in lacks.items()
        ]

    def _lack(self, item: Missing) -> str:
        place = words_of(self.report.edition).place(item.table, item.row, item.column)
        table = TABLE_WORDS[item.table]
        if item.row is None:
            return f"没有{table}"
        if item.column is None:
            return f"的{table}没有“{place['row']}”"
        return f"的{table}“{place['row']}”的“{place['column']}”缺失或未能读出"

    def dump(self, findings: Iterable[Finding] = (), organ: str | None = None) -> dict[str, Any]:
        """`known` in the exchange format with three keys more: sources, missing, notes."""
        words = words_of(self.report.edition)
        return contract.dump(self.known(organ), findings) | {
            "complete": self.complete,
            "sources": [
                {"name": source.name, "organ": source.report.organ, "year": source.report.year}
                for source in self.sources
            ],
            "missing": [
                {"source": item.source, **words.place(item.table, item.row, item.column)}
                for item in self.missing
            ],
            "notes": list(self.notes),
        }


def merge(sources: Sequence[Source]) -> Merged:
    """Add reports of one edition. Blanks add nothing; a cell blank everywhere stays blank.

    Where a source shows the table but not the cell, or leaves a total blank over its parts, the sum is that of
    the others and an unread entry says so: no balance may rest on it.

    Amounts are added only when all state the same unit. Raises MergeRefused for no reports, reports without
    tables, mixed editions or a report given twice.
    """
    form = common_form(sources)
    years = sorted({source.report.year for source in sources if source.report.year is not None})
    cells: dict[Address, Value] = {}
    units: dict[Address, str] = {}
    unread: list[Unread] = []
    partial: dict[Address, Unread] = {}
    owing: dict[Address, Sequence[str]] = {}
    doubtful = [doubtful_cells(source.report) for source in sources]
    tables = [{address.table for address in source.report.cells} for source in sources]
    amounts = amounts_of(form.edition)
    for address in form.addresses:
        addends = [
            (source, source.report.cells[address])
            for source, unknown in zip(sources, doubtful, strict=True)
            if address in source.report.cells and address not in unknown
        ]
        if not addends:
            continue
        values = [(source, value) for source, value in addends if value is not None]
        total = sum(value for _, value in values) if values else None
        stated = {unit_of(source.report, address) for source, _ in values} if address in amounts else {None}
        unit = stated.pop() if len(stated) == 1 else None
        whose = [
            source.name
            for source, unknown, shown in zip(sources, doubtful, tables, strict=True)
            if address.table in shown and _owes(source.report, address, unknown, form)
        ]
        if address in amounts and len(values) > 1 and unit is None:
            cells[address] = None
            unread.append(_not_added(address, values))
            continue
        cells[address] = total
        if unit is not None and unit != amounts[address]:
            units[address] = unit
        if whose:
            owing[address] = whose
            said = "" if total is None else f"{total}{unit or ''}"
            partial[address] = _incomplete_sum(address, whose, said)
            unread.append(partial[address])
    return Merged(
        Report(None, years[0] if len(years) == 1 else None, form.edition, cells, units, unread=tuple(unread)),
        partial,
        owing,
        tuple(sources),
        tuple(item for source in sources for item in _missing(source, form)),
        tuple(notes_on(sources, years)),
    )


def _owes(report: Report, address: Address, unknown: set[Address], form: Form) -> bool:
    """The report has the table but not this cell, or left a total blank over its parts."""
    return address not in report.cells or address in unknown or owed(address, report.cells, form.edition)


def _incomplete_sum(address: Address, whose: Sequence[str], total: str) -> Unread:
    why = f"{'、'.join(whose)}没有这一格、没有读准，或各项有数而合计空白；这里只是其余报告之和"
    return Unread(*address, at="", text=total, why=why)


def _not_added(address: Address, values: Sequence[tuple[Source, Value]]) -> Unread:
    parts = "，".join(
        f"{source.name}：{value}{unit_of(source.report, address) or '（未写单位）'}"
        for source, value in values
    )
    why = f"各份报告的金额单位不一致或没有写明，不能相加（{parts}）"
    return Unread(*address, at="", text=marks.NOT_ADDED, why=why)


def _missing(source: Source, form: Form) -> Iterable[Missing]:
    known = set(source.report.cells) - doubtful_cells(source.report)
    for section in form.sections:
        if not any(address.table == section.key for address in source.report.cells):
            yield Missing(source.name, section.key)
            continue
        for table in section.tables:
            for row in table.row_names:
                addresses = [Address(section.key, row, column) for column in table.column_names]
                lacking = [address for address in addresses if address not in known]
                if len(lacking) == len(addresses):
                    yield Missing(source.name, section.key, row)
                else:
                    yield from (Missing(source.name, *address) for address in lacking)
