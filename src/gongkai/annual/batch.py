"""Many files, read in worker processes: one that is damaged, hangs or bursts never stops the others."""

from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_order import Order
from gongkai.annual.batch_tasks import Begun, bounds_of
from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.workers.pool import Gave, Workers, WorkersFailed

__all__ = ["Answer", "FileRead", "WorkersFailed", "read_files"]

_READING = "gongkai.annual.batch_reading:read_chunk"


def read_files(
    files: Iterable[Path],
    *,
    jobs: int = 1,
    limits: Limits = LIMITS,
    keep_document: bool = False,
    in_order: bool = True,
    begun: Callable[[Sequence[str]], None] | None = None,
) -> Generator[FileRead, None, None]:
    """What each file gives, in the order of the files; an archive gives one answer a member.

    `jobs` worker processes read side by side, each within the limits; memory does not grow with the number of
    files. With `keep_document` each answer carries what the reader saw. Without `in_order` a file that takes long
    holds up no other's answer. `begun` is told the names of those that a worker begins with: files are drawn well
    ahead of that. Closing the iterator ends the workers.
    Raises WorkersFailed where no process can be started.
    """
    order = Order(files, jobs, limits, keep_document=keep_document, in_order=in_order)
    bounds = bounds_of(limits)
    with Workers(_READING, jobs) as workers:
        while not order.finished:
            while workers.idle and (given := order.next_chunk()):
                workers.give(*given, bounds)
            for event in workers.events():
                order.take(event)
                match event:
                    case Gave(_, Begun(items)) if begun is not None:
                        begun([item.name for item in items])
                yield from order.told()
