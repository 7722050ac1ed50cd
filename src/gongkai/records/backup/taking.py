"""Making a backup while the site runs."""

from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gongkai import __version__
from gongkai.base import keyring, schema
from gongkai.base.clock import now
from gongkai.records import log
from gongkai.records.backup import archive, files, postgres, sqlite, tables
from gongkai.records.backup.archive import Draft
from gongkai.records.backup.faults import CannotWrite
from gongkai.records.backup.manifest import Manifest


def vendor() -> ModuleType:
    """What is done in the database's own way."""
    return sqlite if connection.vendor == "sqlite" else postgres


def take(path: Path) -> Manifest:
    """Write a backup of everything as it is at this moment. Raises CannotWrite; then nothing is left of it."""
    with archive.writing(path) as draft:
        with vendor().snapshot():
            manifest = _about()
            for table in tables.of_state(loader(), set(manifest.migrations)):
                manifest.columns[table.name] = table.names
                manifest.rows[table.name] = _add(draft, table)
        files.add_to(draft)
        draft.finish(manifest)
    return manifest


def loader() -> MigrationLoader:
    """The migrations of this program and of this database."""
    return MigrationLoader(connection)


def _about() -> Manifest:
    applied = set(loader().applied_migrations)
    if not applied:
        raise CannotWrite("这里还没有数据，没有什么可备份的；请检查 GONGKAI_DATA 或 DATABASE_URL 指的是哪里")
    if schema.unknown():
        raise CannotWrite("数据库来自更新的版本，这个版本不能备份它；请用新版本的 gongkai backup")
    # Tables of an older version cannot be asked by the models of this one: then every key is held for needed.
    behind = bool(schema.pending())
    keys = keyring.listed() if behind else keyring.named()
    if not behind and any(name.purpose == "fields" for name in keys):
        keys += [name for name in keyring.listed() if name.purpose == "index"]
    return Manifest(
        program=__version__,
        vendor=connection.vendor,
        made_at=now().isoformat(timespec="seconds"),
        migrations=sorted(applied),
        keys=[str(name) for name in keys],
        chains=[] if behind else [asdict(head) for head in log.heads()],
    )


def _add(draft: Draft, table: tables.Table) -> int:
    """Put a table's rows in; how many."""
    rows = 0
    for number, piece in enumerate(vendor().pieces(table), 1):
        rows += piece.count(b"\n")
        draft.add(f"rows/{table.name}/{number:06}.copy", piece)
    return rows
