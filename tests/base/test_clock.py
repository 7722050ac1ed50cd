"""The day is China's, wherever the server stands."""

import datetime
from unittest import mock

import pytest
from django.utils import timezone

from gongkai.base.clock import now, today


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime.datetime(2026, 11, 20, 15, 59, 59, tzinfo=datetime.UTC), datetime.date(2026, 11, 20)),
        (datetime.datetime(2026, 11, 20, 16, 0, 0, tzinfo=datetime.UTC), datetime.date(2026, 11, 21)),
    ],
)
def test_a_day_begins_at_midnight_in_beijing(utc: datetime.datetime, day: datetime.date) -> None:
    with mock.patch.object(timezone, "now", return_value=utc), timezone.override("UTC"):
        assert today() == day
        assert now() == utc
