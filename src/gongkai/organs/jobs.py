"""The daily work of the directory."""

import datetime

from gongkai.base import jobs
from gongkai.base.clock import today
from gongkai.organs import mirror


@jobs.daily(datetime.time(0, 5))
@jobs.job(retries=3, idempotent=True)
def take_effect() -> int:
    """Records entered for a day that has come are in force; how many organs changed."""
    return mirror.settle_all(today())
