"""A database and folder of a command's own, gone afterwards: what the installation holds is never touched."""

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from gongkai.cli.plain.status import Failure, Status
from gongkai.site.variables import Environment

PREFIX = "gongkai-verify-"
NAME = "gongkai_verify_"
LONG_AGO = 3600  # seconds; no command takes as long


@contextmanager
def own_database(found: Environment) -> Iterator[None]:
    """Point the settings at a new, empty database of the kind in use. To be entered before Django is set up.

    Raises Failure where the database server does not let us make one.
    """
    _forget_folders()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings.dev",
            "GONGKAI_SETTINGS": "dev",
            "GONGKAI_DATA": folder,
            "GONGKAI_DEMO": "1",
            "GONGKAI_CLAMD": "",  # what is made up here needs no scanner
            "GONGKAI_LOG_LEVEL": "WARNING",
            "DATABASE_URL": "",
        }
        if not found.database_url.startswith("postgres"):
            yield
            return
        with _made(found.database_url) as address:
            os.environ["DATABASE_URL"] = address
            yield


@contextmanager
def _made(address: str) -> Iterator[str]:
    """A new database beside the one in use: its address. It is dropped at the end."""
    name = f"{NAME}{int(time.time())}_{secrets.token_hex(4)}"
    try:
        with psycopg.connect(address, autocommit=True) as server:
            _forget_databases(server)
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as problem:
        raise Failure(
            Status.ENVIRONMENT,
            "数据库账号不能建临时数据库；请用有 CREATEDB 权限的账号，"
            "或在没有 DATABASE_URL 的环境里运行（用自带的 SQLite 核对）",
        ) from problem
    except psycopg.OperationalError as problem:
        raise Failure(
            Status.ENVIRONMENT, "连不上数据库；请检查它是否在运行、DATABASE_URL 是否写对"
        ) from problem
    try:
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _forget_databases(server: psycopg.Connection) -> None:
    """Drop what a killed command left: databases by our name, made long ago and used by nobody."""
    found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (f"{NAME}%",)).fetchall()
    for (name,) in found:
        made = name.removeprefix(NAME).partition("_")[0]
        if made.isdecimal() and time.time() - int(made) > LONG_AGO:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _forget_folders() -> None:
    """Remove the folders that a killed command of this user left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        about = folder.stat()
        if about.st_uid == os.getuid() and time.time() - about.st_mtime > LONG_AGO:
            shutil.rmtree(folder, ignore_errors=True)
