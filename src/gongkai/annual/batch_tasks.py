"""What passes between a batch and its worker processes."""

from dataclasses import dataclass

from gongkai.annual.batch_files import FileRead
from gongkai.papers.archive import Part
from gongkai.papers.limits import Limits
from gongkai.papers.workers.frames import Bounds

TOGETHER = 20  # files of one run of LibreOffice
_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to be read. `number` is its place among all, `name` what it goes by."""

    number: int
    path: str
    name: str
    office: bool = False  # perhaps one that LibreOffice must convert: such are best read together
    archive: bool = False  # known for an archive: its members may be told now
    divide: bool = False  # its members are for several workers: it is to be parted first
    part: Part | None = None  # of an archive: only these members, and their place among the parts
    turn: int = 0
    skip: int = 0  # members of the archive, or of the part, that are dealt with
    alone: bool = False  # together with others it came to grief


@dataclass(frozen=True, slots=True)
class Chunk:
    """Files for one worker, one after the other."""

    entries: tuple[Entry, ...]
    limits: Limits
    keep_document: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or the member of an archive at a position (from 0)."""

    number: int
    name: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """These are being read: who is lost with them is known by name."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    item: Item
    read: FileRead


@dataclass(frozen=True, slots=True)
class IsArchive:
    """The file at `number` is an archive: to be given again when its members may be told."""

    number: int


@dataclass(frozen=True, slots=True)
class Parted:
    """A part of the archive at `number`, the next in its order."""

    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class Closed:
    """No more members are in the archive at `number`, or in the part of it that was given."""

    number: int


def for_office(head: bytes) -> bool:
    """Whether some first bytes may be those of a file that LibreOffice must convert."""
    return head.startswith(_OFFICE)


def bounds_of(limits: Limits) -> Bounds:
    """What one file may cost its worker."""
    return Bounds(limits.seconds, limits.memory, limits.unpacked)
