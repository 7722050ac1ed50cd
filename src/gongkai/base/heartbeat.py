"""A worker's sign of life, kept in the database so that every machine can see it."""

import datetime
import threading

from django.db import DatabaseError, connection

from gongkai.base.clock import now
from gongkai.base.models import Heartbeat

EVERY = datetime.timedelta(seconds=15)
FRESH = datetime.timedelta(seconds=60)


def beat(worker: str) -> None:
    """Say that this worker lives, and forget those silent for a day."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"beat_at": now()})
    Heartbeat.objects.filter(beat_at__lt=now() - datetime.timedelta(days=1)).delete()


def alive() -> bool:
    """Whether some worker has shown itself lately."""
    return Heartbeat.objects.filter(beat_at__gte=now() - FRESH).exists()


def keep_beating(worker: str) -> None:
    """Beat in the background until the process ends."""
    threading.Thread(target=_beat_on, args=(worker,), daemon=True).start()


def _beat_on(worker: str) -> None:
    pause = threading.Event()
    while True:
        try:
            beat(worker)
        except DatabaseError:
            connection.close()  # a fresh connection next time; meanwhile the silence is the message
        pause.wait(EVERY.total_seconds())
