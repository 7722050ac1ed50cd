"""An organ to write a log about, and a ring of keys of its own."""

import pytest

from gongkai.organs.models import Kind, Organ


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def organ(db):
    """An organ of which nothing was logged yet: its registration is an event itself."""
    return Organ.objects.create(
        name="甲县教育局", short_name="甲县教育局", slug="jia", place="甲县", kind=Kind.COUNTY_DEPARTMENT
    )
