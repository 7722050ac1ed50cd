"""What the virus scan means for a file: it is open, waits in quarantine, or is condemned."""

import logging
from typing import IO

from django.conf import settings
from django.db import transaction

from gongkai.accounts.actor import Actor
from gongkai.base.clock import now, today
from gongkai.records import log
from gongkai.records.files import clamd, storage
from gongkai.records.models import Scan, StoredFile
from gongkai.records.models.files import OPEN

console = logging.getLogger(__name__)


def verdict(file: IO[bytes]) -> Scan:
    """UNSCANNED where no scanner is set up, QUARANTINED where it is away, CLEAN, else DISCARDED."""
    if not settings.CLAMD:
        return Scan.UNSCANNED
    try:
        return Scan.DISCARDED if clamd.is_infected(file, settings.CLAMD) else Scan.CLEAN
    except clamd.Away as problem:
        console.warning("%s; the file waits in quarantine", problem)
        return Scan.QUARANTINED


@transaction.atomic
def pronounce(sha256: str, found: Scan, *, by: Actor) -> int:
    """Give all rows of a content the state that the scan found. Needs scope.everywhere. How many were changed.

    Of a condemned content nothing is kept where nobody could have used it. Where it was open before, what
    refers to it must not lose it: it is locked, and stays.
    """
    rows = StoredFile.objects.select_for_update(of=("self",)).filter(sha256=sha256).select_related("organ")
    waiting = [row for row in rows if row.state in (Scan.QUARANTINED, Scan.UNSCANNED)]
    if found is Scan.DISCARDED:
        used = any(row.state not in (Scan.QUARANTINED, Scan.DISCARDED) for row in rows)
        found = Scan.LOCKED if used else Scan.DISCARDED
        waiting = [row for row in rows if row.state in (*OPEN, Scan.QUARANTINED)]
    elif found is not Scan.CLEAN:
        return 0
    for row in waiting:
        row.state, row.scanned_at = found, now()
        row.save(update_fields=["state", "scanned_at", "updated_at"])
        log.append("files.scan", row, organ=row.organ, by=by, on=today(), data={"state": found.value})
    if found is Scan.DISCARDED:
        transaction.on_commit(lambda: storage.discard(sha256))
    return len(waiting)
