"""The organ's requests: the list by urgency, one request with its steps, registering."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import actions, details, evidence, offers, policies, queries, queue, signing
from gongkai.cases.calendars import calendar_of
from gongkai.cases.models import Proposal, ProposalState, Request, RequestEvent
from gongkai.cases.offers import Offer
from gongkai.cases.replay import BrokenHistory, Case
from gongkai.cases.standing import clock_of
from gongkai.desk.doing import done
from gongkai.desk.doors import READERS, Visit, organ_page
from gongkai.desk.forms.requests import Assignment, Filters, Registration, StepForm
from gongkai.desk.log_words import WORDS
from gongkai.law.clock import Deadline
from gongkai.law.labelled import member
from gongkai.law.procedure import STEPS
from gongkai.law.refusal import RefusalError
from gongkai.law.service import Service, Timeliness, on_time
from gongkai.law.steps_reply import DECISIONS
from gongkai.organs.models import Organ, Section, in_force
from gongkai.organs.queries import colleagues
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.remedies.queries import of_request

WORDS |= {
    **{f"cases.{step.name}": step.label for step in (*STEPS, *evidence.EVIDENCE)},
    "cases.bring_in": gettext_lazy("补录以往的申请"),
    "cases.assign": gettext_lazy("指定承办科室和经办人"),
    "cases.read": gettext_lazy("查看申请人和申请内容"),
    "cases.propose": gettext_lazy("提请同意办理步骤"),
    "cases.recompute": gettext_lazy("按日历重算期限"),
}
_DECISIONS = {step.name for step in DECISIONS}
_FACTS = {step.name for step in evidence.EVIDENCE}


@shows(Request, "desk")
def request_path(row: Request) -> str:
    return reverse("desk:request", args=[row.organ.slug, row.pk])


@shows(Proposal, "desk")
def proposal_path(row: Proposal) -> str:
    return request_path(row.request)


@dataclass(frozen=True, slots=True)
class Choice:
    """An offered step with the form to take it."""

    offer: Offer
    form: StepForm
    open: bool


@organ_page(*READERS)
@require_safe
def requests(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The requests, the most urgent first. No names: number, kind of applicant, how it stands."""
    on = today()
    form = Filters(request.GET, years=queue.years(), sections=_sections())
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queue.rows(
        state=chosen.get("state", ""),
        year=chosen.get("year"),
        section=chosen.get("section"),
        late_on=on if chosen.get("late") else None,
    )
    page = queue.page(found, organ, on, _cursor(request.GET.get("after", "")))
    context = {
        "organ": organ,
        "day": on,
        "form": form,
        "page": page,
        "after": f"{page.after[0]}.{page.after[1]}" if page.after else "",
        "counts": queue.counts(organ, on),
        "limit": queue.COUNT_LIMIT,
        "may_register": policies.organ_refusal(request.user, organ, *_REGISTRARS, doing="") is None,  # type: ignore[arg-type]
    }
    return render(request, "desk/requests/list.html", context)


@organ_page(*READERS)
@require_safe
def one(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """A request: its facts, what happened, why its date is what it is, what can be done now."""
    return _page(request, organ, _row(pk))


@organ_page(*policies.HANDLERS)
@require_POST
def words(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """The request's page with the applicant's words opened; the log says who opened them."""
    row = _row(pk)
    return _page(request, organ, row, words=actions.read_words(row, by=request.user))  # type: ignore[arg-type]


@organ_page(*policies.HANDLERS)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Register a request that came in."""
    form = Registration(request.POST or None, initial={"arrived": today()})
    made: list[Request] = []

    def act() -> None:
        made.append(actions.open_request(organ=organ, by=request.user, **form.facts()))  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, _("已登记，编号 %(number)s。") % {"number": made[0].number})
        return redirect("desk:request", organ.slug, made[0].pk)
    context = {"organ": organ, "form": form}
    return render(request, "desk/requests/register.html", context, status=422 if form.errors else 200)


@organ_page(*policies.HANDLERS)
@require_POST
def step(request: HttpRequest, organ: Organ, pk: uuid.UUID, step: str) -> HttpResponse:
    """Take a step, or propose it where another must agree."""
    row = _row(pk)
    try:
        definition = evidence.step(step)
    except RefusalError as refusal:
        raise Http404(str(refusal)) from refusal
    case = queries.case_of(row)
    form = StepForm(request.POST, name=step, told=details.of(step), case=case)
    if not form.is_valid():
        return _page(request, organ, row, failed=form)
    before = row.last_seq
    try:
        actions.take_step(
            row,
            step,
            by=request.user,  # type: ignore[arg-type]
            on=form.cleaned_data["on"],
            seen=form.cleaned_data["seen"],
            **form.details(),
        )
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, _("没有办理“%(step)s”：%(why)s") % {"step": definition.label, "why": refusal})
    else:
        told = _("已办理：%(step)s。") if row.last_seq > before else _("已提请同意：%(step)s。")
        messages.success(request, told % {"step": definition.label})
    return redirect("desk:request", organ.slug, row.pk)


@organ_page(*policies.ASSIGNERS)
@require_POST
def assign(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Give a request to a section or an officer."""
    row = _row(pk)
    form = _assignment(row, organ, request.POST)
    if not form.is_valid():
        return _page(request, organ, row, assignment=form)
    try:
        actions.assign(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已指定承办。"))
    return redirect("desk:request", organ.slug, row.pk)


@organ_page(*policies.HANDLERS)
@require_POST
def submit(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Send a decision to be signed again after it was taken back."""
    row = _row(pk)
    try:
        actions.submit_again(row, by=request.user)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已送签。"))
    return redirect("desk:request", organ.slug, row.pk)


_REGISTRARS = policies.roles_for(evidence.step("register"))


def _page(
    request: HttpRequest,
    organ: Organ,
    row: Request,
    *,
    words: actions.Words | None = None,
    failed: StepForm | None = None,
    assignment: Assignment | None = None,
) -> HttpResponse:
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
        "served": _served(events, clock),
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
        "assignment": assignment or (_assignment(row, organ) if visit.holds(*policies.ASSIGNERS) else None),
    }
    return render(request, "desk/requests/one.html", context, status=422 if failed or assignment else 200)


def _choices(row: Request, case: Case, visit: Visit, on: date, failed: StepForm | None) -> list[Choice]:
    found = []
    for offer in offers.offers(row, visit.user, on):
        name = offer.step.name
        if failed is not None and failed.prefix == name:
            found.append(Choice(offer, failed, open=True))
        else:
            found.append(Choice(offer, StepForm(name=name, told=offer.details, case=case), open=False))
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


def _served(events: list[RequestEvent], clock: Deadline | None) -> Timeliness | None:
    """Whether the last answer was in time, by the day that decides (235号函)."""
    served = [event for event in events if event.step == "serve"]
    if not served or clock is None:
        return None
    return on_time(clock, member(Service, served[-1].data["service"]), served[-1].on)


def _assignment(row: Request, organ: Organ, given: Any = None) -> Assignment:
    people = colleagues(organ, today()).filter(posts__organ=organ, posts__role__in=_HANDLING).distinct()
    return Assignment(
        given,
        sections=_sections(),
        people=people,
        initial={"section": row.section_id, "handler": row.handler_id},
    )


_HANDLING = (Role.OFFICE, Role.CLERK, Role.SECTION_HEAD, Role.OFFICE_HEAD)


def _sections() -> Any:
    return Section.objects.filter(in_force(today()))


def _row(pk: uuid.UUID) -> Request:
    row: Request = get_object_or_404(Request.objects.select_related("organ", "section", "handler"), pk=pk)
    return row


def _cursor(text: str) -> queue.Cursor | None:
    """The last row seen, as the link to the next page names it; the beginning for anything else."""
    place, _dot, key = text.partition(".")
    try:
        return int(place), str(uuid.UUID(key))
    except ValueError:
        return None
