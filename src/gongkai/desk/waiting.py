"""今日待办: one list over everything that waits for an officer, whatever kind of thing it is."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from gongkai.desk.doors import Visit


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: which, what, where, until when (None: no day is set)."""

    name: str
    says: str
    href: str
    due: datetime.date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one kind, the most urgent first."""

    title: str | Promise
    tasks: tuple[Task, ...]


Source = Callable[[Visit, datetime.date], Iterable[Task]]
SOURCES: list[tuple[str | Promise, Source]] = []


def waiting_for(visit: Visit, day: datetime.date) -> list[Group]:
    """What waits for the officer today, in the order of the sources; empty groups are left out."""
    groups = []
    for title, source in SOURCES:
        tasks = sorted(source(visit, day), key=_urgency)
        if tasks:
            groups.append(Group(title, tuple(tasks)))
    return groups


def _urgency(task: Task) -> tuple[bool, datetime.date, str]:
    return not task.late, task.due or datetime.date.max, task.name
