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
from gongkai.law.clock import supplement_notice_due
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
# Where the next step is the organ's own; a decision waits for who signs it.
_IN_HAND = (State.REGISTERED, State.HANDLING, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: of which request, what, until when."""

    request: Request
    says: str
    due: date | None
    late: bool


def waiting(user: User, organ: Organ, on: date) -> list[Waiting]:
    """What waits for this person at the organ of the scope, the most urgent first; at most LIMIT.

    Who handles requests sees all that is to be done within their reach; the head of the office and the leader see
    what is late or due within three working days, whoever has it.
    """
    roles = authority.roles_of(user, organ)
    if roles.isdisjoint((*_HANDLE, *_WATCH)):
        return []
    calendar = calendar_of(organ)
    mine = queue.rows().filter(policies.reach(user, organ))
    soon = calendar.nth(on, queue.SOON)
    near = Q(queue_place__lte=Rank.RUNNING.place(soon))
    if roles.isdisjoint(_HANDLE):
        found = list(_running(mine, on, near, calendar))
    else:
        found = [
            *_to_confirm(mine, on),
            *_running(mine, on, near | Q(state__in=_IN_HAND), calendar),
            *_to_serve(mine),
            *_run_out(mine, on),
        ]
    found.sort(key=lambda each: (not each.late, each.due or date.max, each.request.number))
    return found[:LIMIT]


def _to_confirm(mine: "QuerySet[Request]", on: date) -> Iterator[Waiting]:
    for request in mine.filter(queue_place__lt=Rank.CONFIRM.end)[:LIMIT]:
        arrival = Arrival(member(Channel, request.channel), request.arrived, manual=True)
        yield Waiting(request, receipt(arrival).duty, request.arrived, request.arrived < on)


def _running(mine: "QuerySet[Request]", on: date, wanted: Q, calendar: Calendar) -> Iterator[Waiting]:
    """Those whose period runs, by their date."""
    running = mine.filter(wanted, queue_place__range=(Rank.RUNNING.start, Rank.RUNNING.end - 1))
    for request in running.filter(due_on__isnull=False)[:LIMIT]:
        line = queue.line(request, on, calendar)
        says = "；".join(filter(None, (_next(request, on, calendar), line.says)))
        yield Waiting(request, says, request.due_on, line.late)


def _next(request: Request, on: date, calendar: Calendar) -> str:
    """What is to be done next with a request in its state."""
    match member(State, request.state):
        case State.REGISTERED if request.receipt_on is not None:
            until = supplement_notice_due(request.receipt_on, calendar).due
            if until is not None and on <= until:
                return _("待审核；内容不明确的，最迟%(day)s告知补正") % {"day": words.day(until)}
            return _("待审核")
        case State.APPROVED:
            return _("答复已批准，待送达")
        case State.DECIDED:
            return _("答复待批准")
        case State.HANDLING if request.letter_until is not None and request.letter_until < on:
            return _letter_out(request.letter_until)
        case _:
            return _("办理中")


def _to_serve(mine: "QuerySet[Request]") -> Iterator[Waiting]:
    """Those for which no date can be named; the others are told of with theirs."""
    for request in mine.filter(state=State.APPROVED, due_on__isnull=True)[:LIMIT]:
        yield Waiting(request, _("答复已批准，待送达"), None, late=False)


def _run_out(mine: "QuerySet[Request]", on: date) -> Iterator[Waiting]:
    for request in mine.filter(
        queue_place__range=(Rank.APPLICANT.start, Rank.APPLICANT.place(on) - 1), closes_on__lt=on
    )[:LIMIT]:
        if request.state == State.AWAITING_PAYMENT:
            says = _("缴费期限已过，可以按视为放弃申请办理")
        else:
            says = _("补正期限已过，可以按视为放弃申请办理；申请人有正当理由的，先登记理由")
        yield Waiting(request, says, request.closes_on, late=False)
    silent = mine.filter(state=State.HANDLING, letter_until__lt=on, due_on__isnull=True)
    for request in silent[:LIMIT]:
        yield Waiting(request, _letter_out(request.letter_until or on), request.letter_until, late=False)


def _letter_out(until: date) -> str:
    return _("被征求意见方的答复期限已于%(day)s届满，请登记后继续办理") % {"day": words.day(until)}
