"""Reads of what was handed in. Needs the organ's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from gongkai.annual.check import check
from gongkai.annual.compare import Change, differences
from gongkai.annual.form import Address
from gongkai.annual.report import Finding, Report, Severity
from gongkai.reports.models import (
    Answer,
    Batch,
    CellCorrection,
    FileReading,
    FindingVerdict,
    ReceivedFile,
    ReceivedReport,
)
from gongkai.reports.receiving.corrected import Doubts, corrected, doubts, finding_key, holding, open_doubts
from gongkai.reports.receiving.names import probably_one

LARGE = ("cells", "units", "chapters", "unread", "trace", "document")  # columns that a list goes without


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, by what it is known, and what was said of it, the last first."""

    finding: Finding
    key: str
    verdicts: Sequence[FindingVerdict]


@dataclass(frozen=True, slots=True)
class View:
    """A file that was read: as printed, as corrected, what is in doubt, what the checks find."""

    file: ReceivedFile
    reading: FileReading
    printed: Report
    report: Report
    doubts: Doubts
    open: Sequence[Address]
    corrections: Mapping[Address, CellCorrection]
    all_corrections: Sequence[CellCorrection]
    findings: Sequence[Judged]  # the gravest first
    former: Sequence[FindingVerdict]  # on findings that there are no more

    @property
    def mark(self) -> str:
        """Changes with every reading and correction: a form that was drawn before is out of date."""
        return f"{self.reading.number}.{len(self.all_corrections)}"


def waiting(batch: Batch | None = None) -> QuerySet[ReceivedFile]:
    """Files of which a reading is still owed, in their order."""
    rows: QuerySet[ReceivedFile] = ReceivedFile.objects.filter(file__isnull=False)
    if batch is not None:
        rows = rows.filter(batch=batch)
    return rows.annotate(read=Count("readings")).filter(read__lt=F("wanted")).order_by("batch", "position")


def is_owed(file: ReceivedFile) -> bool:
    """Whether a reading of this file waits to be done."""
    return file.file_id is not None and file.readings.count() < file.wanted


def batches() -> QuerySet[Batch]:
    """The batches, newest first, with how many files they have and how many of them are answered."""
    rows: QuerySet[Batch] = Batch.objects.select_related("by").order_by("-created_at", "pk")
    answered = Q(files__file__isnull=True) | Q(files__readings__isnull=False)
    return rows.annotate(
        count=Count("files", distinct=True), answered=Count("files", filter=answered, distinct=True)
    )


def last_reading(file: ReceivedFile) -> FileReading | None:
    """The reading that holds."""
    found: FileReading | None = FileReading.objects.filter(received=file).order_by("-number").first()
    return found


def corrections_of(file: ReceivedFile, address: Address) -> QuerySet[CellCorrection]:
    """What was said of one cell by hand, in order."""
    rows: QuerySet[CellCorrection] = CellCorrection.objects.filter(
        received=file, table=address.table, row=address.row, column=address.column
    )
    return rows.select_related("by", "undoes").order_by("number")


def mark_of(file: ReceivedFile, reading: FileReading, address: Address) -> str:
    """Changes with every reading and every correction of the cell."""
    last = corrections_of(file, address).last()
    return f"{reading.number}.{last.number if last else 0}"


def view(file: ReceivedFile, reading: FileReading) -> View:
    """Everything that is known of a file that was read."""
    rows = list(
        CellCorrection.objects.filter(received=file).select_related("by", "undoes").order_by("number")
    )
    printed = reading.facts()
    found = doubts(printed)
    given = holding(rows, found, reading.created_at)
    report = corrected(printed, given)
    said: dict[str, list[FindingVerdict]] = {}
    for verdict in FindingVerdict.objects.filter(received=file).select_related("by").order_by("-number"):
        said.setdefault(verdict.key, []).append(verdict)
    ranked = sorted(
        check(report, previous=_previous(report)), key=lambda each: list(Severity).index(each.severity)
    )
    findings = [Judged(each, key, said.get(key, ())) for each in ranked for key in [finding_key(each)]]
    known = {each.key for each in findings}
    former = [verdicts[0] for key, verdicts in said.items() if key not in known]
    return View(
        file, reading, printed, report, found, open_doubts(found, given), given, rows, findings, former
    )


def _previous(report: Report) -> Report | None:
    """Last year's report of the same organ, where it was received here."""
    if report.organ is None or report.year is None:
        return None
    row = standing(report.organ, report.year - 1)
    return None if row is None else row.facts()


def standing(about: str, year: int) -> ReceivedReport | None:
    """The received report of an organ on a year that stands."""
    found: ReceivedReport | None = ReceivedReport.objects.filter(
        about=about, year=year, superseded_at__isnull=True
    ).first()
    return found


def alike(about: str) -> list[str]:
    """Names of other organs with received reports that probably mean the same organ; none where a report of this
    very name was kept before, for then somebody has decided."""
    names = set(ReceivedReport.objects.order_by().values_list("about", flat=True).distinct())
    return [] if about in names else sorted(name for name in names if probably_one(name, about))


def reports() -> QuerySet[ReceivedReport]:
    """The received reports, those that stand and those that were superseded."""
    rows: QuerySet[ReceivedReport] = ReceivedReport.objects.select_related("by", "received")
    return rows.defer(*(name for name in LARGE if name != "document"))


def changed(file: ReceivedFile) -> list[Change]:
    """What the last reading gives otherwise than the one before it."""
    rows = list(FileReading.objects.filter(received=file).order_by("-number")[:2])
    if len(rows) < 2 or Answer.READ not in (rows[0].answer, rows[1].answer):
        return []
    return differences(rows[1].facts(), rows[0].facts())
