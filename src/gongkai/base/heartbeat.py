"""A worker's sign of life, kept in the database so that every machine can see it."""

import datetime
import logging
import os
import signal
import threading
from collections.abc import Callable
from time import monotonic

from django.db import DatabaseError, connection

from gongkai.base.clock import now
from gongkai.base.models import Heartbeat

log = logging.getLogger(__name__)

EVERY = datetime.timedelta(seconds=15)
FRESH = datetime.timedelta(seconds=60)
DAY = datetime.timedelta(days=1)


def beat(worker: str) -> None:
    """Say that this worker lives; forget those silent for a day, and those whose clock was that far ahead."""
    moment = now()
    Heartbeat.objects.update_or_create(worker=worker, defaults={"beat_at": moment})
    Heartbeat.objects.exclude(beat_at__range=(moment - DAY, moment + DAY)).delete()


def silence(worker: str) -> None:
    """Say that this worker has ended."""
    Heartbeat.objects.filter(worker=worker).delete()


def living() -> set[str]:
    """The workers that have shown themselves lately. A beat of the future is a wrong clock's, and none."""
    moment = now()
    lately = Heartbeat.objects.filter(beat_at__range=(moment - FRESH, moment + FRESH))
    return set(lately.values_list("worker", flat=True))


def alive() -> bool:
    """Whether some worker has shown itself lately."""
    return bool(living())


class Beating:
    """Beats in the background, and with every beat does what a worker does beside its jobs."""

    def __init__(self, worker: str, beside: Callable[[str], None]) -> None:
        self.worker = worker
        self.beside = beside
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> None:
        """Beat once before any job is taken, or others would hold the worker for dead; then in the background."""
        beat(self.worker)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """End, and say so."""
        self._over.set()
        self._thread.join()
        silence(self.worker)

    def _go_on(self) -> None:
        seen = monotonic()
        while not self._over.wait(EVERY.total_seconds()):
            try:
                self.beside(self.worker)
                beat(self.worker)
                seen = monotonic()
            except DatabaseError:
                connection.close()  # a fresh connection next time; meanwhile the silence is the message
                if connection.vendor == "sqlite":
                    seen = (
                        monotonic()
                    )  # a long write, perhaps our own job's, locks the file for the others too
            except Exception:
                log.exception("a worker's upkeep failed")
            if monotonic() - seen > FRESH.total_seconds():
                # Others hold this worker for dead and may do its job again: it must not go on with it.
                log.error("no sign of life could be given; this worker ends itself")
                os.kill(os.getpid(), signal.SIGKILL)
        connection.close()
