"""Files that only their owner may read: keys and first passwords, in the folder for keys."""

import os
import secrets
import tempfile
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file of mode 0600 in a folder of mode 0700, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    settle(path.parent)


def settle(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on disk: what a key has sealed must not outlive it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def secret_key(folder: Path) -> str:
    """The installation's own signing key, made once."""
    path = folder / "secret-key.txt"
    if not path.exists():
        write(path, secrets.token_urlsafe(64) + "\n")
    return path.read_text(encoding="utf-8").strip()
