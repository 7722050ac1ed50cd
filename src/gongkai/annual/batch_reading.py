"""The part of a batch that runs in a worker process: files are read, whatever happens in one is its own answer."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_load import Loaded, kind_name, load
from gongkai.annual.batch_tasks import Answered, Begun, Chunk, Closed, Entry, IsArchive, Item
from gongkai.annual.read import NotAReport
from gongkai.papers.limits import Limits
from gongkai.papers.open import CannotOpen, take

# Faults of ours, met in one file of many: the others must not pay for it.
FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, AttributeError, RecursionError)

Told = Begun | Answered | IsArchive | Closed


@dataclass(frozen=True, slots=True)
class Source:
    """A file or member at hand: its bytes, or why there are none. `shown` is its name in sentences."""

    item: Item
    shown: str
    data: bytes | CannotOpen


def read_chunk(chunk: Chunk) -> Iterator[Told]:
    """Read the files of a chunk and tell of each step (`gongkai.papers.worker` calls this)."""
    for entry in chunk.entries:
        source = _source(entry, chunk.limits)
        yield Begun((source.item,))
        yield Answered(source.item, read_source(source, chunk.limits, keep_document=chunk.keep_document))


def _source(entry: Entry, limits: Limits) -> Source:
    path = Path(entry.path)
    item = Item(entry.number, entry.name)
    try:
        return Source(item, path.name, take(path, limits))
    except CannotOpen as problem:
        return Source(item, path.name, problem)


def read_source(source: Source, limits: Limits, *, keep_document: bool) -> FileRead:
    """What the bytes give; nothing is raised but for want of memory."""
    name, data = source.item.name, source.data
    if isinstance(data, CannotOpen):
        return FileRead(name, Answer.CANNOT_OPEN, says=str(data))
    begun = time.perf_counter()
    loaded: Loaded | None = None
    answer, says = Answer.CANNOT_OPEN, ""
    try:
        loaded = load(data, source.shown, limits)
    except CannotOpen as problem:
        says = str(problem)
    except NotAReport as problem:
        answer, says = Answer.NOT_A_REPORT, f"{name}：{problem}"
    except FAULTS as problem:
        says = f"{name}：读取时程序出错（{type(problem).__name__}），没有给出任何数字；请把文件交给维护者"
    seconds = time.perf_counter() - begun
    if loaded is None:
        return FileRead(name, answer, None, kind_name(data), says, seconds)
    document = loaded.document if keep_document else None
    return FileRead(name, Answer.READ, loaded.report, loaded.kind, "", seconds, document)
