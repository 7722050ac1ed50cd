"""Work on files that need not be done while somebody waits."""

import datetime

from django.db.models import QuerySet

from gongkai.accounts.actor import System
from gongkai.base import jobs, scope
from gongkai.base.clock import now
from gongkai.records.files import scanning, storage
from gongkai.records.models import Scan, StoredFile

# What belongs to no row may still get one: an upload writes the content first.
PATIENCE = datetime.timedelta(days=1)
_AT_ONCE = 200  # contents a run; the next run goes on
_SCANNER = System("files.scan")


@jobs.every(datetime.timedelta(minutes=5))
@jobs.job(idempotent=True, limit=datetime.timedelta(hours=1))
def scan() -> int:
    """Ask the scanner about what waits in quarantine, then about what was never scanned. How many it answered."""
    answered = 0
    with scope.everywhere("files: virus scan"):
        for sha256 in _unanswered():
            try:
                with storage.opened(sha256) as file:
                    found = scanning.verdict(file)
            except FileNotFoundError:
                continue  # `gongkai audit verify` tells of it
            if found not in (Scan.CLEAN, Scan.DISCARDED):
                break  # away, or not set up
            scanning.pronounce(sha256, found, by=_SCANNER)
            answered += 1
    return answered


def _unanswered() -> list[str]:
    rows = StoredFile.objects.filter(state__in=(Scan.QUARANTINED, Scan.UNSCANNED))
    return list(rows.order_by("state", "sha256").values_list("sha256", flat=True).distinct()[:_AT_ONCE])


@jobs.daily(datetime.time(3, 10))
@jobs.job(idempotent=True, limit=datetime.timedelta(hours=1))
def sweep() -> int:
    """Remove contents without a row and what was never finished, once they are a day old. How many."""
    swept = 0
    before = now() - PATIENCE
    with scope.everywhere("files: sweep"):
        kept = set(_kept().values_list("sha256", flat=True))
        for name, sha256 in storage.lying():
            if sha256 in kept or not _is_older(name, before):
                continue
            if sha256 is None or not _kept().filter(sha256=sha256).exists():
                storage.remove(name)
                swept += 1
    return swept


def _kept() -> QuerySet[StoredFile]:
    rows: QuerySet[StoredFile] = StoredFile.objects.exclude(state=Scan.DISCARDED)
    return rows


def _is_older(name: str, moment: datetime.datetime) -> bool:
    try:
        return storage.written(name) < moment
    except FileNotFoundError:
        return False  # swept or finished meanwhile
