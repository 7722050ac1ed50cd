"""Restoring a backup: everything is looked at first, the new database is built beside the old one, then they change
places. Whatever goes wrong before that leaves the old one as it was.
"""

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.base import in_use, keyring, schema
from gongkai.base.keyring import KeyName
from gongkai.records.backup import files, postgres, sqlite, tables
from gongkai.records.backup.archive import Archive
from gongkai.records.backup.faults import CannotRead, CannotRestore, NeedsReplace
from gongkai.records.backup.manifest import Manifest
from gongkai.records.backup.tables import Table
from gongkai.records.backup.taking import vendor

# What an installation has that nobody has used yet.
MADE_BY_ITSELF = tables.LEFT_OUT | {"django_content_type", "auth_permission", "base_timetable"}
Build = sqlite.Build | postgres.Build
ROOM = 2  # a SQLite file with its indexes takes at most so many times what its rows take as text


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: the backup's manifest, files written anew, migrations run after it."""

    manifest: Manifest
    files: int
    migrated: int
    kept: Path | None  # where the old database lies, if it was damaged


def restore(archive: Archive, *, replace: bool) -> Restored:
    """Put a backup in the place of what is here. Raises CannotRead, CannotRestore, KeyLost, InUse; then all is as
    it was."""
    with in_use.alone():
        archive.verify()
        check(archive.manifest, replace=replace)
        written = files.put_back(archive)
        build = vendor().Build()
        with build.building(), _uncollected():
            migrated = _rebuild(archive, build)
    return Restored(archive.manifest, written, migrated, build.kept)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of short-lived rows make Python look for garbage again and again: a seventh of the time, for none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def check(manifest: Manifest, *, replace: bool) -> None:
    """What can be known before anything is changed. Raises CannotRestore and KeyLost."""
    labels = {label for label, _ in schema.known()}
    newer = sorted(step for step in set(manifest.migrations) - schema.known() if step[0] in labels)
    if newer:
        raise CannotRestore(
            f"备份来自更新的版本（{manifest.program}，{'.'.join(newer[0])}），这个版本不能恢复它；请先升级程序"
        )
    missing = keyring.missing(KeyName(*name.split("-", 1)) for name in manifest.keys)
    if missing:
        raise keyring.KeyLost(
            f"恢复这个备份要用的密钥 {'、'.join(map(str, missing))} 不在 {keyring.folder()} 里；"
            "请先用 gongkai keys import 装回随它另存的密钥"
        )
    if not replace and _occupied():
        raise NeedsReplace("这里已经有数据，恢复会整个换掉它们；确实要换，请加 --replace（最好先做一次备份）")
    needed = manifest.size_of(files.FOLDER)
    if connection.vendor == "sqlite":
        if not Path(connection.settings_dict["NAME"]).is_absolute():
            raise CannotRestore("数据库不是一个文件，恢复不了；请用 GONGKAI_DATA 或 DATABASE_URL 指明数据库")
        needed += ROOM * manifest.size_of("rows/")
    free = shutil.disk_usage(settings.DATA).free
    if free < needed:
        raise CannotRestore(
            f"{settings.DATA} 所在的磁盘还剩 {free >> 20} MB，恢复要用 {needed >> 20} MB；请先腾出空间"
        )


def _occupied() -> bool:
    """Whether anything here was entered by somebody. What cannot be read was."""
    try:
        with connection.cursor() as cursor:
            for name in connection.introspection.django_table_names(only_existing=True, include_views=False):
                if name not in MADE_BY_ITSELF:
                    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608
                    if cursor.fetchone():
                        return True
    except DatabaseError:
        return True
    return False


def _rebuild(archive: Archive, build: Build) -> int:
    """The backup's tables, their rows, then the migrations since; how many of these."""
    manifest = archive.manifest
    executor = MigrationExecutor(connection)
    applied = set(manifest.migrations) & schema.known()
    found = tables.of_state(executor.loader, applied)
    if {table.name: table.names for table in found} != manifest.columns:
        raise CannotRead("备份里的表与它所记的版本不符；请换一个备份")
    executor.migrate(tables.targets(executor.loader, applied))
    build.open_for_load(found)
    for table in found:
        build.load(table, _pieces(archive, table))
    build.close_load(found)
    _count(found, manifest)
    migrated = len(schema.pending())
    call_command("migrate", interactive=False, verbosity=0)
    return migrated


def _pieces(archive: Archive, table: Table) -> Iterator[bytes]:
    return (archive.read(name) for name in archive.names(f"rows/{table.name}/"))


def _count(found: list[Table], manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        for table in found:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table.name)}")  # noqa: S608
            if cursor.fetchone()[0] != manifest.rows[table.name]:
                raise CannotRead(f"备份里 {table.name} 的行数与清单不符；请换一个备份")
