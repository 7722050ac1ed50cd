"""What /healthz is told."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from gongkai.base import heartbeat, schema
from gongkai.base.clock import now
from gongkai.base.health import Health, examine
from gongkai.base.models import Heartbeat

pytestmark = pytest.mark.django_db


def bad(health: Health) -> list[str]:
    return [part.name for part in health.parts if not part.ok]


def test_all_is_well_while_a_worker_beats() -> None:
    heartbeat.beat("one")
    assert bad(examine()) == []
    assert examine().ok
    assert examine().serves


def test_without_a_worker_pages_are_served_and_it_is_said() -> None:
    assert bad(examine()) == ["worker"]
    assert not examine().ok
    assert examine().serves


def test_an_old_heartbeat_is_silence_and_is_forgotten_after_a_day() -> None:
    Heartbeat.objects.create(worker="old", beat_at=now() - heartbeat.FRESH - datetime.timedelta(seconds=1))
    Heartbeat.objects.create(worker="ancient", beat_at=now() - datetime.timedelta(days=2))
    assert bad(examine()) == ["worker"]
    heartbeat.beat("new")
    assert sorted(Heartbeat.objects.values_list("worker", flat=True)) == ["new", "old"]


def test_a_heartbeat_of_the_future_is_a_wrong_clocks_and_no_sign_of_life() -> None:
    Heartbeat.objects.create(worker="ahead", beat_at=now() + datetime.timedelta(days=2000))
    assert bad(examine()) == ["worker"]
    heartbeat.beat("new")
    assert heartbeat.living() == {"new"}
    assert list(Heartbeat.objects.values_list("worker", flat=True)) == ["new"]


def test_tables_that_lag_behind_stop_the_service() -> None:
    MigrationRecorder(connection).record_unapplied("reports", "0001_initial")
    assert schema.pending() == [("reports", "0001_initial")]
    assert bad(examine()) == ["tables"]
    assert not examine().serves


def test_tables_of_a_newer_version_stop_the_service() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("reports", "9999_from_the_future")
    recorder.record_applied("an_app_removed_long_ago", "0001_initial")
    assert schema.unknown() == [("reports", "9999_from_the_future")]
    assert not examine().serves


def test_a_silent_database_is_said_and_nothing_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def silence() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", silence)
    assert bad(examine()) == ["database"]
    assert not examine().serves
