"""Who has the installation's data open: the site and its workers together, or one restore alone.

The lock is the operating system's, on a file in the folder for data: it ends with the process that holds it,
however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from gongkai.base.refusal import Refused


class InUse(Refused):
    """Somebody else has the data open in a way that excludes this."""


@contextmanager
def together() -> Iterator[None]:
    """As the site and its workers use the data. Raises InUse while a backup is being restored."""
    with _locked(fcntl.LOCK_SH, "正在从备份恢复数据，网站和后台任务现在不能启动；请等恢复完成再启动"):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """With nobody else. Raises InUse while the site or a worker runs on this data."""
    with _locked(fcntl.LOCK_EX, "网站或后台任务正在使用这些数据；请先停止 gongkai serve，再恢复备份"):
        yield


@contextmanager
def _locked(kind: int, refusal: str) -> Iterator[None]:
    path = Path(settings.DATA) / "in-use.lock"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise InUse(refusal) from problem
        yield
    finally:
        os.close(handle)
