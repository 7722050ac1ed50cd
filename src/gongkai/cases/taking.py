"""The one writer of a request's history: one event, the stored facts that follow from it, one entry in the log."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base.clock import now, today
from gongkai.base.refusal import Refused
from gongkai.cases import digests, evidence, replay
from gongkai.cases.calendars import calendar_of
from gongkai.cases.case import Case, Happened
from gongkai.cases.models import Request, RequestEvent
from gongkai.cases.standing import clock_of, standing
from gongkai.law import words
from gongkai.law.clock import deadline
from gongkai.law.procedure import obstacles
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import Step
from gongkai.organs.models import Organ
from gongkai.records import log


def happened(events: list[RequestEvent]) -> list[Happened]:
    """Events as plain values."""
    return [Happened(event.seq, event.step, event.on, event.data) for event in events]


def locked(request: Request, seen: int) -> list[RequestEvent]:
    """The request's events, with its row locked. Raises Refused where others acted since step `seen` was shown."""
    Request.objects.select_for_update().only("pk").get(pk=request.pk)
    events = list(RequestEvent.objects.filter(request=request).order_by("seq"))
    if events[-1].seq != seen:
        last = events[-1]
        raise Refused(
            _("您打开这件申请之后，它已经有了新的办理：%(moment)s登记了“%(step)s”。请看过最新情况再办。")
            % {"moment": last.recorded_at.astimezone().strftime("%H:%M"), "step": evidence.label(last.step)}
        )
    return events


def refuse_day(on: date, case: Case, events: list[RequestEvent]) -> None:
    """A step lies neither ahead of today nor before the step before it. Raises Refused."""
    if on > today():
        raise Refused(_("%(on)s还没有到，不能登记；请填写实际发生的日期。") % {"on": words.day(on)})
    if on < case.last:
        raise Refused(
            _("%(on)s早于上一步“%(step)s”的日期%(last)s，请核对日期。")
            % {
                "on": words.day(on),
                "step": evidence.label(events[-1].step),
                "last": words.day(case.last),
            }
        )


def refuse_obstacles(step: Step, case: Case, request: Request, on: date) -> None:
    """Raises Refused with the law's own sentences."""
    found = obstacles(step, case.facts, on, calendar_of(request.organ))
    if found:
        raise Refused("；".join(obstacle.sentence for obstacle in found))


def lawful(case: Case, event: Happened, organ: Organ) -> Case:
    """The case after the event. Raises Refused where the clock refuses the history that results."""
    # What came in before the Regulation and was brought in has no clock, and needs none to be archived.
    has_clock = case.facts.history is None or clock_of(case, calendar_of(organ)) is not None
    try:
        after = replay.after(case, event)
    except RefusalError as error:
        raise Refused(str(error)) from error
    if has_clock:
        refuse_history(after, organ)
    return after


def refuse_history(case: Case, organ: Organ) -> None:
    """Raises Refused with the clock's sentence where it has no answer for the history."""
    if case.facts.history is None:
        return
    try:
        deadline(case.facts.history, calendar_of(organ))
    except RefusalError as error:
        raise Refused(str(error)) from error


def written(
    request: Request,
    case: Case,
    event: Happened,
    *,
    by: Actor,
    for_whom: User | None = None,
    told_by: Actor | None = None,
) -> Request:
    """Store an event and what follows from it. `told_by`: who the log names, where another took the step."""
    values = stored(request.organ, case)
    for name, value in values.items():
        setattr(request, name, value)
    request.save(update_fields=[*values, "updated_at"])
    append(request, event, by=by, for_whom=for_whom, told_by=told_by)
    return request


def append(
    request: Request,
    event: Happened,
    *,
    by: Actor,
    for_whom: User | None = None,
    told_by: Actor | None = None,
) -> None:
    """The event in the request's history, and in the organ's log."""
    stored_event = row(request, event, by=by, for_whom=for_whom)
    stored_event.save(force_insert=True)
    log.append(
        f"cases.{event.step}",
        request,
        organ=request.organ,
        by=told_by or by,
        on=event.on,
        data={"seq": event.seq, **event.data, **digests.of_step(request, stored_event)},
        for_whom=for_whom if told_by is None else None,
    )


def row(request: Request, event: Happened, *, by: Actor, for_whom: User | None = None) -> RequestEvent:
    """An event as a row that is not stored yet."""
    return RequestEvent(
        organ=request.organ,
        request=request,
        seq=event.seq,
        step=event.step,
        on=event.on,
        recorded_at=now(),
        by=None if isinstance(by, System) else by,
        for_whom=for_whom,
        data=event.data,
    )


def stored(organ: Organ, case: Case) -> dict[str, Any]:
    """Every field that follows from the events, by its name."""
    outcome, ended_on = case.ended if case.ended is not None else ("", None)
    return {
        "last_seq": case.seq,
        "state": case.state.value,
        "receipt_on": case.received,
        "decided": case.facts.outcome.value if case.facts.outcome is not None else "",
        "outcome": str(outcome),
        "ended_on": ended_on,
        "set_apart": case.set_apart,
        **asdict(standing(case, calendar_of(organ))),
    }
