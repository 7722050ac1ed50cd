"""An empty database beside the one that the tests run on, of the same kind."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connections


@contextmanager
def beside(name: str, folder: Path) -> Iterator[str]:
    """The address of an empty database, as DATABASE_URL takes it; it is gone afterwards."""
    default = connections["default"]
    name = f"{name}_{os.getpid()}"  # tests run in several processes on one server
    if default.vendor == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    with default._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        with default._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
