"""The organ's requests by urgency: overdue, due soon, others, waiting for the applicant, finished.

Pages go on after the last row seen, by index alone, so a hundred thousand requests open as fast as a thousand.
Sums are counted up to a limit, and say so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.cases.calendars import calendar_of
from gongkai.cases.models import Request
from gongkai.cases.standing import Rank, part_of
from gongkai.law import words
from gongkai.law.clock import ClockState
from gongkai.law.labelled import member
from gongkai.law.steps import State
from gongkai.law.workdays import Calendar
from gongkai.organs.models import Organ

A_PAGE = 50
SOON = 3  # working days
COUNT_LIMIT = 1000

Cursor = tuple[int, str]  # place and key of the last row seen


@dataclass(frozen=True, slots=True)
class Line:
    """A request in the queue: how it stands, in one sentence, and how many working days are left (negative: late)."""

    request: Request
    says: str
    left: int | None
    late: bool
    soon: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the queue; `after` leads to the next ones, None at the end."""

    lines: tuple[Line, ...]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait for what; a number of COUNT_LIMIT means so many or more."""

    late: int
    soon: int
    running: int
    to_confirm: int
    applicant: int


def rows(
    *, state: str = "", year: int | None = None, section: Any = None, late_on: date | None = None
) -> "QuerySet[Request]":
    """The requests of the scope, the most urgent first, without their sealed words. `late_on`: late on that day."""
    found: QuerySet[Request] = Request.objects.defer(
        "row_key", "applicant", "contact", "content"
    ).select_related("section")
    if state:
        found = found.filter(state=state)
    if year is not None:
        found = found.filter(year=year)
    if section is not None:
        found = found.filter(section=section)
    if late_on is not None:
        found = found.filter(queue_place__range=(Rank.RUNNING.start, Rank.RUNNING.place(late_on) - 1))
    return found.order_by("queue_place", "id")


def page(found: "QuerySet[Request]", organ: Organ, on: date, after: Cursor | None = None) -> Page:
    """One page of the queue, from the beginning or after a row."""
    if after is not None:
        place, key = after
        # Two conditions, so that the index is entered at the place and not read from its beginning.
        found = found.filter(Q(queue_place__gt=place) | Q(id__gt=key), queue_place__gte=place)
    some = list(found[: A_PAGE + 1])
    last = some[A_PAGE - 1] if len(some) > A_PAGE else None
    calendar = calendar_of(organ)
    return Page(
        tuple(line(each, on, calendar) for each in some[:A_PAGE]),
        (last.queue_place, str(last.pk)) if last is not None else None,
    )


def counts(organ: Organ, on: date) -> Counts:
    """What waits, over the organ's whole queue."""
    soon = calendar_of(organ).nth(on, SOON)
    today = Rank.RUNNING.place(on)
    return Counts(
        late=_between(Rank.RUNNING.start, today),
        soon=_between(today, Rank.RUNNING.place(soon) + 1),
        running=_between(Rank.RUNNING.start, Rank.RUNNING.end),
        to_confirm=_between(Rank.CONFIRM.start, Rank.CONFIRM.end),
        applicant=_between(Rank.APPLICANT.start, Rank.APPLICANT.end),
    )


def years() -> list[int]:
    """The years from the first to the last in which the organ of the scope took requests, the latest first."""
    # Two questions, each answered by the end of an index; asked together the whole index would be read.
    found = Request.objects.order_by("year").values_list("year", flat=True)
    first, last = found.first(), found.reverse().first()
    return list(range(last, first - 1, -1)) if first is not None and last is not None else []


def line(request: Request, on: date, calendar: Calendar) -> Line:
    """How a request stands on a day."""
    left = None
    if _part(request) is Rank.RUNNING and request.due_on is not None:
        left = days_left(request.due_on, on, calendar)
    late = left is not None and left < 0
    soon = left is not None and 0 <= left <= SOON
    return Line(request, _says(request, on, left), left, late, soon)


def days_left(due: date, on: date, calendar: Calendar) -> int:
    """Working days until the due date; negative once it has passed."""
    return calendar.count(on, due) if on <= due else -max(calendar.count(due, on), 1)


def _says(request: Request, on: date, left: int | None) -> str:
    part = _part(request)
    if part is Rank.FINISHED:
        return request.outcome_label() if request.state != State.SET_APART else request.state_label()
    if part is Rank.CONFIRM:
        return _("待与申请人确认")
    if part is Rank.APPLICANT:
        return _applicant(request, on)
    if left is not None:
        if left < 0:
            return _("逾期 %(days)s 个工作日") % {"days": -left}
        return _("今日届满") if request.due_on == on else _("剩余 %(days)s 个工作日") % {"days": left}
    return request.clock_label() or _("没有期限可算")


def _applicant(request: Request, on: date) -> str:
    what = member(ClockState, request.clock_state).label if request.clock_state else request.state_label()
    if request.closes_on is None:
        return what
    if request.closes_on < on:
        return _("申请人的期限已于%(day)s届满") % {"day": words.day(request.closes_on)}
    return _("%(what)s，至%(day)s") % {"what": what, "day": words.day(request.closes_on)}


def _part(request: Request) -> Rank:
    return part_of(request.queue_place)


def _between(start: int, end: int) -> int:
    found = Request.objects.filter(queue_place__gte=start, queue_place__lt=end)
    return int(found.order_by()[:COUNT_LIMIT].count())
