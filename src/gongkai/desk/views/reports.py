"""The annual report as the records give it: compiled, opened down to the records, frozen, compared."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.annual.amounts import amounts_of
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import edition_for, form_of
from gongkai.annual.places import where
from gongkai.annual.report import Report
from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.desk.doors import OFFICERS, READERS, Visit, organ_page
from gongkai.desk.forms.reports import FIRST_YEAR, Which
from gongkai.desk.log_words import WORDS
from gongkai.organs.models import Organ
from gongkai.reports import actions, policies, queries
from gongkai.reports.compile import PROACTIVE, behind, compile_report
from gongkai.reports.models import Snapshot
from gongkai.reports.show import remarks
from gongkai.reports.show.tables import Said, Sheet, sheet

WORDS |= {
    "reports.store": gettext_lazy("录入年度报告"),
    "reports.publish": gettext_lazy("公布年度报告"),
    "reports.freeze": gettext_lazy("定格报表"),
}
A_PAGE = 50
ORDERS = {
    "requests": ("receipt_on", "number"),
    "remedies": ("filed_on", "pk"),
    "entries": ("on", "pk"),
    "counts": ("pk",),
}


@shows(Snapshot, "desk")
def snapshot_path(row: Snapshot) -> str:
    return reverse("desk:snapshot", args=[row.organ.slug, row.pk])


@require_safe
@organ_page(*READERS)
def reports(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Which year to compile; what was frozen and published so far."""
    form = Which(request.GET) if "year" in request.GET else Which(initial={"year": today().year - 1})
    if form.is_bound and form.is_valid():
        year, edition = form.chosen()
        return redirect("desk:compiled", organ.slug, year, edition.value)
    years = [(year, edition_for(year).value) for year in range(today().year, FIRST_YEAR - 1, -1)]
    context = {
        "organ": organ,
        "form": form,
        "years": years,
        "snapshots": _page(request, queries.snapshots(organ)),
        "published": queries.by_organ(organ),
    }
    return render(request, "desk/reports/list.html", context)


@require_safe
@organ_page(*READERS)
def compiled(request: HttpRequest, organ: Organ, year: int, edition: str) -> HttpResponse:
    """Tables 二, 三, 四 as the records give them now; every figure leads to what is behind it."""
    chosen = _edition(year, edition)
    found = compile_report(organ, year, chosen)
    said = remarks.of_findings(found.findings, form_of(chosen))
    link = _link(organ, year, edition)
    context = {
        "organ": organ,
        "compiled": found,
        "sheets": _sheets(organ, found.report, remarks.by_address(said)),
        "findings": said,
        "doubled": [
            (where(form_of(chosen), address), link(address), names)
            for address, names in found.doubled.items()
        ],
        "snapshots": queries.snapshots(organ, year),
        "other": next(each.value for each in Edition if each is not chosen),
        "prescribed": edition_for(year) is chosen,
        "may_freeze": policies.refusal(_visit(request).user, "freeze", organ) is None,
    }
    return render(request, "desk/reports/compiled.html", context)


@require_safe
@organ_page(*READERS)
def cell(
    request: HttpRequest, organ: Organ, year: int, edition: str, table: str, row: str, column: str
) -> HttpResponse:
    """One figure: how it is counted, and the records and attestations it is counted from."""
    chosen = _edition(year, edition)
    form, address = form_of(chosen), Address(table, row, column)
    if address not in form.addresses:
        raise Http404(_("这份格式没有这一格。"))
    rows = behind(organ, year, chosen, address)
    context = {
        "organ": organ,
        "year": year,
        "edition": chosen,
        "title": where(form, address),
        "anchor": remarks.anchor(*address),
        "value": compile_report(organ, year, chosen).cells[address].value,
        "in_wan": address in amounts_of(chosen),
        "rule": rows.rule,
        "requests": _page(request, _ordered("requests", rows.requests)),
        "remedies": _page(request, _ordered("remedies", rows.remedies)),
        "entries": _page(request, _ordered("entries", rows.entries)),
        "counts": _ordered("counts", rows.counts),
        "proactive": table == PROACTIVE,
    }
    return render(request, "desk/reports/cell.html", context)


@require_POST
@organ_page(*OFFICERS)
def freeze(request: HttpRequest, organ: Organ, year: int, edition: str) -> HttpResponse:
    """Keep what the records give now."""
    try:
        row = actions.freeze(organ, year, _edition(year, edition), by=_visit(request).user)
    except PermissionDenied as problem:
        messages.error(request, str(problem))
        return redirect("desk:compiled", organ.slug, year, edition)
    return redirect("desk:snapshot", organ.slug, row.pk)


@require_safe
@organ_page(*READERS)
def snapshot(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """A snapshot, and how the records differ from it today."""
    row = get_object_or_404(queries.snapshots(organ), pk=pk)
    form = form_of(Edition(row.edition))
    link = _link(organ, row.year, row.edition)
    changed = [(each, where(form, each.address), link(each.address)) for each in queries.changes(row)]
    context = {
        "organ": organ,
        "snapshot": row,
        "changes": changed,
        "sheets": _sheets(organ, row.facts(), {}),
    }
    return render(request, "desk/reports/snapshot.html", context)


def _visit(request: HttpRequest) -> Visit:
    visit: Visit = request.desk  # type: ignore[attr-defined]
    return visit


def _edition(year: int, edition: str) -> Edition:
    """The edition of an address. Raises Http404 for a year or an edition that there is not."""
    if not FIRST_YEAR <= year <= today().year or edition not in list(Edition):
        raise Http404(_("没有这一年度或者这一格式的报告。"))
    return Edition(edition)


def _sheets(organ: Organ, report: Report, said: Said) -> list[Sheet]:
    """The official tables; every figure is a link, a blank too."""
    form = report.form
    assert form is not None and report.year is not None  # noqa: PT018, S101  compiled for a year and edition
    link = _link(organ, report.year, form.edition.value)
    blank = {address: _("空白") for address, value in report.cells.items() if value is None}
    return [sheet(section, report, said, blank, link) for section in form.sections]


def _link(organ: Organ, year: int, edition: str) -> Callable[[Address], str]:
    return lambda address: reverse("desk:cell", args=[organ.slug, year, edition, *address])


def _ordered(kind: str, rows: "QuerySet[Any] | None") -> "QuerySet[Any] | None":
    return None if rows is None else rows.order_by(*ORDERS[kind])


def _page(request: HttpRequest, rows: "QuerySet[Any] | None") -> "Page[Any] | None":
    return None if rows is None else Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
