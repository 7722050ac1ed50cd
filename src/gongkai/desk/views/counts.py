"""Attested counts: what a year's figures are, who attests what, drafting, sending to be signed, withdrawing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.desk.doing import answered, done
from gongkai.desk.doors import READERS, organ_page
from gongkai.desk.forms.counts import Attestation
from gongkai.desk.forms.registers import years
from gongkai.organs.models import Organ
from gongkai.records import files, signoff
from gongkai.registers import actions, policies, queries
from gongkai.registers.actions.counts import KIND
from gongkai.registers.measures import MEASURES
from gongkai.registers.models import AttestedCount
from gongkai.registers.models.counts import Standing


@shows(AttestedCount, "desk")
def count_path(row: AttestedCount) -> str:
    return reverse("desk:count", args=[row.organ.slug, row.pk])


@require_safe
@organ_page(*READERS)
def counts(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The figures of table 二 of a year: lines and attestations, and every attestation of the year."""
    year = _year(request)
    found = queries.counted(organ, year)
    context = {
        "organ": organ,
        "year": year,
        "years": years(),
        "figures": [(MEASURES[key], each) for key, each in found.items()],
        "counts": queries.counts_of(organ, year),
        "may_attest": policies.may(request.user, organ, "attest"),  # type: ignore[arg-type]
    }
    return render(request, "desk/counts/list.html", context)


@require_http_methods(["GET", "POST"])
@organ_page(*policies.WRITERS)
def attest(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Draft a figure; with `replaces` one that shall supersede a signed one."""
    replaces = _replaced(request)
    form = Attestation(
        request.POST or None, request.FILES or None, organ=organ, user=request.user, replaces=replaces  # type: ignore[arg-type]
    )  # fmt: skip
    made: list[AttestedCount] = []
    posted = request.method == "POST" and form.is_valid()
    if posted and done(form, lambda: made.append(_attested(request, organ, form))):
        messages.success(request, _("已保存为草稿；送签以后，由负责人签字才计入。"))
        return redirect("desk:count", organ.slug, made[0].pk)
    context = {"organ": organ, "form": form, "replaces": replaces}
    return answered(request, "desk/counts/attest.html", context)


@require_safe
@organ_page(*READERS)
def count(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """One attestation: value, source, signatures, what it replaced or was replaced by."""
    row = _count(pk)
    chain = signoff.open_chain(row, KIND)
    writes = policies.refusal(request.user, organ, "attest", row.section) is None  # type: ignore[arg-type]
    context = {
        "organ": organ,
        "count": row,
        "measure": MEASURES[row.measure],
        "chain": chain,
        "chains": signoff.history(row),
        "replaced_by": row.replaced_by.all(),
        "may_submit": writes and row.state == Standing.DRAFT and chain is None,
        "may_replace": writes and row.state == Standing.SIGNED,
        "may_withdraw": writes and row.state in (Standing.DRAFT, Standing.SIGNED) and chain is None,
    }
    return render(request, "desk/counts/one.html", context)


@require_POST
@organ_page(*policies.WRITERS)
def submit(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """Send a draft to be signed."""
    row = _count(pk)
    return _did(request, row, lambda: actions.submit(row, by=request.user), _("已送签。"))  # type: ignore[arg-type]


@require_POST
@organ_page(*policies.WRITERS)
def withdraw(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """Take an attestation out of the figures."""
    row = _count(pk)
    return _did(request, row, lambda: actions.withdraw(row, by=request.user), _("已撤销，不再计数。"))  # type: ignore[arg-type]


def _did(request: HttpRequest, row: AttestedCount, act: Callable[[], Any], words: str) -> HttpResponse:
    try:
        act()
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, words)
    return redirect("desk:count", row.organ.slug, row.pk)


def _attested(request: HttpRequest, organ: Organ, form: Attestation) -> AttestedCount:
    """The source is kept first; a figure that is then refused leaves the file among the organ's files."""
    facts = form.facts()
    upload: File[Any] | None = form.cleaned_data["source"]
    if refusal := policies.refusal(request.user, organ, "attest", facts["section"]):  # type: ignore[arg-type]
        raise PermissionDenied(refusal)
    source = files.keep(upload, organ=organ, by=request.user) if upload else None  # type: ignore[arg-type]
    return actions.attest(organ=organ, by=request.user, source=source, **facts)  # type: ignore[arg-type]


def _count(pk: int) -> AttestedCount:
    rows = AttestedCount.objects.select_related("organ", "section", "source", "drafted_by", "replaces__organ")
    found: AttestedCount = get_object_or_404(rows, pk=pk)
    return found


def _replaced(request: HttpRequest) -> AttestedCount | None:
    pk = request.GET.get("replaces", "")
    return get_object_or_404(AttestedCount.objects.all(), pk=pk) if pk.isdecimal() else None


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() else today().year
    return year if year in years() else today().year
