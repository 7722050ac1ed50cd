"""Many files, read in worker processes: one that is damaged, hangs or bursts never stops the others."""

from collections.abc import Generator, Iterable
from pathlib import Path

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_order import Order
from gongkai.annual.batch_tasks import bounds_of
from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.workers.pool import Workers, WorkersFailed

__all__ = ["Answer", "FileRead", "WorkersFailed", "read_files"]

_READING = "gongkai.annual.batch_reading:read_chunk"


def read_files(
    files: Iterable[Path], *, jobs: int = 1, limits: Limits = LIMITS, keep_document: bool = False
) -> Generator[FileRead, None, None]:
    """What each file gives, in the order of the files; an archive gives one answer a member.

    `jobs` worker processes read side by side, each within the limits; memory does not grow with the number of
    files. With `keep_document` each answer carries what the reader saw. Closing the iterator ends the workers.
    Raises WorkersFailed where no process can be started.
    """
    order = Order(files, jobs, limits, keep_document=keep_document)
    bounds = bounds_of(limits)
    with Workers(_READING, jobs) as workers:
        while not order.finished:
            while workers.idle and (given := order.next_chunk()):
                workers.give(*given, bounds)
            yield from order.told()
            if workers.busy:
                for event in workers.events():
                    order.take(event)
