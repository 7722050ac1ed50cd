"""Jobs that have their time.

A moment is computed from the clock, never counted from the last one: after a pause the job is done once, for all
moments missed. A row a job keeps the last moment it was put in the queue for, and that row is the lease: whoever
changes it from the moment before to this one, in the same transaction, has put it there; another finds it changed.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from gongkai.base import clock
from gongkai.base.models import Timetable

DAY = datetime.timedelta(days=1)
_EPOCH = datetime.datetime(2020, 1, 1, tzinfo=clock.SHANGHAI)


@dataclass(frozen=True, slots=True)
class Every:
    """At whole multiples of an interval."""

    interval: datetime.timedelta

    def moment(self, now: datetime.datetime) -> datetime.datetime:
        return _EPOCH + (now - _EPOCH) // self.interval * self.interval


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a time in Beijing."""

    at: datetime.time

    def moment(self, now: datetime.datetime) -> datetime.datetime:
        today = datetime.datetime.combine(now.astimezone(clock.SHANGHAI), self.at, tzinfo=clock.SHANGHAI)
        return today if today <= now else today - DAY


AnyJob = Task[Any, Any]
_jobs: dict[str, tuple[AnyJob, Every | Daily]] = {}


def every(interval: datetime.timedelta) -> Callable[[AnyJob], AnyJob]:
    """Declare that a job is done at every whole multiple of the interval."""
    return _timed(Every(interval))


def daily(at: datetime.time) -> Callable[[AnyJob], AnyJob]:
    """Declare that a job is done every day at this time."""
    return _timed(Daily(at))


def _timed(rhythm: Every | Daily) -> Callable[[AnyJob], AnyJob]:
    def declare(job: AnyJob) -> AnyJob:
        _jobs[job.module_path] = job, rhythm
        return job

    return declare


def tick() -> int:
    """Put in the queue what is due; how many jobs that were. A job seen for the first time waits for its next time."""
    last = dict(Timetable.objects.values_list("job", "moment"))
    now = clock.now()
    put = 0
    for path, (job, rhythm) in _jobs.items():
        moment = rhythm.moment(now)
        if path not in last:
            Timetable.objects.get_or_create(job=path, defaults={"moment": moment})
        elif _is_due(last[path], moment):
            put += _put(job, path, last[path], moment)
    return put


def _is_due(last: datetime.datetime, moment: datetime.datetime) -> bool:
    """A later moment is due; so is any where the last lies far ahead, left there by a clock that was wrong."""
    return moment > last or last - moment > DAY


@transaction.atomic
def _put(job: AnyJob, path: str, last: datetime.datetime, moment: datetime.datetime) -> bool:
    if not Timetable.objects.filter(job=path, moment=last).update(moment=moment):
        return False
    if DBTaskResult.objects.ready().filter(task_path=path).exists():
        return False  # it is still waiting to be done: once is enough
    job.enqueue()
    return True
