"""A command that finds the disk full says so, whatever error the database makes of it."""

import errno
import sqlite3

import pytest

from gongkai.cli.main import _disk_is_full


def caused(problem: Exception) -> Exception:
    """As a layer above hands on what happened below."""
    above = RuntimeError("could not be saved")
    above.__cause__ = problem
    return above


@pytest.mark.parametrize(
    "problem",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        sqlite3.OperationalError("database or disk is full"),
        type("DiskFull", (Exception,), {"sqlstate": "53100"})(),
    ],
)
def test_a_full_disk_is_known_at_any_depth(problem: Exception) -> None:
    assert _disk_is_full(problem)
    assert _disk_is_full(caused(caused(problem)))


def test_other_failures_are_none() -> None:
    assert not _disk_is_full(caused(OSError(errno.EACCES, "Permission denied")))
    assert not _disk_is_full(caused(sqlite3.OperationalError("database is locked")))
