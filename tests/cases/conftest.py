"""Requests of an organ with its officers."""

import pytest

import officers
from gongkai.base import scope
from gongkai.organs.roles import Role


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def organ(db):
    return officers.bureau()


@pytest.fixture
def inside(organ):
    with scope.organ(organ):
        yield organ


@pytest.fixture
def office(organ):
    return officers.person(organ, "办事甲", Role.OFFICE)


@pytest.fixture
def head(organ):
    return officers.person(organ, "主任乙", Role.OFFICE_HEAD)


@pytest.fixture
def leader(organ):
    return officers.person(organ, "局长丙", Role.LEADER)


@pytest.fixture
def secrecy(organ):
    return officers.person(organ, "保密丁", Role.SECRECY)
