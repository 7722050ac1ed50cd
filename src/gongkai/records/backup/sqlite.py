"""SQLite: one read transaction to copy from, a new file to build in."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection

from gongkai.base import keys
from gongkai.records.backup import copy_text
from gongkai.records.backup.faults import CannotRead, CannotRestore
from gongkai.records.backup.tables import Table

ROWS = 500  # turned into text together
PIECE = 4 << 20
VARIABLES = 900  # in one statement; every SQLite takes so many
ASIDE = ("-wal", "-shm", "-journal")


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, whatever others write meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            cursor.execute("SELECT 1 FROM sqlite_master").fetchone()  # the moment is that of the first read
            yield
        finally:
            cursor.execute("ROLLBACK")


def pieces(table: Table) -> Iterator[bytes]:
    """The rows as COPY text, some megabytes at a time."""
    kinds = [kind for _, kind in table.columns]
    # The plus sign keeps Python's converters away: what is stored is copied, not what it means.
    columns = ", ".join(f"+{_quoted(name)}" for name in table.names)
    cursor = connection.connection.execute(f"SELECT {columns} FROM {_quoted(table.name)}")  # noqa: S608
    held = bytearray()
    while rows := cursor.fetchmany(ROWS):
        held += copy_text.written(rows, kinds)
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


class Build:
    """A new database file beside the old one; Django's connection stands on it until it takes the old one's place."""

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])
        self.new = self.path.with_name(f"{self.path.name}.restoring")
        self.old = self.path.with_name(f"{self.path.name}.before-restore")
        self.kept: Path | None = None  # the old file, where it was damaged
        self._held: sqlite3.Connection | None = None
        self._indexes: list[str] = []

    @contextmanager
    def building(self) -> Iterator[None]:
        """Build inside; at the end the new file stands in the old one's place, after an error the old one does."""
        self.take_hold()
        self._discard()
        connection.close()
        connection.settings_dict["NAME"] = str(self.new)
        try:
            with connection.cursor() as cursor:
                self.new.chmod(0o600)
                for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-200000", "threads=2"):
                    cursor.execute(f"PRAGMA {pragma}")
            yield
            connection.close()
            keys.settle(self.new)
            self._switch()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = str(self.path)
            self._discard()
            if self._held is not None:
                self._held.close()

    def take_hold(self) -> None:
        """See to it that no process has the old file open nor writes into it meanwhile, and that nothing of it lies
        in a second file."""
        if not self.path.exists():
            return
        connection.close()
        self._held = sqlite3.connect(self.path, timeout=1, isolation_level=None)
        try:
            self._held.execute("PRAGMA journal_mode=DELETE")
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            self._held.close()
            raise CannotRestore(
                f"数据库 {self.path} 正被别的程序打开；请先停止 gongkai serve 和别的 gongkai 命令，再恢复"
            ) from problem
        except sqlite3.DatabaseError:
            self.kept = self.old  # it is damaged: that may be why a backup is being restored

    def _switch(self) -> None:
        """The old file stays beside until the new one is in its place; at no moment is there none."""
        self.old.unlink(missing_ok=True)
        if self.path.exists():
            os.link(self.path, self.old)
        for suffix in ASIDE:  # of a damaged file only: a whole one has none any more
            if Path(f"{self.path}{suffix}").exists():
                Path(f"{self.path}{suffix}").replace(f"{self.old}{suffix}")
        self.new.replace(self.path)
        keys.settle(self.path.parent)
        if self.kept is None:
            self.old.unlink(missing_ok=True)

    def _discard(self) -> None:
        for suffix in ("", *ASIDE):
            Path(f"{self.new}{suffix}").unlink(missing_ok=True)

    def open_for_load(self, tables: list[Table]) -> None:
        with connection.cursor() as cursor:
            # Rows that satisfied these checks where they came from, and whose digests are right, satisfy them here.
            cursor.execute("PRAGMA ignore_check_constraints=ON")
            cursor.execute("PRAGMA foreign_keys=OFF")
            for table in tables:
                cursor.execute(f"DELETE FROM {_quoted(table.name)}")  # noqa: S608
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            for name, definition in cursor.fetchall():
                cursor.execute(f"DROP INDEX {_quoted(name)}")
                self._indexes.append(definition)
            cursor.execute("BEGIN")

    def load(self, table: Table, found: Iterator[bytes]) -> None:
        kinds = [kind for _, kind in table.columns]
        many = max(1, VARIABLES // len(kinds))  # rows in one statement: a third faster than one by one
        raw = connection.connection
        try:
            for piece in found:
                rows = list(copy_text.read(piece, kinds))
                whole = len(rows) // many * many
                batches = (list(chain.from_iterable(rows[at : at + many])) for at in range(0, whole, many))
                raw.executemany(_insert(table, many), batches)
                raw.executemany(_insert(table, 1), rows[whole:])
        except (ValueError, sqlite3.IntegrityError) as problem:
            raise CannotRead(f"备份里 {table.name} 的行不合表的结构；请换一个备份") from problem

    def close_load(self, tables: list[Table]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
            try:
                for definition in self._indexes:
                    cursor.execute(definition)
                connection.check_constraints()
            except IntegrityError as problem:
                raise CannotRead("备份里的行互相对不上（重复，或所指的行不在）；请换一个备份") from problem
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


def _insert(table: Table, rows: int) -> str:
    columns = ", ".join(map(_quoted, table.names))
    row = f"({', '.join('?' * len(table.columns))})"
    return f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES {', '.join([row] * rows)}"  # noqa: S608


def _quoted(name: str) -> Any:
    return connection.ops.quote_name(name)
