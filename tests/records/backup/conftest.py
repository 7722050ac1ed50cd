"""An installation with a record of every kind that a backup must bring back, on a database that can be replaced."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from backed_up import FILE, registered
from gongkai.cases.models import Request
from gongkai.organs.models import Kind, Organ
from real_database import in_a_file


@pytest.fixture
def installation(transactional_db, settings, tmp_path: Path):
    settings.DATA = tmp_path / "data"
    settings.KEYS = settings.DATA / "keys"
    settings.DATA.mkdir()
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.DATA / "files"},
        }
    }
    with in_a_file(settings.DATA):
        yield settings.DATA


@pytest.fixture
def request_row(installation: Path) -> Request:
    """A request with sealed fields, an event of the log, a file."""
    organ = Organ.objects.create(
        name="甲县教育局", short_name="甲县教育局", slug="jia", place="甲县", kind=Kind.COUNTY_DEPARTMENT
    )
    storages["default"].save(f"ab/{FILE}", ContentFile(b"content \0 of a file"))
    return registered(organ, "2020-0001")
