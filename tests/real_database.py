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

from gongkai.base.refusal import Refused

FORK = multiprocessing.get_context("fork")


@contextmanager
def in_a_file(folder: Path) -> Iterator[Path | None]:
    """Django's connection on a file with the test database's tables; on PostgreSQL as it is (None)."""
    if connection.vendor != "sqlite":
        yield None
        return
    path = folder / "gongkai.sqlite3"
    memory = connections["default"]
    with sqlite3.connect(path) as target:
        memory.ensure_connection()
        memory.connection.backup(target)
    target.close()
    described = {**memory.settings_dict, "NAME": str(path)}
    backend = type(memory)(described, alias="default")
    connections["default"] = backend
    kept, connections.settings["default"]["NAME"] = connections.settings["default"]["NAME"], str(path)
    try:
        yield path
    finally:
        backend.close()
        connections["default"] = memory
        connections.settings["default"]["NAME"] = kept


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

    processes = [started(run, work) for work in works]
    said = [answers.get(timeout=30) for _ in works]
    for process in processes:
        process.join(timeout=20)
    return said
