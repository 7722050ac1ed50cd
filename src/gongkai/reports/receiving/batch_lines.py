"""Each file of a batch and where it stands. Needs the organ's scope."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from gongkai.annual.places import TABLE_WORDS
from gongkai.base.clock import now
from gongkai.reports.models import Answer, Batch, CellCorrection, FileReading, ReceivedFile, ReceivedReport
from gongkai.reports.receiving.corrected import doubts, in_force, open_doubts
from gongkai.reports.receiving.queries import LARGE, waiting

SILENCE = datetime.timedelta(minutes=2)  # after which a job is asked after


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
    by_pk = {row.pk: row for row in readings.defer(*LARGE)}
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
