"""The annual report as the records give it: every cell with its rule, and the way back to what is behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from gongkai.annual.amounts import amounts_of
from gongkai.annual.check import check
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import edition_for, form_of
from gongkai.annual.report import Finding, Report, Value
from gongkai.annual.tally import tally
from gongkai.base import scope
from gongkai.cases.models import Request
from gongkai.organs.models import Organ
from gongkai.organs.queries import name_in
from gongkai.registers import queries as registers
from gongkai.registers.measures import MEASURES
from gongkai.registers.models import AttestedCount, Entry
from gongkai.remedies.models import Remedy
from gongkai.reports import counting
from gongkai.reports.rules import rule

PROACTIVE = "table2"
UNIT = "万元"


@dataclass(frozen=True, slots=True)
class CompiledCell:
    """A figure and how it is counted. None: the records say nothing, which is no zero."""

    value: Value
    rule: str


@dataclass(frozen=True)
class Compiled:
    """What the records of an organ give for a year, in one edition of the form."""

    organ: Organ
    year: int
    edition: Edition
    cells: Mapping[Address, CompiledCell]
    unconfirmed: int  # requests that arrived and were never confirmed as received: in no cell
    doubled: Mapping[Address, Sequence[str]]  # sections that attest a figure and have lines of it too

    @cached_property
    def report(self) -> Report:
        """The cells as the pure packages know a report; amounts are in 万元."""
        cells = {address: cell.value for address, cell in self.cells.items()}
        units = {address: UNIT for address in amounts_of(self.edition) if cells.get(address) is not None}
        return Report(name_in(self.organ, self.year), self.year, self.edition, cells, units)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the cells alone: there is no prose yet."""
        return tuple(check(self.report))


@dataclass(frozen=True, slots=True)
class Behind:
    """What a cell rests on: only the kinds of record that its table is made of are not None."""

    rule: str
    requests: "QuerySet[Request] | None" = None
    remedies: "QuerySet[Remedy] | None" = None
    entries: "QuerySet[Entry] | None" = None
    counts: "QuerySet[AttestedCount] | None" = None


def compile_report(organ: Organ, year: int, edition: Edition | None = None) -> Compiled:
    """Tables 二, 三 and 四 from the records as they are now. Without an edition the one prescribed for the year.

    Raises ValueError before 2019: there is no form.
    """
    edition = edition or edition_for(year)
    form = form_of(edition)
    with scope.organ(organ):
        tallied = tally(form, year, counting.request_facts(year), counting.remedy_facts(year))
        measures = [measure_of(address) for address in form.addresses if address.table == PROACTIVE]
        counted = registers.counted(organ, year, measures)
        unconfirmed = counting.unconfirmed(year).count()
    cells: dict[Address, CompiledCell] = {}
    doubled = {}
    for address in form.addresses:
        if address.table == PROACTIVE:
            measure = measure_of(address)
            value = counted[measure].value
            tidied = registers.tidy(value) if isinstance(value, Decimal) else value
            cells[address] = CompiledCell(tidied, _measured(measure))
            if counted[measure].doubled:
                doubled[address] = [name or organ.short_name for name in counted[measure].doubled]
        else:
            cells[address] = CompiledCell(tallied[address], rule(form, year, address))
    return Compiled(organ, year, edition, cells, unconfirmed, doubled)


def behind(organ: Organ, year: int, edition: Edition, address: Address) -> Behind:
    """The very rows that a cell counts. Raises KeyError for an address that is not of the form."""
    form = form_of(edition)
    form.table(address)
    with scope.organ(organ):
        if address.table == PROACTIVE:
            measure = measure_of(address)
            found = registers.behind(MEASURES[measure], organ, year)
            return Behind(_measured(measure), entries=found.entries, counts=found.counts)
        says = rule(form, year, address)
        if address.table == "table4":
            return Behind(says, remedies=counting.remedies_behind(form, year, address))
        return Behind(says, requests=counting.requests_behind(form, year, address))


def measure_of(address: Address) -> str:
    """The measure that a cell of table 二 shows."""
    return f"{address.row}.{address.column}"


def _measured(measure: str) -> str:
    declared = MEASURES[measure]
    return f"{declared.rule.rstrip('。')}（{declared.cite}）。"
