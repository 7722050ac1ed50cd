"""An office with people in its posts, and papers to sign. The paper is the organ itself: any row will do."""

import pytest

import officers
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records import signoff

DEFAULT = (Role.SECTION_HEAD, Role.OFFICE_HEAD, Role.LEADER)


class Office:
    """People and posts of one organ."""

    def __init__(self, organ):
        self.organ = organ

    def person(self, name, *roles, section=None):
        return officers.person(self.organ, name, *roles, section=section)

    def stand_in(self, substitute, principal):
        officers.stand_in(self.organ, substitute, principal)

    def send(self, by, *, kind="test.paper", default=DEFAULT, **more):
        return signoff.start(
            self.organ, kind=kind, organ=self.organ, by=by, title="一份文件", default=default, **more
        )


@pytest.fixture
def office(organ):
    return Office(organ)


@pytest.fixture
def clerk(office):
    return office.person("经办甲", Role.CLERK)


@pytest.fixture
def head(office):
    return office.person("科长乙", Role.SECTION_HEAD)


@pytest.fixture
def office_head(office):
    return office.person("主任丙", Role.OFFICE_HEAD)


@pytest.fixture
def leader(office):
    return office.person("局长丁", Role.LEADER)


@pytest.fixture
def inside(organ):
    with scope.organ(organ):
        yield
