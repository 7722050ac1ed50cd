"""Through whose hands a request went: who drafted its reply, whose case it is. They consent to nothing of it."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from gongkai.cases import evidence
from gongkai.cases.models import Request, RequestEvent
from gongkai.law.steps import Role
from gongkai.records.models import Event


def drafters(events: Iterable[RequestEvent]) -> frozenset[Any]:
    """Who drafted the decision that stands, and in whose name."""
    last = [event for event in events if event.step.startswith("decide_")][-1:]
    return _people(last)


def handlers(request: Request, events: Sequence[RequestEvent]) -> frozenset[Any]:
    """Whose case it is in the present round: who has it or had it, who took a handling step and in whose name."""
    reopened = [at for at, event in enumerate(events) if event.step == "reopen"]
    present = events[reopened[-1] if reopened else 0 :]
    given = {request.handler_id} - {None}
    for told in assignments(request):
        if told.recorded_at >= present[0].recorded_at:
            given |= {UUID(told.data[name]) for name in ("handler", "before") if told.data.get(name)}
    return _people(event for event in present if is_handling(event.step)) | given


def is_handling(step: str) -> bool:
    """Whether who takes the step handles the case: the clerk's steps, from registering to serving.

    To examine, to consent, to sign, to put a review's order on file or old books into the system is none.
    """
    if step == evidence.BRING_IN or step in evidence.HELD_BY:
        return False
    return Role.CLERK in evidence.step(step).by


def assignments(request: Request) -> list[Event]:
    """What the log tells of to whom the request was given, in order."""
    told = Event.objects.filter(
        subject_type=request._meta.label_lower, subject_id=str(request.pk), action="cases.assign"
    )
    return list(told.order_by("seq"))


def _people(events: Iterable[RequestEvent]) -> frozenset[Any]:
    return frozenset(pk for event in events for pk in (event.by_id, event.for_whom_id) if pk is not None)
