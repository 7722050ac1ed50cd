"""A file of a report that was read: with one cell in doubt, or with readings that the test itself gives."""

import pytest

from gongkai.annual.batch import Answer as Read
from gongkai.annual.batch import FileRead
from gongkai.annual.form import Address
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.reports.models import Says
from gongkai.reports.receiving import queries, reading
from gongkai.reports.receiving.actions import correct
from handed_in import doubtful, handed_in, waiting
from officers import TEST, officer

CELL = Address("table3", "new", "natural")  # prints 「3 1」
WHY = "原件印的是31"


@pytest.fixture(autouse=True)
def nobody_reads(settings):
    """What is to be read again waits: the test gives the next reading."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def inside(organ):
    with scope.organ(organ):
        yield


@pytest.fixture
def office(organ):
    return officer(organ, Role.OFFICE, name="公开办乙")


@pytest.fixture
def file(organ):
    """A file with one cell in doubt, read as the job reads."""
    (row,) = handed_in(organ, **{"看不清.html": doubtful()}).files.select_related("organ")
    return row


def given(row, found):
    """The file as another reader gives it: `found` a report."""
    reading.tell(row, FileRead(row.name, Read.READ, found, "网页"), "")


@pytest.fixture
def plain(organ):
    """A file whose readings the test itself gives."""
    (row,) = waiting(organ, **{"一份.html": doubtful()}).files.select_related("organ")
    return row


def now(file):
    return queries.view(file, queries.last_reading(file))


def value(file, address=CELL):
    return now(file).report.cells.get(address, "none")


def by_hand(file, number, address=CELL, **more):
    return correct(file, address, Says.VALUE, by=TEST, reason=WHY, value=number, **more)
