"""Brings the installation to the state this version needs: tables, static files, demonstration."""

import datetime
import hashlib
from pathlib import Path
from time import monotonic

import click
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.utils.timezone import localtime

from gongkai import __version__
from gongkai.base import keyring, schema
from gongkai.base.clock import now
from gongkai.cli.plain.status import Failure, Status
from gongkai.cli.preflight import again
from gongkai.papers.problems import words

LEEWAY = datetime.timedelta(minutes=5)


def tables() -> None:
    """Bring the tables up to date. Raises Failure: no database there, or one of a newer version."""
    try:
        unknown, pending = schema.unknown(), schema.pending()
        if unknown:
            raise Failure(
                Status.ENVIRONMENT,
                f"数据库来自更新的版本（{'.'.join(unknown[0])}），这个版本（{__version__}）不能用它；"
                "请装回新版本，或用 GONGKAI_DATA、DATABASE_URL 换一个数据库",
            )
        if pending:
            begun = monotonic()
            click.echo(f"建立数据库的表（{len(pending)} 步）……")
            call_command("migrate", interactive=False, verbosity=0)
            click.echo(f"数据库建好了（{monotonic() - begun:.1f} 秒）")
        file = Path(str(connection.settings_dict["NAME"]))
        if connection.vendor == "sqlite" and file.is_file():
            # It will hold what people wrote: the owner's alone, whatever the folder allows. WAL files follow.
            file.chmod(0o600)
    except OperationalError as problem:
        raise Failure(Status.ENVIRONMENT, _unreachable(problem)) from problem
    except DatabaseError as problem:
        raise Failure(
            Status.ENVIRONMENT, f"数据库 {_place()} 不能用（{problem}）；请换一个数据库，或从备份恢复"
        ) from problem


def keys() -> None:
    """See that the keys are there, and make them where none was ever used. Raises Failure."""
    try:
        lost = keyring.missing()
        for purpose in keyring.PURPOSES:
            keyring.current(purpose)
    except keyring.KeyLost as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
    except OSError as problem:
        raise Failure(
            Status.ENVIRONMENT, f"密钥写不进 {keyring.folder()}（{words(problem)}）；请检查它的权限"
        ) from problem
    if lost:
        click.echo(
            f"缺少密钥 {'、'.join(map(str, lost))}，用它们加密或签过的内容读不出、核对不了；"
            "请用 gongkai keys import 装回",
            err=True,
        )


def _place() -> str:
    """Where the database is, without its password."""
    described = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(described["NAME"])
    return f"{described['HOST'] or 'localhost'}:{described['PORT'] or 5432}/{described['NAME']}"


def _unreachable(problem: OperationalError) -> str:
    if connection.vendor == "sqlite":
        return (
            f"数据库文件 {_place()} 打不开或正被占用（{problem}）；"
            f"请检查它的权限，或换一个文件夹：{again('GONGKAI_DATA=~/gongkai')}"
        )
    return f"连不上数据库 {_place()}；请检查它是否在运行、DATABASE_URL 是否写对"


def static_files() -> None:
    """Collect what browsers fetch, where something has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    mark = root / "collected.txt"
    fingerprint = _fingerprint()
    if mark.exists() and mark.read_text(encoding="utf-8") == fingerprint:
        return
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except ValueError as problem:  # a file names another that is not there
        raise Failure(Status.ENVIRONMENT, f"静态文件不完整：{problem}；请重新安装") from problem
    mark.write_text(fingerprint, encoding="utf-8")


def _fingerprint() -> str:
    """Changes when any static file, or the way of storing them, does."""
    found = hashlib.sha256(repr((__version__, settings.STORAGES["staticfiles"])).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda item: str(item[0])):
            about = Path(storage.path(name)).stat()
            found.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()


def clock() -> None:
    """Say so where this machine's clock stands before the last thing that was logged: periods run by it."""
    last = apps.get_model("records", "Event")._base_manager.order_by("-pk").first()
    if last is not None and last.recorded_at > now() + LEEWAY:
        click.echo(
            f"注意：这台机器的时钟是 {now():%Y-%m-%d %H:%M}，而日志里已有 {localtime(last.recorded_at):%Y-%m-%d %H:%M} "
            "登记的事。期限按这台机器的日期计算，请先校准时钟",
            err=True,
        )


def demonstration() -> None:
    """Load the demonstration where it belongs, and keep its account in step with who can reach the site."""
    try:
        call_command("demo", if_due=True)
    except CommandError as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem
