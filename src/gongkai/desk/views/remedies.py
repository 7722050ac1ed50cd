"""Reconsideration and suits: the list, one of them, how it ended."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.desk import once
from gongkai.desk.doing import answered, done
from gongkai.desk.doors import READERS, organ_page
from gongkai.desk.forms.remedies import Ending, Filing, Order
from gongkai.desk.log_words import WORDS
from gongkai.law.routes import Route
from gongkai.organs.models import Organ
from gongkai.remedies import actions, policies, queries
from gongkai.remedies.models import Remedy

WORDS |= {
    "remedies.file": gettext_lazy("登记复议诉讼"),
    "remedies.bring_in": gettext_lazy("补录以往的复议诉讼"),
    "remedies.conclude": gettext_lazy("登记复议诉讼的结果"),
    "remedies.order": gettext_lazy("登记责令重新答复"),
}
A_PAGE = 50


@shows(Remedy, "desk")
def remedy_path(row: Remedy) -> str:
    return reverse("desk:remedy", args=[row.organ.slug, row.pk])


@organ_page(*READERS)
@require_safe
def remedies(request: HttpRequest, organ: Organ) -> HttpResponse:
    """All remedies of the organ, the latest first."""
    page = Paginator(queries.listed(), A_PAGE).get_page(request.GET.get("page"))
    context = {"organ": organ, "page": page, "may_file": _may(request, organ)}
    return render(request, "desk/remedies/list.html", context)


@organ_page(*policies.KEEPERS)
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Enter a reconsideration or suit."""
    before = queries.listed().filter(route=Route.RECONSIDERATION)
    drawn = {"filed_on": today(), once.FIELD: once.drawn(request, organ)}
    form = Filing(request.POST or None, before=before, initial=drawn)
    key = once.key(request, organ)
    made: list[Remedy] = []

    def act() -> None:
        made.append(actions.file(organ=organ, by=request.user, key=key, **form.facts()))  # type: ignore[arg-type]

    there = Remedy.objects.filter(pk=key).first() if key else None
    if there is not None and form.is_valid():
        told = _("刚才已登记，没有重复登记。")
        if all(getattr(there, name) == value for name, value in form.facts().items()):
            messages.info(request, told)
            return redirect("desk:remedy", organ.slug, there.pk)
        once.ask(form, request, organ, told + _("现在填写的与它不同：确为另一件的，请再按一次登记。"))
    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, _("已登记。"))
        return redirect("desk:remedy", organ.slug, made[0].pk)
    context = {"organ": organ, "form": form}
    return answered(request, "desk/remedies/file.html", context)


@organ_page(*READERS)
@require_safe
def one(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """One remedy, and what can be entered about it."""
    return _page(request, organ, _row(pk))


@organ_page(*policies.KEEPERS)
@require_POST
def conclude(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Enter how it ended."""
    row = _row(pk)
    form = Ending(request.POST)
    if not form.is_valid():
        return _page(request, organ, row, ending=form)
    return _done(request, row, actions.conclude, **form.facts())


@organ_page(*policies.KEEPERS)
@require_POST
def order(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Enter that a new reply is ordered."""
    row = _row(pk)
    form = Order(request.POST)
    if not form.is_valid():
        return _page(request, organ, row, order=form)
    return _done(request, row, actions.order, **form.cleaned_data)


def _done(request: HttpRequest, row: Remedy, action: Any, **facts: Any) -> HttpResponse:
    try:
        action(row, by=request.user, **facts)
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已登记。"))
    return redirect("desk:remedy", row.organ.slug, row.pk)


def _page(
    request: HttpRequest, organ: Organ, row: Remedy, *, ending: Form | None = None, order: Form | None = None
) -> HttpResponse:
    may = _may(request, organ)
    if may and not row.verdict:
        ending = ending or Ending()
    if may and row.request is not None and row.order_on is None and policies.may_order(row):
        order = order or Order()
    context = {
        "organ": organ,
        "row": row,
        "ending": ending if not row.verdict else None,
        "order": order if policies.may_order(row) else None,
        "sequels": row.suits.all(),
    }
    failed = any(form is not None and form.is_bound for form in (ending, order))
    return render(request, "desk/remedies/one.html", context, status=422 if failed else 200)


def _may(request: HttpRequest, organ: Organ) -> bool:
    return policies.refusal(request.user, organ, doing="") is None  # type: ignore[arg-type]


def _row(pk: uuid.UUID) -> Remedy:
    row: Remedy = get_object_or_404(Remedy.objects.select_related("organ", "request", "after"), pk=pk)
    return row
