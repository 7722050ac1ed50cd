"""An organ with a section and people in posts."""

import pytest

from annual_reports import bureau
from gongkai.base import scope
from gongkai.organs.roles import Role
from registered import a_section, person


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def organ(db):
    return bureau("jia")


@pytest.fixture
def inside(organ):
    with scope.organ(organ):
        yield organ


@pytest.fixture
def section(organ):
    return a_section(organ, "基础教育科")


@pytest.fixture
def clerk(organ, section):
    return person(organ, "科员甲", Role.CLERK, section=section)


@pytest.fixture
def section_head(organ, section):
    return person(organ, "科长丁", Role.SECTION_HEAD, section=section)


@pytest.fixture
def officer(organ):
    return person(organ, "公开办乙", Role.OFFICE)


@pytest.fixture
def office_head(organ):
    return person(organ, "公开办主任丙", Role.OFFICE_HEAD)
