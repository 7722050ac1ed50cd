"""The organ's requests: the list by urgency, one request with its steps, registering."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import actions, details, evidence, policies, queries, queue
from gongkai.cases.models import Proposal, Request
from gongkai.desk import once, request_page
from gongkai.desk.doing import answered, done
from gongkai.desk.doors import READERS, organ_page
from gongkai.desk.forms.requests import Filters, Registration, StepForm
from gongkai.desk.log_words import WORDS
from gongkai.law.procedure import STEPS
from gongkai.law.refusal import RefusalError
from gongkai.organs.models import Organ

WORDS |= {
    **{f"cases.{step.name}": step.label for step in (*STEPS, *evidence.EVIDENCE)},
    "cases.bring_in": gettext_lazy("补录以往的申请"),
    "cases.assign": gettext_lazy("指定承办科室和经办人"),
    "cases.read": gettext_lazy("查看申请人和申请内容"),
    "cases.propose": gettext_lazy("提请同意办理步骤"),
    "cases.proposal_ended": gettext_lazy("提请同意的步骤已办理、退回或者失效"),
    "cases.recompute": gettext_lazy("按日历重算期限"),
}


@shows(Request, "desk")
def request_path(row: Request) -> str:
    return reverse("desk:request", args=[row.organ.slug, row.pk])


@shows(Proposal, "desk")
def proposal_path(row: Proposal) -> str:
    return request_path(row.request)


@organ_page(*READERS)
@require_safe
def requests(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The requests, the most urgent first. No names: number, kind of applicant, how it stands."""
    on = today()
    form = Filters(request.GET, years=queue.years(), sections=request_page.sections())
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
    return request_page.page(request, organ, _row(pk))


@organ_page(*policies.HANDLERS)
@require_POST
def words(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """The request's page with the applicant's words opened; the log says who opened them."""
    row = _row(pk)
    return request_page.page(request, organ, row, words=actions.read_words(row, by=request.user))  # type: ignore[arg-type]


@organ_page(*policies.HANDLERS)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Register a request that came in."""
    form = Registration(
        request.POST or None, initial={"arrived": today(), once.FIELD: once.drawn(request, organ)}
    )
    key = once.key(request, organ)
    made: list[Request] = []

    def act() -> None:
        made.append(actions.open_request(organ=organ, by=request.user, key=key, **form.facts()))  # type: ignore[arg-type]

    there = Request.objects.filter(pk=key).first() if key else None
    if there is not None and form.is_valid():
        told = _("刚才已登记，编号 %(number)s，没有重复登记。") % {"number": there.number}
        if _twin(form) == there:
            messages.info(request, told)
            return redirect("desk:request", organ.slug, there.pk)
        once.ask(form, request, organ, told + _("现在填写的内容与它不同：确为另一件申请的，请再按一次登记。"))
    if form.is_bound and form.is_valid() and not _asked(form) and done(form, act):
        messages.success(request, _("已登记，编号 %(number)s。") % {"number": made[0].number})
        return redirect("desk:request", organ.slug, made[0].pk)
    context = {"organ": organ, "form": form}
    return answered(request, "desk/requests/register.html", context)


def _asked(form: Registration) -> bool:
    """Whether the form goes back to the officer with the question if this is another of the same."""
    there = None if form.cleaned_data["again"] else _twin(form)
    if there is not None:
        form.ask_again(there)
    return there is not None


def _twin(form: Registration) -> Request | None:
    """What is registered already with the same channel, day, applicant and content."""
    facts = form.facts()
    return queries.twin(**{name: facts[name] for name in ("channel", "arrived", "applicant", "content")})


@organ_page(*policies.HANDLERS)
@require_POST
def step(request: HttpRequest, organ: Organ, pk: uuid.UUID, step: str) -> HttpResponse:
    """Take a step, or propose it where another must agree."""
    row = _row(pk)
    try:
        definition = evidence.step(step)
    except RefusalError as refusal:
        raise Http404(str(refusal)) from refusal
    if step == evidence.WITH_REMEDY:
        messages.error(
            request, _("责令重新答复随所依据的复议、诉讼登记：请在“复议诉讼”里先登记结果，再登记责令。")
        )
        return redirect("desk:request", organ.slug, row.pk)
    case = queries.case_of(row)
    form = StepForm(request.POST, name=step, told=details.of(step), case=case)
    if not form.is_valid():
        return request_page.page(request, organ, row, failed=form)
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
    form = request_page.assignment_form(row, organ, request.POST)
    if not form.is_valid():
        return request_page.page(request, organ, row, assignment=form)
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
