"""A database and folder of a command's own, gone afterwards: what the installation holds is never touched."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from gongkai.cli.plain.status import Failure, Status
from gongkai.site.variables import Environment


@contextmanager
def own_database(found: Environment) -> Iterator[None]:
    """Point the settings at a new, empty database of the kind in use. To be entered before Django is set up.

    Raises Failure where the database server does not let us make one.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
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
    name = f"gongkai_verify_{secrets.token_hex(6)}"
    try:
        with psycopg.connect(address, autocommit=True) as server:
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
