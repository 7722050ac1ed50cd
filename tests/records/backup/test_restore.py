"""Backup and restore of a whole installation. Each restore runs all migrations, which takes a second or two."""

import datetime
import os
import resource
import shutil
import signal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from backed_up import FILE, NAME, contents, numbers, registered
from gongkai.base import in_use, keyring, schema
from gongkai.base.clock import now
from gongkai.base.keyring import KeyLost
from gongkai.base.models import Heartbeat, Timetable
from gongkai.cases.models import Request
from gongkai.records import backup, log, verification
from gongkai.records.backup import archive, restoring, tables, taking
from real_database import FORK, on_sqlite, started


@pytest.fixture
def copy(request_row: Request, tmp_path: Path) -> Path:
    """A backup of the installation."""
    backup.take(tmp_path / "a.tar")
    return tmp_path / "a.tar"


def restore(path: Path, *, replace: bool = True) -> backup.Restored:
    with backup.Archive(path) as found:
        return backup.restore(found, replace=replace)


def refused(path: Path, problem: type[Exception], match: str, *, replace: bool = True) -> None:
    """The restore is refused with these words, and all is as it was."""
    before = contents()
    with pytest.raises(problem, match=match):
        restore(path, replace=replace)
    assert contents() == before


def test_everything_comes_back(request_row: Request, installation: Path, tmp_path: Path) -> None:
    Heartbeat.objects.create(worker="one", beat_at=now())
    file = installation / "files" / "ab" / FILE
    before, stored = contents(), file.read_bytes()
    manifest = backup.take(tmp_path / "a.tar")
    assert manifest.rows["cases_request"] == manifest.files == 1
    assert set(manifest.keys) == {str(name) for name in keyring.listed()}

    registered(request_row.organ, "2020-0002")
    file.write_bytes(b"damaged")
    restored = restore(tmp_path / "a.tar")
    assert (restored.files, restored.migrated, restored.kept) == (1, 0, None)
    assert contents() == before
    assert file.read_bytes() == stored
    assert not Heartbeat.objects.exists()
    again = Request._base_manager.get()
    assert again.reveal("applicant") == NAME
    assert verification.verify(log.heads()).ok
    assert list(installation.glob("*restor*")) == []

    registered(again.organ, "2020-0003")  # new rows are numbered after the restored ones
    assert numbers() == ["2020-0001", "2020-0003"]
    assert verification.verify(log.heads()).ok

    shutil.rmtree(keyring.folder())
    keyring._read.clear()
    with pytest.raises(KeyLost):
        again.reveal("applicant")


def test_a_backup_holds_one_moment(request_row: Request, tmp_path: Path, monkeypatch) -> None:
    """Another process registers a request while tables are read: the backup has none of it."""
    add, begun = taking._add, []

    def add_and_be_disturbed(draft, table) -> int:
        if not begun:
            begun.append(FORK.Process(target=_register, args=(request_row,), daemon=True))
            begun[0].start()
            begun[0].join(20)
        return add(draft, table)

    monkeypatch.setattr(taking, "_add", add_and_be_disturbed)
    manifest = backup.take(tmp_path / "a.tar")
    assert begun[0].exitcode == 0
    assert numbers() == ["2020-0001", "2020-0002"]
    assert manifest.rows["cases_request"] == 1
    assert manifest.rows["records_event"] == sum(chain["seq"] for chain in manifest.chains)


def _register(row: Request) -> None:
    connections["default"].connection = None  # the parent's; this process opens its own
    connections["default"].savepoint_ids, connections["default"].in_atomic_block = [], False
    registered(row.organ, "2020-0002")


def test_what_is_here_is_replaced_on_demand_only(copy: Path) -> None:
    refused(copy, backup.NeedsReplace, "--replace", replace=False)


def test_a_site_that_runs_is_not_pulled_away(copy: Path) -> None:
    with in_use.together():
        refused(copy, in_use.InUse, "停止 gongkai serve")
    with in_use.alone(), pytest.raises(in_use.InUse, match="正在从备份恢复"), in_use.together():
        pass


def _hold_the_database_open(ready, done) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        ready.set()
        done.wait(20)


def test_a_program_that_has_the_database_open_is_noticed(copy: Path) -> None:
    before = contents()
    ready, done = FORK.Event(), FORK.Event()
    process = started(_hold_the_database_open, ready, done)
    assert ready.wait(20)
    try:
        with pytest.raises(backup.CannotRestore, match=r"打开|连接"):
            restore(copy)
    finally:
        done.set()
        process.join()
    assert contents() == before


def test_a_missing_key_is_named_before_anything_is_changed(copy: Path) -> None:
    name = next(name for name in keyring.listed() if name.purpose == "fields")
    path = keyring.folder() / f"{name}.key"
    secret = path.read_text()
    path.unlink()
    refused(copy, KeyLost, f"{name}.*gongkai keys import")
    path.write_text(secret)


def test_a_backup_of_a_newer_version_is_refused(copy: Path, monkeypatch) -> None:
    known = schema.known() - {("base", "0002_jobs")}
    monkeypatch.setattr(schema, "known", lambda: known)
    with pytest.raises(backup.CannotRestore, match=r"更新的版本.*base\.0002_jobs.*升级"):
        restore(copy)


def test_a_disk_without_room_is_seen_beforehand(copy: Path, monkeypatch) -> None:
    room = shutil.disk_usage("/")._replace(free=1)
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda path: room)
    refused(copy, backup.CannotRestore, "腾出空间")


def test_a_backup_of_an_older_version_is_brought_up_to_date(request_row: Request, tmp_path: Path) -> None:
    before = contents()
    call_command("migrate", "base", "0001", verbosity=0)
    manifest = backup.take(tmp_path / "old.tar")
    assert "base_timetable" not in manifest.rows
    call_command("migrate", "base", verbosity=0)
    assert restore(tmp_path / "old.tar").migrated == 1
    assert schema.pending() == []
    assert contents() == before
    Timetable.objects.create(job="a", moment=now())


def test_rows_that_point_nowhere_change_nothing(copy: Path, tmp_path: Path) -> None:
    """Every digest is right, and yet these are not the rows of such a database."""
    with backup.Archive(copy) as found, archive.writing(tmp_path / "b.tar") as draft:
        at = found.manifest.columns["cases_request"].index("organ_id")
        for name in found.manifest.members:
            content = found.read(name)
            if name.startswith("rows/cases_request/"):
                cells = content.split(b"\t")
                content = b"\t".join([*cells[:at], b"4711", *cells[at + 1 :]])
            draft.add(name, content)
        draft.finish(found.manifest)
    refused(tmp_path / "b.tar", backup.CannotRead, "请换一个备份")


def test_rows_are_counted_when_they_are_in(copy: Path) -> None:
    loader = taking.loader()
    found = tables.of_state(loader, set(loader.applied_migrations))
    with backup.Archive(copy) as opened:
        restoring._count(found, opened.manifest)
        opened.manifest.rows["cases_request"] += 1
        with pytest.raises(backup.CannotRead, match="行数"):
            restoring._count(found, opened.manifest)


def _restore_with_little_room(path: str, answer) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        restore(Path(path))
    except (DatabaseError, backup.CannotRestore) as problem:
        answer.put(type(problem).__name__)


def test_a_full_disk_changes_nothing(copy: Path, installation: Path) -> None:
    if connection.vendor != "sqlite":
        return  # the server's disk is not ours to fill
    before = contents()
    answer = FORK.Queue()
    process = started(_restore_with_little_room, str(copy), answer)
    assert answer.get(timeout=20)
    process.join()
    assert contents() == before
    assert list(installation.glob("*restor*")) == []


def _restore_and_die(path: str) -> None:
    build = taking.vendor().Build
    load = build.load

    def load_and_die(self, table, found) -> None:
        load(self, table, found)
        if table.name == "cases_request":
            os.kill(os.getpid(), signal.SIGKILL)

    build.load = load_and_die
    restore(Path(path))


def test_a_restore_killed_halfway_changes_nothing(copy: Path, installation: Path) -> None:
    before = contents()
    process = started(_restore_and_die, str(copy))
    process.join(20)
    assert process.exitcode == -signal.SIGKILL
    assert contents() == before
    with in_use.alone():
        pass  # nothing holds the installation any more


def test_a_damaged_database_is_replaced_and_kept(copy: Path, installation: Path) -> None:
    if connection.vendor != "sqlite":
        return  # the server keeps its own
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(backup.NeedsReplace):
        restore(copy, replace=False)
    restored = restore(copy)
    assert restored.kept is not None
    assert restored.kept.read_bytes().startswith(b"no database")
    assert numbers() == ["2020-0001"]


def test_an_installation_without_tables_has_nothing_to_back_up(installation: Path, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        return
    connection.close()
    Path(connection.settings_dict["NAME"]).unlink()
    with pytest.raises(backup.CannotWrite, match="没有数据"):
        backup.take(tmp_path / "a.tar")
    assert list(tmp_path.glob("*.tar*")) == []


def test_a_backup_of_one_database_is_restored_into_the_other(
    request_row: Request, copy: Path, tmp_path: Path
) -> None:
    """From PostgreSQL to SQLite and back again; the log's codes hold in both, so nothing of it has changed."""
    if connection.vendor != "postgresql":
        return  # run with the tests on PostgreSQL
    before = contents()
    with on_sqlite(tmp_path / "other.sqlite3"):
        assert restore(copy, replace=False).migrated == 0
        assert Request._base_manager.get().reveal("applicant") == NAME
        assert verification.verify(log.heads()).ok
        backup.take(tmp_path / "b.tar")
    registered(request_row.organ, "2020-0002")
    restore(tmp_path / "b.tar")
    assert contents() == before


def test_the_moment_of_the_backup_is_told(copy: Path) -> None:
    with backup.Archive(copy) as found:
        made = datetime.datetime.fromisoformat(found.manifest.made_at)
    assert abs(made - now()) < datetime.timedelta(minutes=1)
