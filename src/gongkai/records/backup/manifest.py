"""What a backup holds, written down beside it."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from gongkai.records.backup.faults import CannotRead

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """The contents and the state of the program they belong to. `keys` are names; no secret is in a backup."""

    program: str
    vendor: str  # sqlite, postgresql
    made_at: str  # ISO 8601, Beijing time
    migrations: list[tuple[str, str]]
    keys: list[str]  # what rows name: fields-20261120a-3f9c1d
    chains: list[dict[str, Any]]  # the log's heads: chain, seq, mac
    columns: dict[str, list[str]] = field(default_factory=dict)  # table → columns, as they lie in the rows
    rows: dict[str, int] = field(default_factory=dict)  # table → count
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def files(self) -> int:
        return sum(name.startswith("files/") for name in self.members)

    @property
    def size(self) -> int:
        """Bytes of content."""
        return sum(member.size for member in self.members.values())

    def size_of(self, folder: str) -> int:
        """Bytes of the members below `rows/` or `files/`."""
        return sum(member.size for name, member in self.members.items() if name.startswith(folder))

    def text(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def read(text: bytes) -> Manifest:
    """The manifest in a backup. Raises CannotRead: not one, or of a newer format."""
    try:
        found = json.loads(text)
        if found["format"] > FORMAT:
            raise CannotRead("这个备份是更新的版本做的，这个版本读不了；请先升级程序")
        return Manifest(
            **found
            | {
                "migrations": [(str(app), str(name)) for app, name in found["migrations"]],
                "members": {name: Member(**about) for name, about in found["members"].items()},
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise CannotRead("备份的清单读不懂：文件损坏，或不是 gongkai backup 做的；请换一个备份") from problem
