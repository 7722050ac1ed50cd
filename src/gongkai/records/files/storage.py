"""Where contents lie: under their hash, written whole or not at all.

`DurableFolder` is the storage of an installation on one machine. Any other storage of Django's kind serves too,
as long as it replaces what has the same name (S3-compatible storages do).
"""

import datetime
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

PARTIAL = "partial"
_PLACE = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_PIECE = 256 * 1024


class DurableFolder(FileSystemStorage):
    """A folder. A file appears under its name only when all of it is on the disk; an older one is replaced."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        goal = Path(self.path(name))
        partial = Path(self.path(PARTIAL))
        for folder in (partial, goal.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=partial)  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in content.chunks(_PIECE):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            Path(unfinished).replace(goal)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        for folder in (goal.parent, goal.parent.parent, goal.parent.parent.parent):
            _sync(folder)
        return name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def digest(file: Any) -> str:
    """The SHA-256 of what is in the file, which is left at its beginning."""
    running = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        running.update(piece)
    file.seek(0)
    return running.hexdigest()


def put(file: IO[bytes]) -> str:
    """Keep a content under its hash, also where it lies there already: a damaged copy is healed. Its hash."""
    sha256 = digest(file)
    wanted = place(sha256)
    name = default_storage.save(wanted, File(file))
    if name != wanted:  # a storage that does not replace: it holds this content already
        default_storage.delete(name)
    return sha256


def opened(sha256: str) -> "File[bytes]":
    """The content, opened for reading. Raises FileNotFoundError."""
    file: File[bytes] = default_storage.open(place(sha256), "rb")
    return file


def discard(sha256: str) -> None:
    default_storage.delete(place(sha256))


def lying() -> Iterator[tuple[str, str | None]]:
    """What lies in the storage: the name, and the hash it claims; None for what was never finished."""
    for folder in _folders(""):
        if folder == PARTIAL:
            for name in default_storage.listdir(folder)[1]:
                yield f"{folder}/{name}", None
        elif len(folder) == 2:
            for inner in _folders(folder):
                for name in default_storage.listdir(f"{folder}/{inner}")[1]:
                    path = f"{folder}/{inner}/{name}"
                    if found := _PLACE.fullmatch(path):
                        yield path, found[3]


def written(name: str) -> datetime.datetime:
    """When it was written last. Raises FileNotFoundError."""
    return default_storage.get_modified_time(name)


def remove(name: str) -> None:
    default_storage.delete(name)


def _folders(path: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(path)[0])
    except FileNotFoundError:
        return []
