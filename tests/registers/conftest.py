"""A section, and the officers who keep the registers."""

import pytest

from gongkai.organs.roles import Role
from officers import a_section, officer
from own_organ import inside, organ, own_keys

__all__ = ["inside", "organ", "own_keys"]


@pytest.fixture
def section(organ):
    return a_section(organ)


@pytest.fixture
def clerk(organ, section):
    return officer(organ, Role.CLERK, name="科员甲", section=section)


@pytest.fixture
def section_head(organ, section):
    return officer(organ, Role.SECTION_HEAD, name="科长丁", section=section)


@pytest.fixture
def office(organ):
    return officer(organ, Role.OFFICE, name="公开办乙")


@pytest.fixture
def office_head(organ):
    return officer(organ, Role.OFFICE_HEAD, name="公开办主任丙")
