"""An organ with its three administrators."""

import datetime

import pytest

from gongkai.base.clock import today
from officers import administrators, bureau
from own_organ import as_the_log_says, organ, own_keys, past_the_program

__all__ = ["as_the_log_says", "organ", "own_keys", "past_the_program"]


@pytest.fixture
def other(db, own_keys):
    return bureau("yi")


@pytest.fixture
def three(organ):
    return administrators(organ)


@pytest.fixture
def system(three):
    return three[0]


@pytest.fixture
def security(three):
    return three[1]


@pytest.fixture
def audit(three):
    return three[2]


@pytest.fixture
def day():
    """`day(3)`: three days from today."""
    now = today()
    return lambda days=0: now + datetime.timedelta(days=days)
