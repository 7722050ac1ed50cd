"""What a start brings up to date, and what it refuses."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from gongkai.base.clock import now
from gongkai.cli import prepare
from gongkai.cli.plain.status import Failure, Status
from gongkai.records import log
from officers import TEST, bureau


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    prepare.tables()
    assert capsys.readouterr().out == ""  # nothing to do, nothing to tell
    MigrationRecorder(connection).record_applied("reports", "9999_from_the_future")
    with pytest.raises(Failure, match=r"reports\.9999_from_the_future") as failure:
        prepare.tables()
    assert failure.value.status == Status.ENVIRONMENT


def test_a_database_that_is_not_there_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def silence() -> None:
        raise OperationalError("password=secret refused")

    described = {"HOST": "db.example", "PORT": "", "NAME": "gongkai", "PASSWORD": "secret"}
    server = SimpleNamespace(vendor="postgresql", settings_dict=described)
    monkeypatch.setattr(prepare, "connection", server)
    monkeypatch.setattr(prepare.schema, "unknown", silence)
    with pytest.raises(Failure, match=r"db\.example:5432/gongkai") as failure:
        prepare.tables()
    assert "secret" not in failure.value.sentence


def test_static_files_are_collected_when_something_changed(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    prepare.static_files()
    sheet = tmp_path / "static" / "base" / "site.css"
    assert sheet.is_file()
    sheet.unlink()
    prepare.static_files()
    assert not sheet.exists()  # nothing changed at the source: nothing is done again
    (tmp_path / "static" / "collected.txt").write_text("of an older version", encoding="utf-8")
    prepare.static_files()
    assert sheet.is_file()


@pytest.mark.django_db
def test_a_clock_that_stands_before_the_last_thing_logged_is_told(monkeypatch, capsys) -> None:
    organ = bureau("jia")
    prepare.clock()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(log, "now", lambda: now() + datetime.timedelta(days=2))
    log.append("organs.amend", organ, organ=organ, by=TEST)
    prepare.clock()
    assert "请先校准时钟" in capsys.readouterr().err
