"""What a worker does beside its jobs, with every heartbeat."""

import logging
import os
import signal

from django_tasks_db.models import DBTaskResult

from gongkai.base import heartbeat
from gongkai.base.clock import now
from gongkai.base.jobs.declare import terms
from gongkai.base.jobs.mend import mend
from gongkai.base.jobs.timetable import tick

log = logging.getLogger(__name__)


def tend(worker: str) -> None:
    """Stop what this worker has been doing for too long, see to what others left, and to what has its time."""
    keep_to_limits(worker)
    mend(worker)
    tick()


def keep_to_limits(worker: str) -> None:
    """Kill this process where its job has passed its limit: a thread cannot be stopped in any other way.

    The supervisor starts another; the job is tried again or fails as declared.
    """
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1:] != [worker] or row.started_at is None:
            continue
        if now() - row.started_at > terms(row.task_path).limit:
            log.error("%s took longer than its limit; this worker ends itself", row.task_path)
            heartbeat.silence(worker)
            os.kill(os.getpid(), signal.SIGKILL)
