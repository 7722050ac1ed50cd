"""Reads of one request, within the organ's scope. The list is `cases.queue`; today's work is `cases.waiting`."""

from datetime import date

from django.db.models import QuerySet

from gongkai.base.sealed import blind
from gongkai.cases import replay, taking
from gongkai.cases.calendars import calendar_of
from gongkai.cases.case import Case
from gongkai.cases.models import Request, RequestEvent
from gongkai.cases.standing import clock_of
from gongkai.law.clock import Deadline
from gongkai.law.facts import CaseFacts
from gongkai.law.history import History
from gongkai.law.receipt import Channel

MOST_ALIKE = 20  # one applicant on one day


def events_of(request: Request) -> list[RequestEvent]:
    """What happened to a request, in order, with who did it."""
    rows = RequestEvent.objects.filter(request=request).select_related("by", "for_whom").order_by("seq")
    return list(rows)


def case_of(request: Request) -> Case:
    """The request as its events make it."""
    return replay.replay(taking.happened(events_of(request)))


def facts(request: Request) -> CaseFacts:
    """What the law must know of a request, from its events alone."""
    return case_of(request).facts


def history(request: Request) -> History | None:
    """The present round of a request; None until the day of receipt is known."""
    return case_of(request).facts.history


def deadline(request: Request) -> Deadline | None:
    """The clock of a request with its explanation; None before receipt."""
    return clock_of(case_of(request), calendar_of(request.organ))


def same_applicant(request: Request) -> "QuerySet[Request]":
    """The organ's other requests in the same applicant's name, the latest first; for repeats (第三十六条第六项)."""
    rows: QuerySet[Request] = Request.objects.filter(applicant_index=request.applicant_index)
    if not request.applicant_index:
        return rows.none()
    return rows.exclude(pk=request.pk).order_by("-arrived", "-number")


def twin(*, channel: Channel, arrived: date, applicant: str, content: str) -> Request | None:
    """A request of the scope that says the same: it may be this one, entered a moment ago. Raises KeyLost."""
    rows = Request.objects.filter(applicant_index=blind(applicant), channel=channel.value, arrived=arrived)
    alike = rows.order_by("-created_at")[:MOST_ALIKE]
    return next((row for row in alike if not row.erased and row.reveal("content") == content), None)
