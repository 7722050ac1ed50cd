"""PostgreSQL: one repeatable-read transaction to copy from, one transaction to build in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from gongkai.records.backup.faults import CannotRead, CannotRestore
from gongkai.records.backup.tables import Table

PIECE = 4 << 20
# How values are written as text; other sessions may have their own ways.
_WAYS = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'"


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, whatever others write meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(_WAYS)
        yield


def pieces(table: Table) -> Iterator[bytes]:
    """The rows as COPY text, some megabytes at a time."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {_with_columns(table)} TO STDOUT") as copy:
        held, size = [], 0
        for row in copy:
            held.append(row)
            size += len(row)
            if size >= PIECE:
                yield b"".join(held)
                held, size = [], 0
        if held:
            yield b"".join(held)


class Build:
    """The database itself, in one transaction: the old tables stand until it is committed."""

    def __init__(self) -> None:
        self.kept = None  # nothing lies beside: the transaction keeps the old tables
        self._aside: list[tuple[str, str]] = []  # how to put aside, how to put back

    @contextmanager
    def building(self) -> Iterator[None]:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"{_WAYS}; SET LOCAL lock_timeout = '10s'")
                    _alone(cursor)
                    for name in connection.introspection.django_table_names(only_existing=True):
                        cursor.execute(f"DROP TABLE {_quoted(name)} CASCADE")
                    cursor.execute("DROP TABLE IF EXISTS django_migrations")
                yield
        except OperationalError as problem:
            raise CannotRestore(
                f"数据库没有做完（{str(problem).splitlines()[0]}）；原有的数据没有变"
            ) from problem

    def open_for_load(self, tables: list[Table]) -> None:
        with connection.cursor() as cursor:
            names = ", ".join(_quoted(table.name) for table in tables)
            cursor.execute(f"TRUNCATE {names}")
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            self._aside = [*_constraints(cursor, "f"), *_constraints(cursor, "pu"), *_indexes(cursor)]
            for drop, _ in self._aside:
                cursor.execute(drop)

    def load(self, table: Table, found: Iterator[bytes]) -> None:
        with connection.cursor() as cursor:
            try:
                with cursor.copy(f"COPY {_with_columns(table)} FROM STDIN") as copy:
                    for piece in found:
                        copy.write(piece)
            except (DataError, IntegrityError) as problem:
                raise CannotRead(f"备份里 {table.name} 的行不合表的结构；请换一个备份") from problem

    def close_load(self, tables: list[Table]) -> None:
        with connection.cursor() as cursor:
            try:
                for _, make in reversed(self._aside):
                    cursor.execute(make)
            except IntegrityError as problem:
                raise CannotRead("备份里的行互相对不上（重复，或所指的行不在）；请换一个备份") from problem
            for table in tables:
                _reset_sequences(cursor, table)


def _alone(cursor: Any) -> None:
    """Raises CannotRestore while anybody else is connected to this database."""
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    others = cursor.fetchone()[0]
    if others:
        raise CannotRestore(
            f"还有 {others} 个连接在使用这个数据库；请先在每台机器上停止 gongkai serve，断开别的程序，再恢复"
        )


def _constraints(cursor: Any, kinds: str) -> list[tuple[str, str]]:
    """Checked once over whole tables, not row by row: foreign keys (f), keys (p) and what stands once (u)."""
    cursor.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE position(contype IN %s) > 0 AND connamespace = current_schema()::regnamespace",
        [kinds],
    )
    return [
        (f"ALTER TABLE {table} DROP CONSTRAINT {name}", f"ALTER TABLE {table} ADD CONSTRAINT {name} {what}")
        for table, name, what in cursor.fetchall()
    ]


def _indexes(cursor: Any) -> list[tuple[str, str]]:
    """Built once over whole tables."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " JOIN pg_class ON pg_class.oid = indexrelid"
        " WHERE relnamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
    )
    return [(f"DROP INDEX {name}", definition) for name, definition in cursor.fetchall()]


def _reset_sequences(cursor: Any, table: Table) -> None:
    """New rows are numbered after the ones restored."""
    for column in table.names:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table.name), column])
        sequence = cursor.fetchone()[0]
        if sequence:
            column = _quoted(column)
            cursor.execute(
                f"SELECT setval(%s, coalesce(max({column}), 1), max({column}) IS NOT NULL)"  # noqa: S608
                f" FROM {_quoted(table.name)}",
                [sequence],
            )


def _with_columns(table: Table) -> str:
    return f"{_quoted(table.name)} ({', '.join(map(_quoted, table.names))})"


def _quoted(name: str) -> Any:
    return connection.ops.quote_name(name)
