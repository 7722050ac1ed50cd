"""The files of a chunk as bytes at hand: files one by one, archives member by member."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.annual.batch_tasks import (
    TOGETHER,
    Chunk,
    Closed,
    Entry,
    IsArchive,
    Item,
    Parted,
    for_office,
)
from gongkai.papers.archive import members, parts
from gongkai.papers.kinds import Kind, kind_of
from gongkai.papers.limits import MB, Limits
from gongkai.papers.open import CannotOpen, take

CONVERTED = frozenset({Kind.DOC, Kind.RTF})  # by LibreOffice: many in one run
_MOST_BYTES = 50 * MB
_PART = 8  # files of an archive's first part
_PACKED = b"PK"
_EMPTY = "里没有可读的文件，请确认压缩文件是否完整"


@dataclass(frozen=True, slots=True)
class Source:
    """A file or member at hand: its bytes, or why there are none. `shown` is its name in sentences."""

    item: Item
    shown: str
    data: bytes | CannotOpen

    @property
    def converted(self) -> bool:
        data = self.data
        return isinstance(data, bytes) and for_office(data) and kind_of(data) in CONVERTED


def sources(chunk: Chunk) -> Iterator[Source | IsArchive | Parted | Closed]:
    """Everything to be read, and where an archive is met, parted or ends."""
    for entry in chunk.entries:
        path = Path(entry.path)
        item = Item(entry.number, entry.name)
        try:
            data = take(path, chunk.limits)
        except CannotOpen as problem:
            yield Source(item, path.name, problem)
            continue
        if not (data.startswith(_PACKED) and kind_of(data) is Kind.ZIP):
            yield Source(item, path.name, data)
        elif not entry.archive:
            yield IsArchive(entry.number)
        else:
            dealing = _parted if entry.divide else _inside
            yield from dealing(entry, data, path.name, chunk.limits)
            yield Closed(entry.number)


def runs(
    found: Iterator[Source | IsArchive | Parted | Closed],
) -> Iterator[list[Source] | IsArchive | Parted | Closed]:
    """The same in order, neighbours that LibreOffice converts in one list, every other source in one of its own."""
    run: list[Source] = []
    for each in found:
        together = isinstance(each, Source) and each.converted
        if run and (not together or len(run) == TOGETHER or sum(map(_size, run)) > _MOST_BYTES):
            yield run
            run = []
        if isinstance(each, Source):
            run.append(each)
            if together:
                continue
            yield run
            run = []
        else:
            yield each
    if run:
        yield run


def _inside(entry: Entry, data: bytes, shown: str, limits: Limits) -> Iterator[Source]:
    position = -1
    try:
        for position, (name, content) in enumerate(members(data, shown, limits, entry.part)):
            if position >= entry.skip:
                item = Item(entry.number, entry.name + name.removeprefix(shown), position)
                yield Source(item, name, content)
        if position < 0:
            raise CannotOpen(f"{shown}{_EMPTY}")
    except CannotOpen as problem:
        yield Source(Item(entry.number, entry.name, position + 1), shown, problem)


def _parted(entry: Entry, data: bytes, shown: str, limits: Limits) -> Iterator[Source | Parted]:
    """Parts for several workers. They grow, so that a long archive is not opened hundreds of times."""
    made = 0

    def full(files: int, content: bytes) -> bool:
        return files >= (TOGETHER if for_office(content) else _PART + made)

    try:
        for part in parts(data, shown, limits, full):
            yield Parted(entry.number, part)
            made += 1
        if not made:
            raise CannotOpen(f"{shown}{_EMPTY}")
    except CannotOpen as problem:
        yield Source(Item(entry.number, entry.name, 0), shown, problem)


def _size(source: Source) -> int:
    return len(source.data) if isinstance(source.data, bytes) else 0
