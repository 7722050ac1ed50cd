"""The order of a batch: which files are given out next, whose answers are told next, what becomes of lost ones.

Answers come as the workers have them and are told in the order of the files. Only so many files are ahead of the
one that is told next, so that memory stays the same however many there are.
"""

from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
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
    Parted,
    for_office,
)
from gongkai.papers.limits import MB, Limits
from gongkai.papers.workers.pool import Event, Finished, Gave, Loss, Lost

WINDOW = 64  # files given out or waiting to be told
PARTS = 2  # parts of an archive that are ahead of the one that is told, for each worker
_MOST = 8  # files of one task: passing them one by one would leave the workers waiting


@dataclass(slots=True)
class _Turn:
    """The answers of a file, of an archive part by part, until all are told."""

    answers: deque[FileRead] = field(default_factory=deque)
    parts: deque["_Turn"] = field(default_factory=deque)
    parts_told: int = 0
    closed: bool = False

    @property
    def over(self) -> bool:
        return self.closed and not self.answers and not self.parts

    def told(self) -> Iterator[FileRead]:
        while self.answers:
            yield self.answers.popleft()
        while self.parts:
            yield from self.parts[0].told()
            if not self.parts[0].over:
                return
            self.parts.popleft()
            self.parts_told += 1


class Order:
    """Files in, chunks out, events in, answers out."""

    def __init__(
        self,
        files: Iterable[Path],
        jobs: int,
        limits: Limits,
        *,
        keep_document: bool = False,
        in_order: bool = True,
    ) -> None:
        self._in_order = in_order
        self._files = enumerate(files)
        self._jobs, self._limits, self._keep = jobs, limits, keep_document
        self._queue: list[Entry] = []  # in the order of the files and of their parts
        self._waiting: dict[int, _Turn] = {}  # by number, in order; a file leaves when all is told
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
        ready = [entry for entry in self._queue if not entry.archive or self._is_next(entry)]
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
        """The answers whose turn it is; out of order, all there are."""
        for number, turn in list(self._waiting.items()):
            yield from turn.told()
            if turn.over:
                del self._waiting[number]
            elif self._in_order:
                break
        self._pull()

    def take(self, event: Event) -> None:
        """What a worker told of a chunk."""
        match event:
            case Gave(tag, Begun(items)):
                self._begun[tag] = list(items)
            case Gave(tag, Answered(item, read)):
                self._begun[tag].remove(item)
                self._turn(self._given[tag][item.number]).answers.append(read)
                if item.position is None:
                    self._close(tag, item.number)
            case Gave(tag, IsArchive(number)):
                self._queued(replace(self._given[tag].pop(number), archive=True, divide=self._jobs > 1))
            case Gave(tag, Parted(number, part)):
                parts = self._waiting[number].parts
                place = self._waiting[number].parts_told + len(parts)
                parts.append(_Turn())
                self._queued(replace(self._given[tag][number], divide=False, part=part, turn=place))
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
            self._waiting[number] = _Turn()
            self._queued(Entry(number, str(path.absolute()), str(path), office=_for_office(path)))

    def _queued(self, entry: Entry) -> None:
        insort(self._queue, entry, key=lambda each: (each.number, each.turn))

    def _is_next(self, archive: Entry) -> bool:
        """Whether the members of an archive, or of a part of it, can be told soon."""
        if archive.part is not None:
            return archive.turn - self._waiting[archive.number].parts_told < PARTS * self._jobs
        ahead = sum(len(turn.parts) for turn in self._waiting.values())
        return archive.number == next(iter(self._waiting)) or (archive.divide and ahead < PARTS * self._jobs)

    def _turn(self, entry: Entry) -> _Turn:
        turn = self._waiting[entry.number]
        return turn if entry.part is None else turn.parts[entry.turn - turn.parts_told]

    def _close(self, tag: int, number: int) -> None:
        self._turn(self._given[tag].pop(number)).closed = True

    def _leave(self, tag: int) -> None:
        """What of a chunk was not come to is given out again."""
        for entry in self._given.pop(tag).values():
            self._queued(entry)
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
                    self._queued(replace(entry, alone=True, skip=skip))
            return
        entry = given[begun[0].number] if begun else next(iter(given.values()))
        name = begun[0].name if begun else entry.name
        self._turn(entry).answers.append(
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
            return (
                f"读取的进程意外结束，没有给出任何数字，多半是所需的内存超过{limits.memory // MB}MB，或文件已损坏；"
                "请用原来的软件打开并另存一份再试，上限可用 GONGKAI_READ_MEMORY 放宽"
            )
