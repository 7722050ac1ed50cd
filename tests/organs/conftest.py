"""An organ with its three administrators."""

import datetime

import pytest

from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.records import rows
from officers import administrators, bureau
from own_organ import organ, own_keys

__all__ = ["organ", "own_keys"]


@pytest.fixture
def past_the_program():
    """The test writes rows that no action wrote."""


@pytest.fixture(autouse=True)
def as_the_log_says(request, db):
    """Whatever was done to organs, posts and accounts, the log bears it out."""
    yield
    if "past_the_program" in request.fixturenames:
        return
    with scope.everywhere("test"):
        assert list(rows.verify()) == []


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
