"""Whatever workers tell or keep back, every file and every member is answered once, in order, and the batch ends."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_order import PARTS, WINDOW, Order
from gongkai.annual.batch_tasks import Answered, Begun, Chunk, Closed, IsArchive, Item, Parted
from gongkai.papers.archive import Part
from gongkai.papers.limits import LIMITS
from gongkai.papers.workers.pool import Event, Finished, Gave, Loss, Lost


class Simulated:
    """Workers that read some files, lose others, open archives, and are heard in any order."""

    def __init__(self, rng: random.Random, files: int) -> None:
        self.rng = rng
        self.members = {n: rng.choice([0, 1, 4, 30]) for n in range(files) if rng.random() < 0.2}
        # A file or member that is fatal is so each time; `None` is the archive itself.
        self.fatal = {(n, p) for n in range(files) for p in self._places(n) if rng.random() < 0.15}
        self.flows: dict[int, Iterator[Event]] = {}
        self.files = files
        self.cut: dict[int, int] = {}  # archives of which no more was parted: members until there

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
                names += [f"{n}/{p}" for p in range(self.cut.get(n, self.members[n]))]
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
            if entry.divide:
                first = 0
                while first < self.members[n]:
                    many = min(self.rng.randint(1, 6), self.members[n] - first)
                    yield Gave(tag, Parted(n, Part(first, many, 0, 0)))
                    first += many
                    if self.rng.random() < 0.05:
                        self.cut[n] = first
                        yield Lost(tag, Loss.MEMORY)
                        return
                yield Gave(tag, Closed(n))
                continue
            part = entry.part or Part(0, self.members.get(n, 0), 0, 0)
            places = (
                range(part.first + entry.skip, part.first + part.entries) if n in self.members else [None]
            )
            for place in places:
                position = None if place is None else place - part.first
                item = Item(n, entry.name if place is None else f"{entry.name}/{place}", position)
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

    order = Order(paths(), jobs, LIMITS)
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
    lost = [read.name for read in found if read.answer is Answer.CANNOT_OPEN]
    cut = {f"{n}" for n in workers.cut}
    assert all(lost.count(name) == 1 for name in cut)  # what was not parted is told under the archive's name
    assert [read.name for read in found if read.name not in cut] == workers.expected()
    fatal = {f"{n}" if p is None else f"{n}/{p}" for n, p in workers.fatal}
    assert set(lost) - cut == fatal & set(workers.expected())


def test_workers_part_one_small_archive_while_another_is_read(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.zip" for number in range(20)]
    for path in paths:
        path.write_bytes(b"PK")
    order = Order(paths, 2, LIMITS)
    while (given := order.next_chunk()) and not given[1].entries[0].divide:
        for entry in given[1].entries:
            order.take(Gave(given[0], IsArchive(entry.number)))
        order.take(Finished(given[0]))
    parted = 0
    while given is not None and given[1].entries[0].divide:
        number = given[1].entries[0].number
        for value in (Parted(number, Part(0, 1, 0, 0)), Closed(number)):
            order.take(Gave(given[0], value))
        order.take(Finished(given[0]))
        parted += 1
        given = order.next_chunk()
    assert given is not None  # the first part is to be read
    assert 1 <= parted <= PARTS * 2


def test_no_worker_runs_far_ahead_of_a_part_that_takes_long(tmp_path: Path) -> None:
    jobs, path = 3, tmp_path / "包.zip"
    path.write_bytes(b"PK")
    order = Order([path], jobs, LIMITS)
    tag, _ = order.next_chunk() or pytest.fail("nothing to read")
    for event in (Gave(tag, IsArchive(0)), Finished(tag)):
        order.take(event)
    tag, _ = order.next_chunk() or pytest.fail("nothing to part")
    for number in range(40):
        order.take(Gave(tag, Parted(0, Part(number, 1, 0, 0))))
    for event in (Gave(tag, Closed(0)), Finished(tag)):
        order.take(event)
    assert order.next_chunk() is not None  # whose worker says nothing
    ahead = 1
    while given := order.next_chunk():
        ahead += 1
        item = Item(0, "包.zip/x", 0)
        for value in (Begun((item,)), Answered(item, FileRead(item.name, Answer.READ)), Closed(0)):
            order.take(Gave(given[0], value))
        order.take(Finished(given[0]))
        assert list(order.told()) == []
    assert ahead == PARTS * jobs
