"""The order of a batch: which files are given out next, whose answers are told next, what becomes of lost ones.

Answers come as the workers have them and are told in the order of the files. Only so many files are ahead of the
one that is told next, so that memory stays the same however many there are.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_tasks import (
    TOGETHER,
    Answered,
    Begun,
    Chunk,
    Closed,
    Entry,
    IsArchive,
    Item,
    for_office,
)
from gongkai.papers.limits import MB, Limits
from gongkai.papers.workers.pool import Event, Finished, Gave, Loss, Lost

WINDOW = 64  # files given out or waiting to be told
_MOST = 8  # files of one task: passing them one by one would leave the workers waiting


class Order:
    """Files in, chunks out, events in, answers out."""

    def __init__(self, files: Iterable[Path], jobs: int, limits: Limits, *, keep_document: bool) -> None:
        self._files = enumerate(files)
        self._jobs, self._limits, self._keep = jobs, limits, keep_document
        self._queue: deque[Entry] = deque()
        self._waiting: dict[int, deque[FileRead]] = {}  # by number, in order; a file leaves when all is told
        self._closed: set[int] = set()
        self._given: dict[int, dict[int, Entry]] = {}  # tag → the entries of its chunk not dealt with
        self._begun: dict[int, list[Item]] = {}  # tag → what is being read
        self._tags = 0
        self._pull()

    @property
    def finished(self) -> bool:
        """Every answer has been told."""
        return not self._waiting

    def next_chunk(self) -> tuple[int, Chunk] | None:
        """A tag and a chunk for an idle worker; None when there is nothing to give at the moment."""
        head = next(iter(self._waiting), None)
        ready = [entry for entry in self._queue if not entry.archive or entry.number == head]
        if not ready:
            return None
        first = ready[0]
        if first.alone or first.archive:
            chosen = [first]
        else:
            alike = [
                entry
                for entry in ready
                if entry.office is first.office and not (entry.alone or entry.archive)
            ]
            most = TOGETHER if first.office else min(_MOST, len(alike) // (4 * self._jobs))
            chosen = alike[: max(1, most)]
        for entry in chosen:
            self._queue.remove(entry)
        self._tags += 1
        self._given[self._tags] = {entry.number: entry for entry in chosen}
        self._begun[self._tags] = []
        return self._tags, Chunk(tuple(chosen), self._limits, self._keep)

    def told(self) -> Iterator[FileRead]:
        """The answers whose turn it is."""
        while self._waiting:
            number, answers = next(iter(self._waiting.items()))
            while answers:
                yield answers.popleft()
            if number not in self._closed:
                return
            self._closed.remove(number)
            del self._waiting[number]
            self._pull()

    def take(self, event: Event) -> None:
        """What a worker told of a chunk."""
        match event:
            case Gave(tag, Begun(items)):
                self._begun[tag] = list(items)
            case Gave(tag, Answered(item, read)):
                self._begun[tag].remove(item)
                self._waiting[item.number].append(read)
                if item.position is None:
                    self._close(tag, item.number)
            case Gave(tag, IsArchive(number)):
                self._queue.appendleft(replace(self._given[tag].pop(number), archive=True))
            case Gave(tag, Closed(number)):
                self._close(tag, number)
            case Finished(tag):
                self._leave(tag)
            case Lost(tag, why):
                self._lost(tag, why)
                self._leave(tag)

    def _pull(self) -> None:
        while len(self._waiting) < WINDOW:
            found = next(self._files, None)
            if found is None:
                return
            number, path = found
            self._waiting[number] = deque()
            self._queue.append(Entry(number, str(path.absolute()), str(path), office=_for_office(path)))

    def _close(self, tag: int, number: int) -> None:
        self._closed.add(number)
        self._given[tag].pop(number, None)

    def _leave(self, tag: int) -> None:
        """What of a chunk was not come to is given out again."""
        self._queue.extendleft(reversed(self._given.pop(tag).values()))
        del self._begun[tag]

    def _lost(self, tag: int, why: Loss) -> None:
        """Name whom the worker was lost with; who was only beside is read again."""
        begun, given = self._begun[tag], self._given[tag]
        if not given:
            return  # it had told everything
        if len(begun) > 1:
            # One of them did it: each once more, by itself.
            for item in reversed(begun):
                entry = given.pop(item.number, None)
                if entry is not None:
                    skip = entry.skip if item.position is None else begun[0].position or 0
                    self._queue.appendleft(replace(entry, alone=True, skip=skip))
            return
        entry = given[begun[0].number] if begun else next(iter(given.values()))
        name = begun[0].name if begun else entry.name
        self._waiting[entry.number].append(
            FileRead(name, Answer.CANNOT_OPEN, says=f"{name}：{_sentence(why, self._limits)}")
        )
        if begun and (position := begun[0].position) is not None:
            given[entry.number] = replace(entry, skip=position + 1)
        else:
            self._close(tag, entry.number)


def _for_office(path: Path) -> bool:
    """A guess by the first bytes: whether the file may be one for LibreOffice."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return for_office(file.read(8))
    except (OSError, ValueError):
        return False


def _sentence(why: Loss, limits: Limits) -> str:
    match why:
        case Loss.TIME:
            return (
                f"读了{limits.seconds:g}秒还没有读完，已停止，没有给出任何数字；"
                "请拆分或另存一份再试，时限可用 GONGKAI_READ_SECONDS 放宽"
            )
        case Loss.MEMORY:
            return (
                f"读取所需的内存超过{limits.memory // MB}MB，已停止，没有给出任何数字；"
                "请拆分或另存一份再试，上限可用 GONGKAI_READ_MEMORY 放宽"
            )
        case Loss.ENDED:
            return "读取的进程意外结束，没有给出任何数字，文件可能已损坏；请用原来的软件打开并另存一份再试"
