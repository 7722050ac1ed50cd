"""An office with people in its posts, and papers to sign. The paper is the organ itself: any row will do."""

import pytest

from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records import signoff
from officers import officer
from own_organ import as_the_log_says, organ, past_the_program

__all__ = ["as_the_log_says", "organ", "past_the_program"]

DEFAULT = (Role.SECTION_HEAD, Role.OFFICE_HEAD, Role.LEADER)


class Office:
    """One organ, and how its papers are sent."""

    def __init__(self, organ):
        self.organ = organ

    def send(self, by, *, kind="test.paper", default=DEFAULT, **more):
        return signoff.start(
            self.organ, kind=kind, organ=self.organ, by=by, title="一份文件", default=default, **more
        )


@pytest.fixture
def office(organ):
    return Office(organ)


@pytest.fixture
def clerk(office):
    return officer(office.organ, Role.CLERK, name="经办甲")


@pytest.fixture
def head(office):
    return officer(office.organ, Role.SECTION_HEAD, name="科长乙")


@pytest.fixture
def office_head(office):
    return officer(office.organ, Role.OFFICE_HEAD, name="主任丙")


@pytest.fixture
def leader(office):
    return officer(office.organ, Role.LEADER, name="局长丁")


@pytest.fixture
def inside(organ):
    with scope.organ(organ):
        yield
