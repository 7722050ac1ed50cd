"""Fixtures: an organ whose keys and data are the test's own. A conftest takes them by name."""

import pytest

from gongkai.base import scope
from gongkai.records import rows
from officers import bureau


@pytest.fixture
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def organ(db, own_keys):
    return bureau()


@pytest.fixture
def inside(organ):
    """The organ, with its rows in scope."""
    with scope.organ(organ):
        yield organ


@pytest.fixture
def past_the_program():
    """The test writes rows that no action wrote."""


@pytest.fixture(autouse=True)
def as_the_log_says(request, db):
    """Whatever was done, the log bears it out."""
    yield
    if "past_the_program" in request.fixturenames:
        return
    with scope.everywhere("test"):
        assert list(rows.verify()) == []
