"""An organ, and keys of its own."""

import pytest

from annual_reports import bureau
from gongkai.base import scope


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
