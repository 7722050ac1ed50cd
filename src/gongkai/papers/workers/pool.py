"""Worker processes that may hang, grow or die without harm to the program that runs them.

Each is a fresh interpreter in a session of its own, never a fork of this process: what threads, locks or framework
this program has does not matter. Who exceeds its bounds is killed with all it has started, and replaced.
"""

import os
import selectors
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gongkai.papers.limits import MB
from gongkai.papers.workers.frames import Bounds, NotAFrame, Word
from gongkai.papers.workers.process import CHUNK, Loss, WorkerProcess, WorkersFailed

__all__ = ["Bounds", "Event", "Finished", "Gave", "Loss", "Lost", "Workers", "WorkersFailed"]

AT_REST = 200 * MB  # resident memory beyond which a worker is replaced after its task
_TRIES = 3  # workers in a row that never become ready


@dataclass(frozen=True, slots=True)
class Gave:
    """A value that a task yielded."""

    tag: int
    value: Any


@dataclass(frozen=True, slots=True)
class Finished:
    tag: int


@dataclass(frozen=True, slots=True)
class Lost:
    tag: int
    why: Loss


Event = Gave | Finished | Lost


class Workers:
    """`jobs` processes that carry out `module:function`, a generator function of one task.

    A context manager; leaving it ends every process at once. Not for use by several threads.
    """

    def __init__(self, function: str, jobs: int, *, at_rest: int = AT_REST) -> None:
        self._command = (function, str(at_rest))
        self._slots: list[WorkerProcess | None] = [None] * jobs
        self._selector = selectors.DefaultSelector()
        self._never_ready = 0
        self._events: list[Event] = []

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for slot, worker in enumerate(self._slots):
            if worker is not None:
                self._end(slot, worker)
        self._selector.close()
        self._folder.cleanup()

    @property
    def idle(self) -> int:
        """How many tasks can be given now."""
        return sum(worker is None or worker.tag is None for worker in self._slots)

    @property
    def busy(self) -> bool:
        return self.idle < len(self._slots)

    def give(self, tag: int, task: object, bounds: Bounds) -> None:
        """Hand a task to an idle worker; there must be one."""
        ready = [slot for slot, worker in enumerate(self._slots) if worker is not None and worker.tag is None]
        slot = ready[0] if ready else self._slots.index(None)
        worker = self._slots[slot] or self._start(slot)
        worker.take(tag, task, bounds)
        self._watch(worker, slot)

    def events(self) -> Iterator[Event]:
        """What has happened; waits until something has. Raises WorkersFailed."""
        while not self._events:
            self._listen()
        happened, self._events = self._events, []
        return iter(happened)

    def _listen(self) -> None:
        now = time.monotonic()
        ends = [worker.deadline for worker in self._slots if worker is not None and worker.tag is not None]
        found = self._selector.select(max(0.0, min(ends) - now) if ends else None)
        for key, happening in found:
            slot, worker = key.data
            if worker is not self._slots[slot]:
                continue  # ended a moment ago
            if happening & selectors.EVENT_WRITE:
                worker.write()
                self._watch(worker, slot)
            if happening & selectors.EVENT_READ:
                self._read(slot, worker)
        if found:
            return  # judged only when nothing waits to be read: this program may itself have been elsewhere
        for slot, worker in enumerate(self._slots):
            if worker is not None and worker.tag is not None and worker.deadline <= time.monotonic():
                self._lose(slot, worker, Loss.TIME if worker.ready else Loss.ENDED)

    def _read(self, slot: int, worker: WorkerProcess) -> None:
        data = os.read(worker.output, CHUNK)
        try:
            frames = worker.frames(data)
        except NotAFrame:
            self._lose(slot, worker, Loss.ENDED)
            return
        for word, value in frames:
            match word:
                case Word.READY:
                    self._never_ready = 0
                    worker.ready = True
                case Word.BOUNDS if isinstance(value, Bounds):
                    worker.bounds = value
                case Word.VALUE if worker.tag is not None:
                    self._events.append(Gave(worker.tag, value))
                case Word.FINISHED | Word.RETIRED if worker.tag is not None:
                    self._events.append(Finished(worker.tag))
                    worker.tag = None
                case Word.NO_MEMORY:
                    self._lose(slot, worker, Loss.MEMORY)
                    return
            if word is Word.RETIRED:
                self._end(slot, worker)
                return
        worker.goes_on()
        if not data:
            self._lose(slot, worker, worker.loss())

    def _start(self, slot: int) -> WorkerProcess:
        worker = WorkerProcess(self._command, Path(self._folder.name))
        self._slots[slot] = worker
        return worker

    def _watch(self, worker: WorkerProcess, slot: int) -> None:
        for descriptor, what in (
            (worker.output, selectors.EVENT_READ),
            (worker.input, selectors.EVENT_WRITE),
        ):
            wanted = what == selectors.EVENT_READ or bool(worker.outgoing)
            known = descriptor in self._selector.get_map()
            if wanted and not known:
                self._selector.register(descriptor, what, (slot, worker))
            elif known and not wanted:
                self._selector.unregister(descriptor)

    def _lose(self, slot: int, worker: WorkerProcess, why: Loss) -> None:
        self._end(slot, worker)
        if worker.tag is None:
            return
        if worker.ready:
            self._events.append(Lost(worker.tag, why))
            return
        self._never_ready += 1
        if self._never_ready >= _TRIES:
            raise WorkersFailed("读取文件的进程启动不了，请检查安装是否完整、内存是否够用")
        self.give(worker.tag, worker.task, worker.bounds)

    def _end(self, slot: int, worker: WorkerProcess) -> None:
        for descriptor in (worker.output, worker.input):
            if descriptor in self._selector.get_map():
                self._selector.unregister(descriptor)
        worker.end()
        self._slots[slot] = None
