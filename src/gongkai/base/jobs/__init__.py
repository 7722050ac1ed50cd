"""Work that need not be done while somebody waits, and work that has its time.

    @jobs.daily(time(2, 30))
    @jobs.job(retries=3, idempotent=True, limit=timedelta(minutes=5))
    def write_heads() -> None: ...

    jobs.enqueue(write_heads)

An app's jobs stand in its module `jobs`, which is loaded with the app. A job is called with plain values: ids,
never personal data. It opens its own scope. It is put in the queue within the caller's transaction: what is rolled
back is not done.
"""

from gongkai.base.jobs.declare import job
from gongkai.base.jobs.mend import WorkerLost, mend
from gongkai.base.jobs.queue import PATIENCE, JobFailed, enqueue, failed, stuck
from gongkai.base.jobs.tend import tend
from gongkai.base.jobs.timetable import daily, every, tick
from gongkai.base.jobs.upkeep import forget, reseal

__all__ = [
    "PATIENCE",
    "JobFailed",
    "WorkerLost",
    "daily",
    "enqueue",
    "every",
    "failed",
    "forget",
    "job",
    "mend",
    "reseal",
    "stuck",
    "tend",
    "tick",
]
