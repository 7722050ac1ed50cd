"""A worker: `python -m gongkai.papers.workers.worker MODULE:FUNCTION LIFELINE` takes tasks until its input ends.

The function takes a task and yields values; a `Bounds` among them holds from there on. The worker keeps to its
bounds itself, as far as the system enforces them; the program above keeps the clock (`papers.workers`).
"""

import gc
import importlib
import math
import os
import pickle
import resource
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from gongkai.papers.workers.frames import LENGTH, Bounds, Word, framed
from gongkai.papers.workers.process_tree import end_below, end_tree

Function = Callable[[Any], Iterator[object]]
_STATM = Path("/proc/self/statm")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_OBJECTS = 50_000  # that come before the collector looks for garbage; a report has some ten thousand


def main() -> None:
    name, lifeline, at_rest = sys.argv[1:]
    tasks, results = _own_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program above decides when to end
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_die_with_the_program, args=(int(lifeline),), daemon=True).start()
    module, _, attribute = name.partition(":")
    function: Function = getattr(importlib.import_module(module), attribute)
    spare_loaded()
    _send(results, Word.READY)
    first = True
    while head := tasks.read(LENGTH.size):
        task, bounds = pickle.loads(tasks.read(*LENGTH.unpack(head)))  # noqa: S301 - from the program above
        if not _carry_out(function, task, bounds, results, int(at_rest)):
            return
        if first:  # what it loaded stays too
            first = False
            spare_loaded()


def spare_loaded() -> None:
    """Modules, patterns and tables that are loaded stay to the end: looking through them again and again for garbage
    took a fifth of the time of a report."""
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _carry_out(function: Function, task: object, bounds: Bounds, results: BinaryIO, at_rest: int) -> bool:
    """Whether the worker may go on after the task."""
    before = _used()[0]
    _keep_to(bounds, before)
    try:
        for value in function(task):
            if isinstance(value, Bounds):
                bounds = value
                _send(results, Word.BOUNDS, bounds)
            else:
                _send(results, Word.VALUE, value)
            _keep_to(bounds, before)
    except MemoryError:
        _soft(resource.RLIMIT_AS, resource.RLIM_INFINITY)
        _send(results, Word.NO_MEMORY)
        return False
    retired = _used()[1] > at_rest
    _send(results, Word.RETIRED if retired else Word.FINISHED)
    return not retired


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Input and output for tasks alone: what a library prints or asks goes nowhere near them."""
    tasks, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    os.close(nowhere)
    return tasks, results


def _send(results: BinaryIO, word: Word, value: object = None) -> None:
    results.write(framed((word, value)))
    results.flush()


def _keep_to(bounds: Bounds, before: int) -> None:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    # A library may use every processor: what it spends together is counted.
    more = bounds.seconds * (os.cpu_count() or 1) + 2
    _soft(resource.RLIMIT_CPU, math.ceil(spent.ru_utime + spent.ru_stime + more))
    _soft(resource.RLIMIT_AS, before + bounds.memory)
    _soft(resource.RLIMIT_FSIZE, bounds.written)


def _soft(kind: int, value: int) -> None:
    """Only the soft limit: a greater task may come after this one."""
    hard = resource.getrlimit(kind)[1]
    if resource.RLIM_INFINITY not in (hard, value):
        value = min(value, hard)
    resource.setrlimit(kind, (hard if value == resource.RLIM_INFINITY else value, hard))


def _used() -> tuple[int, int]:
    """Address space and resident memory in bytes."""
    size, resident = _STATM.read_text().split()[:2]
    return int(size) * _PAGE, int(resident) * _PAGE


def _die_with_the_program(lifeline: int) -> None:
    os.read(lifeline, 1)  # returns when the other end is closed, however the program ended
    end_below(os.getpid())
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)  # nobody is left to do it
    end_tree(os.getpid())


if __name__ == "__main__":
    main()
