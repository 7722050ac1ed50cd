"""The one clock. Pure packages never ask it: they are given the day."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime.datetime:
    """The moment, aware, in Beijing time."""
    return timezone.localtime(timezone=SHANGHAI)


def today() -> datetime.date:
    """The calendar day in China, wherever the server stands."""
    return now().date()
