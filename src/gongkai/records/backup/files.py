"""The files of the installation: what lies in the default storage, where that is a folder."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

from gongkai.papers import problems
from gongkai.records.backup.archive import Archive, Draft
from gongkai.records.backup.faults import CannotRestore, CannotWrite

FOLDER = "files/"


def storage() -> FileSystemStorage:
    """The folder they lie in. Raises CannotWrite where another service keeps them, which has its own backup."""
    found = storages["default"]
    if not isinstance(found, FileSystemStorage):
        raise CannotWrite("附件不在本机的文件夹里，gongkai backup 备份不了；请用存放附件的服务自己的备份")
    return found


def listed() -> Iterator[str]:
    """Their names below the folder."""
    root = Path(storage().location)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix()


def add_to(draft: Draft) -> None:
    """Put every file in. Files are written before their rows, so those of the rows already read are there."""
    root = Path(storage().location)
    for name in listed():
        try:
            draft.add_file(f"{FOLDER}{name}", root / name)
        except FileNotFoundError:
            continue  # swept meanwhile: no row named it


def put_back(archive: Archive) -> int:
    """Write every file of the backup that is not there yet; how many. Others stay: no row will name them.

    A file's name says its content, so nothing that the old rows name is changed. Raises CannotRestore.
    """
    root, written = Path(storage().location), 0
    mode = storage().file_permissions_mode or 0o600
    try:
        for name in archive.names(FOLDER):
            path = root / name.removeprefix(FOLDER)
            if not _there(path, archive.manifest.members[name].sha256):
                _write(path, archive.pieces(name), mode)
                written += 1
        os.sync()
    except OSError as problem:
        raise CannotRestore(
            f"附件写不进 {root}（{problems.words(problem)}），数据没有恢复；请腾出空间或检查权限"
        ) from problem
    return written


def _there(path: Path, sha256: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _write(path: Path, pieces: Iterator[bytes], mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
