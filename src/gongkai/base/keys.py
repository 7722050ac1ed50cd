"""Files that only their owner may read: keys and first passwords, in the folder for keys."""

import os
import secrets
import tempfile
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file of mode 0600 in a folder of mode 0700, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def secret_key(folder: Path) -> str:
    """The installation's own signing key, made once."""
    path = folder / "secret-key.txt"
    if not path.exists():
        write(path, secrets.token_urlsafe(64) + "\n")
    return path.read_text(encoding="utf-8").strip()
