"""Heads of the chains kept outside the database: what was there on a day can be asked for later.

One line a chain and day in `heads.jsonl`: a folder that is backed up or mounted from another machine makes it
impossible to cut the log off unseen.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from gongkai.base.clock import now
from gongkai.records import log
from gongkai.records.log import Head


def file() -> Path:
    return Path(settings.DATA) / "heads" / "heads.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of heads says, oldest first, and the numbers of the lines that are no head: torn or spoilt."""

    heads: tuple[Head, ...]
    spoilt: tuple[int, ...]


def write() -> int:
    """Add the heads that have moved since they were last written. Returns how many."""
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {head.chain: head for head in kept().heads}
    moved = [head for head in log.heads() if known.get(head.chain) != head]
    with path.open("ab+") as out:
        if out.tell() and not _ends_its_line(out):
            out.write(b"\n")  # the last write was cut short: what it left stays one line, and is told of
        out.writelines(line(each).encode() for each in moved)
        out.flush()
        os.fsync(out.fileno())
    return len(moved)


def _ends_its_line(out: IO[bytes]) -> bool:
    out.seek(-1, os.SEEK_END)
    return out.read(1) == b"\n"


def line(head: Head) -> str:
    """A head as one line, with the moment it is written."""
    at = now().isoformat(timespec="seconds")
    return json.dumps({"at": at, "chain": head.chain, "seq": head.seq, "mac": head.mac}) + "\n"


def kept(path: Path | None = None) -> Kept:
    """All heads ever written down; none where there is no file."""
    path = path or file()
    if not path.exists():
        return Kept((), ())
    heads, spoilt = [], []
    for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        try:
            found = json.loads(text)
            heads.append(Head(str(found["chain"]), int(found["seq"]), str(found["mac"])))
        except (ValueError, KeyError, TypeError):
            spoilt.append(number)
    return Kept(tuple(heads), tuple(spoilt))
