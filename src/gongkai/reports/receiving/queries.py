"""Reads of what was handed in. Needs the organ's scope."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from gongkai.annual.check import check
from gongkai.annual.compare import Change, differences
from gongkai.annual.form import Address
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Finding, Report, Severity
from gongkai.base.clock import now
from gongkai.reports.models import (
    Answer,
    Batch,
    CellCorrection,
    FileReading,
    FindingVerdict,
    ReceivedFile,
    ReceivedReport,
)
from gongkai.reports.receiving.corrected import (
    Doubts,
    corrected,
    doubts,
    finding_key,
    holding,
    in_force,
    open_doubts,
)
from gongkai.reports.receiving.names import probably_one

SILENCE = datetime.timedelta(minutes=2)  # after which a job is asked after
_LARGE = ("cells", "units", "chapters", "unread", "trace", "document")


@dataclass(frozen=True, slots=True)
class Line:
    """One file of a batch and where it stands: its last reading, None while it waits for the first."""

    file: ReceivedFile
    reading: FileReading | None
    waits: bool
    since: datetime.datetime | None = None  # when a worker began with it, while that is at it
    open: int = 0  # doubts that nobody has settled yet
    kept: bool = False
    copy_of: str = ""  # the first file of the batch with this very content
    lacks: Sequence[str] = ()  # what the reading did not find: 机关名称, 年度, tables by their words
    same: Sequence[str] = ()  # other files of the batch with a report of this organ on this year

    @property
    def state(self) -> str:
        """refused · reading · waiting · read · doubtful · not-a-report · cannot-open"""
        if self.file.file_id is None:
            return "refused"
        if self.waits:
            return "reading" if self.since else "waiting"
        assert self.reading is not None  # noqa: S101  else it waits
        if self.reading.answer == Answer.READ:
            return "doubtful" if self.open else "read"
        return str(self.reading.answer)


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


def lines(batch: Batch) -> list[Line]:
    """Every file of a batch and where it stands."""
    last = FileReading.objects.filter(received=OuterRef("pk")).order_by("-number")
    files = list(
        ReceivedFile.objects.filter(batch=batch)
        .select_related("file")
        .annotate(read=Count("readings"), last=Subquery(last.values("pk")[:1]))
        .order_by("position")
    )
    readings = FileReading.objects.filter(pk__in=[file.last for file in files if file.last]).annotate(
        **{f"has_{table}": Q(cells__has_key=table) for table in TABLE_WORDS}
    )
    by_pk = {row.pk: row for row in readings.defer(*_LARGE)}
    given: dict[object, list[CellCorrection]] = {}
    for row in CellCorrection.objects.filter(received__batch=batch).order_by("number"):
        given.setdefault(row.received_id, []).append(row)
    by_pk |= {row.pk: row for row in readings.filter(received__in=given, doubts__gt=0).defer("document")}
    kept = set(ReceivedReport.objects.filter(received__batch=batch).values_list("received_id", flat=True))
    since = now() - SILENCE
    found = []
    for file in files:
        reading = by_pk.get(file.last)
        waits = file.file_id is not None and file.read < file.wanted
        alive = waits and file.taken_at is not None and file.taken_at > since
        left = _open(reading, given.get(file.pk, [])) if reading is not None else 0
        begun = file.taken_at if alive else None
        found.append(Line(file, reading, waits, begun, left, file.pk in kept, lacks=_lacks(reading)))
    return _twice(found)


def _lacks(reading: FileReading | None) -> Sequence[str]:
    if reading is None or reading.answer != Answer.READ:
        return ()
    there = {
        _("机关名称"): reading.printed_organ,
        _("年度"): reading.year,
        **{words: getattr(reading, f"has_{table}") for table, words in TABLE_WORDS.items()},
    }
    return [words for words, found in there.items() if not found]


def _twice(lines: Sequence[Line]) -> list[Line]:
    """Who hands in a whole county's files often has one twice."""
    contents: dict[str, Line] = {}
    reports: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        if line.file.file is not None:
            contents.setdefault(line.file.file.sha256, line)
        if whose := _whose(line):
            reports.setdefault(whose, []).append(line)
    found = []
    for line in lines:
        first = contents[line.file.file.sha256] if line.file.file is not None else line
        whose = _whose(line)
        others = [str(each.file) for each in reports[whose] if each is not line] if whose else []
        found.append(replace(line, copy_of=str(first.file) if first is not line else "", same=others))
    return found


def _whose(line: Line) -> tuple[str, int] | None:
    reading = line.reading
    if reading is None or not reading.printed_organ or reading.year is None:
        return None
    return reading.printed_organ, reading.year


def _open(reading: FileReading, given: Sequence[CellCorrection]) -> int:
    if not reading.doubts or not given:
        return int(reading.doubts)
    found = doubts(reading.facts())
    return len(open_doubts(found, in_force(given))) + len(found.loose)


def is_silent(batch: Batch) -> bool:
    """Whether files wait and no job has touched one for a while."""
    rows = waiting(batch)
    since = now() - SILENCE
    if batch.created_at > since or not rows.exists():
        return False
    return not ReceivedFile.objects.filter(batch=batch, taken_at__gt=since).exists()


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
    return rows.defer(*(name for name in _LARGE if name != "document"))


def changed(file: ReceivedFile) -> list[Change]:
    """What the last reading gives otherwise than the one before it."""
    rows = list(FileReading.objects.filter(received=file).order_by("-number")[:2])
    if len(rows) < 2 or Answer.READ not in (rows[0].answer, rows[1].answer):
        return []
    return differences(rows[1].facts(), rows[0].facts())
