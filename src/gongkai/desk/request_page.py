"""What the page of one request shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import (
    actions,
    details,
    evidence,
    offers,
    policies,
    queries,
    queue,
    replay,
    signing,
    taking,
)
from gongkai.cases.calendars import calendar_of
from gongkai.cases.case import BrokenHistory, Case
from gongkai.cases.models import Proposal, ProposalState, Request, RequestEvent
from gongkai.cases.offers import Offer
from gongkai.cases.standing import clock_of
from gongkai.desk.doors import Visit
from gongkai.desk.forms.requests import Assignment, StepForm
from gongkai.law.labelled import member
from gongkai.law.service import Service, Timeliness, on_time
from gongkai.law.steps_reply import DECISIONS
from gongkai.organs.models import Organ, Section, in_force
from gongkai.organs.queries import colleagues
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.remedies.queries import of_request

_DECISIONS = {step.name for step in DECISIONS}
_FACTS = {step.name for step in evidence.EVIDENCE}
_HANDLING = (Role.OFFICE, Role.CLERK, Role.SECTION_HEAD, Role.OFFICE_HEAD)


@dataclass(frozen=True, slots=True)
class Choice:
    """An offered step with the form to take it."""

    offer: Offer
    form: StepForm
    open: bool


def page(
    request: HttpRequest,
    organ: Organ,
    row: Request,
    *,
    words: actions.Words | None = None,
    failed: StepForm | None = None,
    assignment: Assignment | None = None,
) -> HttpResponse:
    """Its facts, what happened, why its date is what it is, what can be done now; 422 with a form that failed."""
    user, on = request.user, today()
    try:
        case = queries.case_of(row)
    except BrokenHistory as broken:
        raise Refused(_("这件申请的办理记录不完整，请系统管理员用 gongkai audit verify 核对。")) from broken
    clock = clock_of(case, calendar_of(organ))
    events = queries.events_of(row)
    visit: Visit = request.desk  # type: ignore[attr-defined]
    choices = [] if visit.reads_only else _choices(row, case, visit, on, failed)
    context: dict[str, Any] = {
        "organ": organ,
        "row": row,
        "day": on,
        "line": queue.line(row, on, calendar_of(organ)),
        "receipt": case.receipt() if not row.received_before_system else None,
        "clock": clock,
        "rounds": case.rounds,
        "served": _served(events, organ),
        "explained": clock.explain() if clock is not None else (),
        "events": [
            (event, evidence.label(event.step), details.shown(event.step, event.data)) for event in events
        ],
        "words": words,
        "others": queries.same_applicant(row)[:20] if words is not None else (),
        "may_read": policies.reading_refusal(user, row) is None,  # type: ignore[arg-type]
        "groups": _grouped(choices),
        "elsewhere": [choice for choice in choices if not choice.offer.mine],
        "signoffs": _signoffs(row),
        "may_submit": signing.is_unsent(row),
        "remedies": of_request(row),
        "assignment": assignment
        or (assignment_form(row, organ) if visit.holds(*policies.ASSIGNERS) else None),
    }
    return render(request, "desk/requests/one.html", context, status=422 if failed or assignment else 200)


def _choices(row: Request, case: Case, visit: Visit, on: date, failed: StepForm | None) -> list[Choice]:
    found = []
    for offer in offers.offers(row, visit.user, on):
        name = offer.step.name
        if failed is not None and failed.prefix == name:
            found.append(Choice(offer, failed, open=True))
        else:
            form = StepForm(name=name, told=offer.details, case=case)
            if offer.past:
                form.initial["on"] = None  # not today: the officer says which day it was
            found.append(Choice(offer, form, open=False))
    return found


def _grouped(choices: list[Choice]) -> list[tuple[str | Promise, list[Choice], list[Choice]]]:
    """What this officer may do, by kind: possible now, and not possible with the reason."""
    kinds: tuple[tuple[str | Promise, Any], ...] = (
        (gettext_lazy("办理步骤"), lambda name: name not in _DECISIONS and name not in _FACTS),
        (gettext_lazy("拟定答复"), lambda name: name in _DECISIONS),
        (gettext_lazy("登记事实和认定"), lambda name: name in _FACTS),
    )
    groups = []
    for title, belongs in kinds:
        mine = [choice for choice in choices if choice.offer.mine and belongs(choice.offer.step.name)]
        can = [choice for choice in mine if choice.offer.can or choice.open]
        cannot = [choice for choice in mine if choice not in can]
        if mine:
            groups.append((title, can, cannot))
    return groups


def _signoffs(row: Request) -> list[Any]:
    """The sign-offs of the reply and of proposed steps, the newest first."""
    proposals = Proposal.objects.filter(request=row).exclude(state=ProposalState.DROPPED)
    papers = [row, *proposals]
    chains = [chain for paper in papers for chain in signoff.history(paper)]
    return sorted(chains, key=lambda chain: chain.created_at, reverse=True)


def _served(events: list[RequestEvent], organ: Organ) -> list[tuple[int, Timeliness]]:
    """Whether each answer was in time, by the day that decides (235号函) and the period of its own round."""
    found = []
    for at, event in enumerate(events, start=1):
        if event.step != "serve":
            continue
        case = replay.replay(taking.happened(events[:at]))
        clock = clock_of(case, calendar_of(organ))
        if clock is not None:
            found.append((case.rounds, on_time(clock, member(Service, event.data["service"]), event.on)))
    return found


def assignment_form(row: Request, organ: Organ, given: Any = None) -> Assignment:
    people = colleagues(organ, today()).filter(posts__organ=organ, posts__role__in=_HANDLING).distinct()
    return Assignment(
        given,
        sections=sections(),
        people=people,
        initial={"section": row.section_id, "handler": row.handler_id, "seen": actions.given_to(row)},
    )


def sections() -> Any:
    return Section.objects.filter(in_force(today()))
