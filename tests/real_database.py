"""A database that several processes can open, and processes that work in it.

PostgreSQL's test database is one already. SQLite's is in memory: here it is copied into a file, and Django's
connection stands on that file while the test runs.
"""

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from gongkai.base.refusal import Refused

FORK = multiprocessing.get_context("fork")


@contextmanager
def in_a_file(folder: Path) -> Iterator[None]:
    """Django's connection on a file with the test database's tables; on PostgreSQL as it is."""
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "gongkai.sqlite3"
    with sqlite3.connect(path) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    target.close()
    with on_sqlite(path):
        yield


@contextmanager
def on_sqlite(path: Path) -> Iterator[None]:
    """Django's connection on this file, whatever database the tests run on."""
    before = connections["default"]
    options = (
        before.settings_dict["OPTIONS"] if before.vendor == "sqlite" else {"transaction_mode": "IMMEDIATE"}
    )
    described = before.settings_dict | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
    }
    connections["default"] = DatabaseWrapper(described, alias="default")
    kept, connections.settings["default"] = connections.settings["default"], described
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.settings["default"] = before, kept


def started(work: Callable[..., Any], *args: Any) -> ForkProcess:
    """A child process that does this with a connection of its own. End it, or wait for it."""
    connections.close_all()
    process = FORK.Process(target=work, args=args, daemon=True)
    process.start()
    return process


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Run each in a process of its own, all from the same gate; "done", or the sentence that refused it."""
    gate, answers = FORK.Barrier(len(works)), FORK.Queue()

    def run(work: Callable[[], Any]) -> None:
        gate.wait(timeout=20)
        try:
            work()
            answers.put("done")
        except Refused as refusal:
            answers.put(str(refusal))
        except Exception as fault:
            answers.put(repr(fault))  # nobody waits for an answer that does not come
            raise

    processes = [started(run, work) for work in works]
    said = [answers.get(timeout=30) for _ in works]
    for process in processes:
        process.join(timeout=20)
    return said
