"""The work of the job: each waiting file is read in a worker process, and told at once.

Every reading is a transaction of its own. A job that is taken up again finds what still waits. The files that were
with the reader when it broke off come last and one at a time, so that the next break names the one that does it;
a file with which it broke off again and again is given up.
"""

import datetime
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from gongkai.accounts.actor import System
from gongkai.annual.batch import Answer as Read
from gongkai.annual.batch import FileRead, read_files
from gongkai.annual.report import Report
from gongkai.base import scope
from gongkai.base.clock import now
from gongkai.base.refusal import Refused
from gongkai.records import files, log
from gongkai.records.bound import bound
from gongkai.records.files.names import extension
from gongkai.reports import stored
from gongkai.reports.models import Answer, Batch, FileReading, ReceivedFile
from gongkai.reports.receiving import queries, source
from gongkai.reports.receiving.corrected import doubts

READER = System("reports.read-file")
AT_ONCE = 2  # worker processes of one batch
MOST_TIMES = 3  # how often a file is given to the reader; the last two times by itself
TIME = datetime.timedelta(minutes=20)  # of one run; the rest is left to the next
_ANSWERS = {
    Read.READ: Answer.READ,
    Read.NOT_A_REPORT: Answer.NOT_A_REPORT,
    Read.CANNOT_OPEN: Answer.CANNOT_OPEN,
}
_PLAIN = re.compile(r"[a-z0-9]{1,8}")


def read_waiting(batch_id: str) -> tuple[int, bool]:
    """Read what waits in the batch. How many files were answered, and whether some still wait."""
    with scope.everywhere("reports: a job reads what an organ handed in"):
        batch = Batch.objects.select_related("organ").get(pk=batch_id)
    done = 0
    with scope.organ(batch.organ):
        with tempfile.TemporaryDirectory() as folder:
            taking = Taking(batch, Path(folder))
            done += _read(taking, taking.fresh(), AT_ONCE)
            for path in taking.suspects():
                done += _read(taking, [path], 1)
        left = queries.waiting(batch).exists()
    return done + taking.refused, left


def _read(taking: "Taking", paths: Iterable[Path], jobs: int) -> int:
    """Read the files and tell each answer; how many."""
    done = 0
    reads = read_files(
        paths,
        jobs=jobs,
        limits=settings.READ_LIMITS,
        keep_document=True,
        in_order=False,
        begun=taking.begun,
    )
    with closing(reads):  # its end ends the workers
        for read in reads:
            taking.tell(read)
            done += 1
    return done


class Taking:
    """Files on their way: laid down for the reader when it asks for the next one, taken away when it has answered."""

    def __init__(self, batch: Batch, folder: Path) -> None:
        self.refused = 0
        self._batch = batch
        self._folder = folder
        self._until = now() + TIME
        self._rows: dict[str, ReceivedFile] = {}

    def fresh(self) -> Iterator[Path]:
        """Files that were never given to the reader. It draws some dozens ahead of the one it is at."""
        return self._laid_down(queries.waiting(self._batch).filter(taken=0))

    def suspects(self) -> Iterator[Path]:
        """Files that were with the reader when a job broke off, those with which it did so least first."""
        rows = queries.waiting(self._batch).filter(taken__gt=0)
        return self._laid_down(rows.order_by("taken", "position"))

    def begun(self, names: Sequence[str]) -> None:
        """A worker reads these now: a sign of life, no fact."""
        rows = [self._rows[name].pk for name in names if name in self._rows]
        ReceivedFile.objects.filter(pk__in=rows).update(taken_at=now())

    def tell(self, read: FileRead) -> None:
        """Write an answer down, in which the file is called as it was handed in."""
        row = self._rows.pop(read.name)
        path = Path(read.name)
        assert row.file is not None  # noqa: S101  only what was kept is read
        tell(row, read, read.says.replace(read.name, path.name).replace(path.name, row.file.name))
        path.unlink()

    def _laid_down(self, rows: QuerySet[ReceivedFile]) -> Iterator[Path]:
        for row in rows.select_related("file", "organ"):
            if now() > self._until:
                return
            if row.taken >= MOST_TIMES:
                self._give_up(row, _("读取它时后台进程几次中断，没有再读；请另存为别的格式再上传。"))
                continue
            assert row.file is not None  # noqa: S101  only what was kept waits
            try:
                with files.content(row.file, by=READER) as file:
                    content = file.read()
            except Refused as problem:
                self._give_up(row, str(problem))
                continue
            except OSError:
                self._give_up(row, _("保存的文件取不出来，没有读取；请告知系统管理员，之后再重新读取。"))
                continue
            # Not under its own name, which may be longer than a file system allows.
            suffix = extension(row.file.name)
            path = self._folder / (f"{row.pk.hex}.{suffix}" if _PLAIN.fullmatch(suffix) else row.pk.hex)
            path.write_bytes(content)
            ReceivedFile.objects.filter(pk=row.pk).update(taken=F("taken") + 1, taken_at=None)
            self._rows[str(path)] = row
            yield path

    def _give_up(self, row: ReceivedFile, says: str) -> None:
        tell(row, FileRead(row.name, Read.CANNOT_OPEN), says)
        self.refused += 1


@transaction.atomic
def tell(row: ReceivedFile, read: FileRead, says: str) -> FileReading | None:
    """Write one answer down; None where another worker was quicker. Needs the organ's scope."""
    row = ReceivedFile.objects.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    number = row.readings.count() + 1
    if number > row.wanted:
        return None
    reading = FileReading(
        organ=row.organ,
        received=row,
        number=number,
        answer=_ANSWERS[read.answer],
        says=source.storable(says)[:500],
        kind=read.kind[:40],
        seconds=round(read.seconds, 3),
        document=source.column_of(read.document),
        is_demo=row.is_demo,
        **_columns(read.report),
    )
    reading.save(force_insert=True)
    log.append(
        "reports.read-file",
        reading,
        organ=row.organ,
        by=READER,
        data={"file": str(row.pk), "answer": reading.answer, "doubts": reading.doubts, **bound(reading)},
    )
    return reading


def _columns(report: Report | None) -> dict[str, Any]:
    if report is None:
        return {}
    year = report.year
    return {
        "printed_organ": source.storable(report.organ or "")[:200],
        "year": year if year is not None and 1900 < year < 2200 else None,
        "edition": report.edition.value if report.edition else "",
        "doubts": len(doubts(report)),
        **{name: _storable(value) for name, value in stored.columns(report).items()},
    }


def _storable(value: Any) -> Any:
    """What a file prints may hold what no database keeps."""
    match value:
        case str():
            return source.storable(value)
        case dict():
            return {name: _storable(each) for name, each in value.items()}
        case list():
            return [_storable(each) for each in value]
    return value
