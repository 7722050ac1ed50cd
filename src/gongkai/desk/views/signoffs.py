"""Signing: what waits for my signature, one paper with its steps, whose signatures each kind of paper needs."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import NoAddress, address, shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.desk.doing import answered, done, sent
from gongkai.desk.doors import READERS, organ_page
from gongkai.desk.forms.signoffs import Opinion, Steps
from gongkai.desk.log_words import WORDS
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import SignOff, SignOffStep, Standing, Turn
from gongkai.records.signoff import handlers, policies, queries

WORDS |= {
    "signoff.start": gettext_lazy("送签"),
    "signoff.agree": gettext_lazy("签批同意"),
    "signoff.return": gettext_lazy("签批退回"),
    "signoff.recall": gettext_lazy("撤回送签"),
    "signoff.route": gettext_lazy("设定签批流程"),
}
_RECENT = 20


@shows(SignOff, "desk")
def signoff_path(row: SignOff) -> str:
    return reverse("desk:signoff", args=[row.organ.slug, row.pk])


@require_safe
@organ_page(*READERS)
def signoffs(request: HttpRequest, organ: Organ) -> HttpResponse:
    """What waits for my signature, and what became of what I sent."""
    user: Any = request.user
    waiting = [(step, handlers.label(step.signoff)) for step in signoff.waiting_for(user, organ, today())]
    mine = [(row, handlers.label(row)) for row in signoff.sent_by(user, organ)[:_RECENT]]
    return render(request, "desk/signoffs/list.html", {"organ": organ, "waiting": waiting, "mine": mine})


@require_safe
@organ_page(*READERS)
def one(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """A paper: what it is about, its steps, and what this officer can do with it."""
    return _page(request, _row(pk))


@require_POST
@organ_page(*policies.SIGNERS)
def decide(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Agree, or send back."""
    row = _row(pk)
    form = Opinion(request.POST)
    decision = {Opinion.AGREE: signoff.agree, Opinion.RETURN: signoff.send_back}.get(
        request.POST.get("decision", "")
    )
    if decision is None:
        raise Http404(_("没有这样的操作。"))

    def act() -> None:
        said = form.cleaned_data
        decision(row, by=request.user, opinion=said["opinion"], step=said["step"])  # type: ignore[arg-type]

    if done(form, act):
        messages.success(request, _("已签批同意。") if decision is signoff.agree else _("已退回拟稿人。"))
        return redirect("desk:signoffs", organ.slug)
    return _page(request, _row(pk), form, status=409)


@require_POST
@organ_page(*policies.OFFICERS)
def recall(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Take a paper back."""
    try:
        signoff.recall(_row(pk), by=request.user)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已撤回，可以修改后重新送签。"))
    return redirect("desk:signoff", organ.slug, pk)


@require_safe
@organ_page(*READERS)
def routes(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Whose signatures each kind of paper needs here."""
    kinds = [(kind, _roles(kind, organ)) for kind in handlers.kinds()]
    may_set = policies.to_set_route(request.user, organ) is None  # type: ignore[arg-type]
    return render(request, "desk/signoffs/routes.html", {"organ": organ, "kinds": kinds, "may_set": may_set})


@require_http_methods(["GET", "POST"])
@organ_page(Role.OFFICE_HEAD)
def route(request: HttpRequest, organ: Organ, kind: str) -> HttpResponse:
    """Set whose signatures a kind of paper needs."""
    declared = handlers.kind(kind)
    if declared is None or not declared.has_route:
        raise Http404(_("没有这种签批事项。"))
    form = Steps(sent(request), roles=_roles(declared, organ))
    if done(form, lambda: signoff.set_route(organ, kind, form.roles(), by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("已保存；以后送签的按新流程办，正在签批的不变。"))
        return redirect("desk:signoff-routes", organ.slug)
    context = {"organ": organ, "form": form, "kind": declared}
    return answered(request, "desk/signoffs/route.html", context)


def _roles(kind: handlers.Kind, organ: Organ) -> list[Role]:
    """The organ's own route, else the default; empty where that depends on the paper."""
    own = queries.routes(organ).get(kind.key)
    return [Role(role) for role in (own.roles if own else kind.default)]


def _row(pk: uuid.UUID) -> SignOff:
    rows = SignOff.objects.select_related("organ", "drafted_by", "drafted_for", "section")
    row: SignOff = get_object_or_404(rows.prefetch_related("steps__decided_by", "steps__for_whom"), pk=pk)
    return row


def _page(request: HttpRequest, row: SignOff, form: Opinion | None = None, status: int = 200) -> HttpResponse:
    day, user = today(), request.user
    step = next((step for step in row.steps.all() if step.state == Turn.WAITING), None)
    about = queries.subject(row)
    refusal, who = _standing(user, step, day)
    context = {
        "organ": row.organ,
        "row": row,
        "label": handlers.label(row),
        "subject_path": _path(about),
        "step": step,
        "refusal": refusal,
        "who": who,
        "form": form or (Opinion(initial={"step": step.pk}) if step and refusal is None else None),
        "may_recall": row.state == Standing.OPEN and policies.to_recall(user, row) is None,  # type: ignore[arg-type]
        "before": [chain for chain in signoff.history(about) if chain.pk != row.pk] if about else [],
    }
    return render(request, "desk/signoffs/one.html", context, status=status)


def _standing(user: Any, step: SignOffStep | None, day: Any) -> tuple[str | None, list[Any]]:
    """Why this officer cannot decide the step that waits (None: they can), and who can."""
    if step is None:
        return "", []
    answer = policies.to_decide(user, step, day)
    return answer if isinstance(answer, str) else None, signoff.candidates(step, day)


def _path(about: Any) -> str:
    try:
        return address(about, "desk") if about is not None else ""
    except NoAddress:
        return ""
