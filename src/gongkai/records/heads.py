"""Heads of the chains kept outside the database: what was there on a day can be asked for later.

One line a chain and day in `heads.jsonl`: a folder that is backed up or mounted from another machine makes it
impossible to cut the log off unseen.
"""

import json
import os
from pathlib import Path

from django.conf import settings

from gongkai.base.clock import now
from gongkai.records import log
from gongkai.records.log import Head


def file() -> Path:
    return Path(settings.DATA) / "heads" / "heads.jsonl"


def write() -> int:
    """Add today's heads, those that have moved since they were last written. Returns how many."""
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {head.chain: head for head in written()}
    moved = [head for head in log.heads() if known.get(head.chain) != head]
    with path.open("a", encoding="utf-8") as out:
        out.writelines(line(each) for each in moved)
        out.flush()
        os.fsync(out.fileno())
    return len(moved)


def line(head: Head) -> str:
    """A head as one line, with the moment it is written."""
    at = now().isoformat(timespec="seconds")
    return json.dumps({"at": at, "chain": head.chain, "seq": head.seq, "mac": head.mac}) + "\n"


def written(path: Path | None = None) -> list[Head]:
    """All heads ever written down, oldest first; none where there is no file.

    Raises ValueError naming the line that is no head.
    """
    path = path or file()
    if not path.exists():
        return []
    heads = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found = json.loads(line)
            heads.append(Head(str(found["chain"]), int(found["seq"]), str(found["mac"])))
        except (ValueError, KeyError, TypeError) as problem:
            raise ValueError(f"{path} 第 {number} 行不是日志链的末端记录") from problem
    return heads
