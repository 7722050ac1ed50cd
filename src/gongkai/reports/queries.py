"""Reads of annual reports. Which rows there are follows from the scope: in a request the published ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.annual.check import check
from gongkai.annual.merge import Merged, merge
from gongkai.annual.merge_sources import Source
from gongkai.annual.report import Finding, Report
from gongkai.organs import queries as organs
from gongkai.organs.models import Organ
from gongkai.reports.models import AnnualReport, Snapshot
from gongkai.reports.snapshots import Changed, changes

__all__ = [
    "Changed",
    "Checked",
    "Summed",
    "by_organ",
    "changes",
    "checked",
    "listed",
    "one",
    "snapshots",
    "summed",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """A stored report, the same as facts, and what today's checks find."""

    row: AnnualReport
    report: Report
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Summed:
    """Reports added up: the rows, the sum with its sources in the same order, the findings."""

    rows: tuple[AnnualReport, ...]
    merged: Merged
    findings: tuple[Finding, ...]


def listed() -> QuerySet[AnnualReport]:
    """All reports of the scope with their organ, newest year first."""
    rows: QuerySet[AnnualReport] = AnnualReport.objects.select_related("organ")
    return rows.annotate(name_then=organs.name_at_end_of("year"))


def by_organ(organ: Organ) -> QuerySet[AnnualReport]:
    """One organ's reports, newest year first."""
    return listed().filter(organ=organ)


def one(slug: str, year: int) -> AnnualReport:
    """The report of an organ, by its web name of today or a former one. Raises ObjectDoesNotExist."""
    return listed().get(organ=organs.by_slug(slug), year=year)


def checked(row: AnnualReport) -> Checked:
    """The report with its findings, computed now."""
    report = row.facts()
    return Checked(row, report, tuple(check(report)))


def summed(rows: Iterable[AnnualReport]) -> Summed:
    """Add reports up, each cell as printed. Raises MergeRefused: none given, or of different editions."""
    rows = tuple(rows)
    merged = merge([Source(str(row), row.facts()) for row in rows])
    return Summed(rows, merged, tuple(check(merged.known())))


def snapshots(organ: Organ, year: int | None = None) -> QuerySet[Snapshot]:
    """An organ's snapshots, newest first; of one year, or of all."""
    rows: QuerySet[Snapshot] = Snapshot.objects.filter(organ=organ).select_related("organ", "by")
    rows = rows.defer("behind")  # may be long, and is asked for by `changes` alone
    return rows if year is None else rows.filter(year=year)
