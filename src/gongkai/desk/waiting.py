"""今日待办: one list over everything that waits for an officer, whatever kind of thing it is."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.base.address import address
from gongkai.cases import waiting
from gongkai.desk.doors import Visit
from gongkai.records import signoff
from gongkai.records.signoff.handlers import label
from gongkai.registers.queries import unsent


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


def _signatures(visit: Visit, day: datetime.date) -> Iterator[Task]:
    for step in signoff.waiting_for(visit.user, visit.organ, day):
        paper = step.signoff
        since = localdate(paper.created_at)
        says = _("%(kind)s，%(since)s送签，待您以%(role)s签批") % {
            "kind": label(paper),
            "since": since.isoformat(),
            "role": step.get_role_display(),
        }
        yield Task(paper.title, says, address(paper, "desk"))


def _requests(visit: Visit, day: datetime.date) -> Iterator[Task]:
    for each in waiting.waiting(visit.user, visit.organ, day):
        yield Task(each.request.number, each.says, address(each.request, "desk"), each.due, each.late)


def _figures(visit: Visit, day: datetime.date) -> Iterator[Task]:
    for count in unsent(visit.user, visit.organ):
        yield Task(str(count), _("数据证明草稿，还没有送签"), address(count, "desk"))


SOURCES: tuple[tuple[str | Promise, Source], ...] = (
    (gettext_lazy("公开申请"), _requests),
    (gettext_lazy("等我签批"), _signatures),
    (gettext_lazy("数据证明"), _figures),
)


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
