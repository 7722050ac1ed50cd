"""The officers of an organ that handles requests."""

import pytest

from gongkai.organs.roles import Role
from officers import officer
from own_organ import inside, organ, own_keys

__all__ = ["inside", "organ", "own_keys"]


@pytest.fixture
def office(organ):
    return officer(organ, Role.OFFICE, name="办事甲")


@pytest.fixture
def head(organ):
    return officer(organ, Role.OFFICE_HEAD, name="主任乙")


@pytest.fixture
def leader(organ):
    return officer(organ, Role.LEADER, name="局长丙")


@pytest.fixture
def secrecy(organ):
    return officer(organ, Role.SECRECY, name="保密丁")
