"""Whether the database's tables are those of this version of the program."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]  # app label, name of the migration


@cache
def known() -> frozenset[Step]:
    """The migrations of this version; they do not change while the program runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _applied() -> frozenset[Step]:
    return frozenset(MigrationRecorder(connection).applied_migrations())


def pending() -> list[Step]:
    """Migrations of this version that the database has not seen."""
    return sorted(known() - _applied())


def unknown() -> list[Step]:
    """Migrations that only a newer version of the program can have made."""
    labels = {label for label, _ in known()}
    return sorted(step for step in _applied() - known() if step[0] in labels)
