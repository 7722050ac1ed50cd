"""What waits for an officer today, one sentence each: to confirm, to answer, to serve, periods that have run out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.accounts.models import User
from gongkai.cases import policies, queue
from gongkai.cases.calendars import calendar_of
from gongkai.cases.models import Request
from gongkai.cases.standing import Rank
from gongkai.law import words
from gongkai.law.labelled import member
from gongkai.law.receipt import Arrival, Channel, receipt
from gongkai.law.steps import State
from gongkai.law.workdays import Calendar
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role

LIMIT = 200
_HANDLE = (Role.OFFICE, Role.CLERK, Role.SECTION_HEAD)
_WATCH = (Role.OFFICE_HEAD, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: of which request, what, until when."""

    request: Request
    says: str
    due: date | None
    late: bool


def waiting(user: User, organ: Organ, on: date) -> list[Waiting]:
    """What waits for this person at the organ of the scope, the most urgent first; at most LIMIT.

    Who handles requests sees all that waits within their reach; the head of the office and the leader see what
    is late or due within three working days.
    """
    roles = authority.roles_of(user, organ)
    if roles.isdisjoint((*_HANDLE, *_WATCH)):
        return []
    calendar = calendar_of(organ)
    mine = queue.rows().filter(policies.reach(user, organ))
    soon = calendar.nth(on, queue.SOON)
    found = list(_due(mine, on, soon, calendar))
    if not roles.isdisjoint(_HANDLE):
        found = [*_to_confirm(mine, on), *found, *_to_serve(mine, soon), *_run_out(mine, on)]
    found.sort(key=lambda each: (not each.late, each.due or date.max, each.request.number))
    return found[:LIMIT]


def _to_confirm(mine: "QuerySet[Request]", on: date) -> Iterator[Waiting]:
    for request in mine.filter(queue_place__lt=Rank.CONFIRM.end)[:LIMIT]:
        arrival = Arrival(member(Channel, request.channel), request.arrived, manual=True)
        yield Waiting(request, receipt(arrival).duty, request.arrived, request.arrived < on)


def _due(mine: "QuerySet[Request]", on: date, soon: date, calendar: Calendar) -> Iterator[Waiting]:
    near = mine.filter(
        queue_place__range=(Rank.RUNNING.start, Rank.RUNNING.place(soon)), due_on__isnull=False
    )
    for request in near[:LIMIT]:
        line = queue.line(request, on, calendar)
        says = _("答复期限：%(says)s") % {"says": line.says}
        if request.state == State.APPROVED:
            says = _("答复已批准，待送达；%(says)s") % {"says": line.says}
        yield Waiting(request, says, request.due_on, line.late)


def _to_serve(mine: "QuerySet[Request]", soon: date) -> Iterator[Waiting]:
    """Those whose date is not near; the others are told of with their date."""
    far = Q(due_on__isnull=True) | Q(due_on__gt=soon)
    for request in mine.filter(far, state=State.APPROVED)[:LIMIT]:
        yield Waiting(request, _("答复已批准，待送达"), request.due_on, late=False)


def _run_out(mine: "QuerySet[Request]", on: date) -> Iterator[Waiting]:
    for request in mine.filter(
        queue_place__range=(Rank.APPLICANT.start, Rank.APPLICANT.place(on) - 1), closes_on__lt=on
    )[:LIMIT]:
        if request.state == State.AWAITING_PAYMENT:
            says = _("缴费期限已过，可以按视为放弃申请办理")
        else:
            says = _("补正期限已过，可以按视为放弃申请办理；申请人有正当理由的，先登记理由")
        yield Waiting(request, says, request.closes_on, late=False)
    for request in mine.filter(state=State.HANDLING, letter_until__lt=on)[:LIMIT]:
        until = request.letter_until or on
        says = _("被征求意见方的答复期限已于%(day)s届满，请登记后继续办理") % {"day": words.day(until)}
        yield Waiting(request, says, request.letter_until, late=False)
