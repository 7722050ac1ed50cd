"""Many writers at once, and writers killed in the middle: every write whole or not there, numbers without a gap."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import environ
import pytest
from django.db import connections

import databases

pytestmark = pytest.mark.web
SCRIPT = Path(__file__).with_name("writing.py")
COMMAND = Path(sys.executable).with_name("gongkai")


@pytest.fixture
def beside(django_db_setup, django_db_blocker, tmp_path):
    """The environment of an installation with an empty database of the kind that the tests run on."""
    with django_db_blocker.unblock(), databases.beside("gongkai_faults", tmp_path) as url:
        yield os.environ | {
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.dev",
            "GONGKAI_DATA": str(tmp_path),
            "DATABASE_URL": url,
            "GONGKAI_DEMO": "0",
        }


def writers(environment, processes, times):
    return subprocess.Popen(
        [sys.executable, SCRIPT, str(processes), str(times)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def look(environment, statement):
    """Ask the installation's database from outside."""
    connections.settings["beside"] = connections["default"].settings_dict | environ.Env.db_url_config(
        environment["DATABASE_URL"]
    )
    try:
        with connections["beside"].cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()
    finally:
        connections["beside"].close()
        del connections["beside"], connections.settings["beside"]


def still_served(environment):
    """How many sessions of the killed a server has not noticed yet; it may still end what they sent."""
    if connections["default"].vendor == "sqlite":
        return 0
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    return look(environment, others)[0][0]


def audited(environment):
    return subprocess.run(
        [COMMAND, "audit", "verify"], env=environment, capture_output=True, text=True, check=False
    )


def found(environment):
    """The numbers given out, how often the log says so, and where the series stands."""
    numbers = sorted(row[0] for row in look(environment, "SELECT number FROM cases_request"))
    logged = look(environment, "SELECT count(*) FROM records_event WHERE subject_type = 'cases.request'")[0][
        0
    ]
    last = look(environment, "SELECT last FROM records_series")[0][0]
    return numbers, logged, last


def test_fifty_processes_writing_twenty_times_each_store_a_thousand_in_consecutive_numbers(beside):
    # Some seconds: fifty real processes on a real database is what the rule speaks of.
    said, complaints = writers(beside, 50, 20).communicate(timeout=300)
    assert "failed 0" in said, complaints
    numbers, logged, last = found(beside)
    assert numbers == [f"2026-{number:04d}" for number in range(1, 1001)]
    assert (logged, last) == (1000, 1000)
    assert "完整" in audited(beside).stdout


def test_writers_killed_in_the_middle_leave_whole_writes_only(beside):
    process = writers(beside, 4, 500)
    assert process.stdout.readline() == "writing\n"
    until = time.monotonic() + 60
    while not look(beside, "SELECT count(*) FROM cases_request")[0][0]:
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    while still_served(beside):
        assert time.monotonic() < until
        time.sleep(0.05)
    numbers, logged, last = found(beside)
    assert numbers == [f"2026-{number:04d}" for number in range(1, len(numbers) + 1)]
    assert logged == last == len(numbers)
    answer = audited(beside)
    assert answer.returncode == 0, answer.stdout + answer.stderr
