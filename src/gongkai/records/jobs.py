"""The registry office's daily work."""

import datetime

from gongkai.base import jobs
from gongkai.records import heads
from gongkai.records.files.jobs import scan, sweep

__all__ = ["scan", "sweep", "write_heads"]


@jobs.every(datetime.timedelta(minutes=10))
@jobs.job(retries=3, idempotent=True)
def write_heads() -> int:
    """Write the ends of the log's chains down outside the database; how many had moved."""
    return heads.write()
