"""Whatever workers tell or keep back, every file and every member is answered once, in order, and the batch ends."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_order import WINDOW, Order
from gongkai.annual.batch_tasks import Answered, Begun, Chunk, Closed, IsArchive, Item
from gongkai.papers.limits import LIMITS
from gongkai.papers.workers.pool import Event, Finished, Gave, Loss, Lost


class Simulated:
    """Workers that read some files, lose others, open archives, and are heard in any order."""

    def __init__(self, rng: random.Random, files: int) -> None:
        self.rng = rng
        self.members = {n: rng.randrange(5) for n in range(files) if rng.random() < 0.2}
        # A file or member that is fatal is so each time; `None` is the archive itself.
        self.fatal = {(n, p) for n in range(files) for p in self._places(n) if rng.random() < 0.15}
        self.flows: dict[int, Iterator[Event]] = {}
        self.files = files

    def _places(self, number: int) -> list[int | None]:
        return [None, *range(self.members[number])] if number in self.members else [None]

    def expected(self) -> list[str]:
        names = []
        for n in range(self.files):
            if n not in self.members:
                names.append(f"{n}")
            elif (n, None) in self.fatal:
                names.append(f"{n}")  # lost before any member was met
            else:
                names += [f"{n}/{p}" for p in range(self.members[n])]
        return names

    def flow(self, tag: int, chunk: Chunk) -> Iterator[Event]:
        together = [entry for entry in chunk.entries if entry.office and not entry.alone]
        if len(together) > 1 and self.rng.random() < 0.3:
            yield Gave(tag, Begun(tuple(Item(entry.number, entry.name) for entry in together)))
            yield Lost(tag, Loss.ENDED)
            return
        for entry in chunk.entries:
            n = entry.number
            if n in self.members and not entry.archive:
                yield Gave(tag, IsArchive(n))
                continue
            if n in self.members and (n, None) in self.fatal:
                yield Lost(tag, Loss.MEMORY)
                return
            places = range(entry.skip, self.members[n]) if n in self.members else [None]
            for place in places:
                item = Item(n, entry.name if place is None else f"{entry.name}/{place}", place)
                yield Gave(tag, Begun((item,)))
                if (n, place) in self.fatal:
                    yield Lost(tag, self.rng.choice(list(Loss)))
                    return
                yield Gave(tag, Answered(item, FileRead(item.name, Answer.READ)))
            if n in self.members:
                yield Gave(tag, Closed(n))
        yield Finished(tag)


@pytest.mark.parametrize("seed", range(150))
def test_every_file_is_answered_once_in_order(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(seed)
    files, jobs = rng.choice([0, 1, 3, 40, 200]), rng.randint(1, 4)
    monkeypatch.chdir(tmp_path)
    for number in range(files):
        if rng.random() < 0.3:
            Path(f"{number}").write_bytes(b"{\\rtf1}")  # such are given out together
    workers = Simulated(rng, files)
    taken = 0

    def paths() -> Iterator[Path]:
        nonlocal taken
        for number in range(files):
            taken += 1
            yield Path(f"{number}")

    order = Order(paths(), jobs, LIMITS, keep_document=False)
    found: list[FileRead] = []
    told: set[str] = set()
    while not order.finished:
        while len(workers.flows) < jobs and (given := order.next_chunk()):
            workers.flows[given[0]] = workers.flow(*given)
        for read in order.told():
            found.append(read)
            told.add(read.name.partition("/")[0])
        assert taken - len(told) <= WINDOW + len(workers.members)
        if workers.flows:
            tag = rng.choice(list(workers.flows))
            event = next(workers.flows[tag])
            order.take(event)
            if isinstance(event, Finished | Lost):
                del workers.flows[tag]
    assert [read.name for read in found] == workers.expected()
    lost = {read.name for read in found if read.answer is Answer.CANNOT_OPEN}
    fatal = {f"{n}" if p is None else f"{n}/{p}" for n, p in workers.fatal}
    assert lost == fatal & set(workers.expected())
