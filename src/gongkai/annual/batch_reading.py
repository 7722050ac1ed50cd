"""The part of a batch that runs in a worker process: files are read, whatever happens in one is its own answer."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_load import Loaded, kind_name, load, read_document
from gongkai.annual.batch_sources import Source, runs, sources
from gongkai.annual.batch_tasks import Answered, Begun, Chunk, Closed, IsArchive, Parted, bounds_of
from gongkai.annual.read import NotAReport
from gongkai.papers.limits import MB, Limits
from gongkai.papers.model import Document
from gongkai.papers.open import CannotOpen, converted
from gongkai.papers.workers.pool import Bounds

_OFFICE_SECONDS = 40.0  # beside the time for the file itself: LibreOffice starts, and ends what hangs
_OFFICE_MEMORY = 6144 * MB  # it bounds itself to less

Told = Begun | Answered | IsArchive | Parted | Closed | Bounds


def read_chunk(chunk: Chunk) -> Iterator[Told]:
    """Read the files of a chunk and tell of each step (`gongkai.papers.workers.worker` calls this)."""
    for run in runs(sources(chunk)):
        if not isinstance(run, list):
            yield run
        elif run[0].converted:
            yield from _converted(run, chunk)
        else:
            for source in run:
                yield Begun((source.item,))
                yield Answered(source.item, read_source(source, chunk))


def read_source(source: Source, chunk: Chunk) -> FileRead:
    """What the bytes of one file or member give."""
    data = source.data
    if isinstance(data, CannotOpen):
        return FileRead(source.item.name, Answer.CANNOT_OPEN, says=str(data))
    return _answer(source, lambda: load(data, source.shown, chunk.limits), chunk)


def _converted(run: Sequence[Source], chunk: Chunk) -> Iterator[Told]:
    """Files that LibreOffice converts in one go; after one came to grief with others, one by one."""
    alone = any(entry.alone for entry in chunk.entries)
    parts = [[source] for source in run] if alone else [list(run)]
    for part in parts:
        yield Begun(tuple(source.item for source in part))
        yield Bounds(
            (chunk.limits.seconds + _OFFICE_SECONDS) * (len(part) + 1), _OFFICE_MEMORY, chunk.limits.unpacked
        )
        begun = time.perf_counter()
        documents = _documents(part, chunk.limits)
        share = (time.perf_counter() - begun) / len(part)
        yield bounds_of(chunk.limits)
        for source, document in zip(part, documents, strict=True):
            yield Begun((source.item,))
            read = _answer(source, lambda document=document: _loaded(document), chunk)  # type: ignore[misc]
            yield Answered(source.item, replace(read, seconds=read.seconds + share))


def _documents(part: Sequence[Source], limits: Limits) -> list[Document | Exception]:
    files = [(source.shown, source.data) for source in part if isinstance(source.data, bytes)]
    try:
        return list(converted(files, limits))
    except MemoryError:
        raise
    except Exception as problem:
        if len(part) == 1:
            return [problem]
        return [document for source in part for document in _documents([source], limits)]


def _loaded(document: Document | Exception) -> Loaded:
    if isinstance(document, Exception):
        raise document
    return read_document(document)


def _answer(source: Source, loading: Callable[[], Loaded], chunk: Chunk) -> FileRead:
    """Nothing is raised but for want of memory."""
    name = source.item.name
    begun = time.perf_counter()
    loaded: Loaded | None = None
    answer, says = Answer.CANNOT_OPEN, ""
    try:
        loaded = loading()
    except CannotOpen as problem:
        says = str(problem)
    except NotAReport as problem:
        answer, says = Answer.NOT_A_REPORT, f"{name}：{problem}"
    except MemoryError:
        raise  # the worker tells of it and ends
    except Exception as problem:  # a fault of ours or of a library, met in one file of many
        says = f"{name}：读取时程序出错（{type(problem).__name__}），没有给出任何数字；请把文件交给维护者"
    seconds = time.perf_counter() - begun
    if loaded is None:
        assert isinstance(source.data, bytes)  # noqa: S101 - else it was refused before
        return FileRead(name, answer, None, kind_name(source.data), says, seconds)
    document = loaded.document if chunk.keep_document else None
    return FileRead(name, Answer.READ, loaded.report, loaded.kind, "", seconds, document)
