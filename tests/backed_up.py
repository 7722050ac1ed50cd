"""What the tests of backup, restore and keys put into an installation, and how they look at all of it.

Fixtures (for a conftest to name): `installation`, `request_row`.
"""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from gongkai.accounts.actor import System
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.cases.models import Request
from gongkai.organs.models import Kind, Organ
from gongkai.records import log
from gongkai.records.backup import tables, taking
from real_database import in_a_file

NAME = "张三\t丰\\N\n"  # with every sign that the rows' format must escape
FILE = "ab" * 32


def registered(organ: Organ, number: str) -> Request:
    row = Request(
        organ=organ, number=number, year=2020, channel="online", arrived=today(), applicant_kind="natural",
        state="arrived",
    )  # fmt: skip
    row.conceal(applicant=NAME, content="部门预算")
    with scope.organ(organ):
        row.save()
    log.append("cases.register", row, organ=organ, by=System("test"), data={"number": number})
    return row


def contents() -> dict[str, list[bytes]]:
    """Every row of every table that a backup keeps."""
    loader = taking.loader()
    with taking.vendor().snapshot():
        return {
            table.name: sorted(b"".join(taking.vendor().pieces(table)).splitlines())
            for table in tables.of_state(loader, set(loader.applied_migrations))
        }


def numbers() -> list[str]:
    return sorted(Request._base_manager.values_list("number", flat=True))


@pytest.fixture
def installation(transactional_db, settings, monkeypatch, tmp_path: Path):
    """A folder for data of its own, with the database in a file where it is SQLite."""
    settings.DATA = tmp_path / "data"
    settings.KEYS = settings.DATA / "keys"
    settings.DATA.mkdir()
    monkeypatch.setenv("GONGKAI_DATA", str(settings.DATA))
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
