"""What is declared of a job: how often it may be tried, how long it may take."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django_tasks import task
from django_tasks.base import Task


@dataclass(frozen=True, slots=True)
class Declared:
    """A job's terms. `retries` come after the first attempt, each after twice the pause of the one before."""

    retries: int
    idempotent: bool
    limit: datetime.timedelta
    pause: datetime.timedelta

    def pause_after(self, attempts: int) -> datetime.timedelta | None:
        """How long to wait before the next attempt; None where there is none."""
        if not self.idempotent or attempts > self.retries:
            return None
        return self.pause * (1 << attempts - 1)


# A job whose code is gone, or was never declared here: nothing may be assumed of it.
UNKNOWN = Declared(0, False, datetime.timedelta(hours=1), datetime.timedelta(0))
_declared: dict[str, Declared] = {}


def job(
    *,
    retries: int = 0,
    idempotent: bool = False,
    limit: datetime.timedelta = datetime.timedelta(minutes=10),
    pause: datetime.timedelta = datetime.timedelta(seconds=30),
) -> Callable[[Callable[..., Any]], Task[..., Any]]:
    """Declare a job. `idempotent`: done twice is as good as done once; only such a job is tried again.

    After `limit` the worker that does it is killed. Raises ValueError for retries of a job that is not idempotent.
    """
    if retries and not idempotent:
        raise ValueError(
            "Only what may be done twice may be tried again: say idempotent=True, or no retries."
        )

    def declare(function: Callable[..., Any]) -> Task[..., Any]:
        made = task()(function)
        _declared[made.module_path] = Declared(retries, idempotent, limit, pause)
        return made

    return declare


def terms(path: str) -> Declared:
    """What was declared of the job with this path."""
    return _declared.get(path, UNKNOWN)
