"""Reading what was handed in, while nobody waits."""

import datetime

from gongkai.base import jobs
from gongkai.reports.receiving import reading

__all__ = ["read_batch"]


@jobs.job(retries=5, idempotent=True, limit=datetime.timedelta(hours=1))
def read_batch(batch: str) -> int:
    """Read every file of the batch that waits; how many were. What a run has no time for is put in the queue anew."""
    read, left = reading.read_waiting(batch)
    if left:
        jobs.enqueue(read_batch, batch)
    return read
