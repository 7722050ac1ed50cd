"""An organ to write a log about, and a ring of keys of its own."""

import pytest

from annual_reports import bureau


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def organ(db):
    return bureau("jia")
