"""The reports of others that were received and kept: the list, one, and its files."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.annual.check import check
from gongkai.annual.form import Address, Form
from gongkai.annual.places import where
from gongkai.base.address import address as path_of
from gongkai.desk.doors import organ_page
from gongkai.organs.models import Organ
from gongkai.papers.refusal import CannotWrite
from gongkai.reports.models import ReceivedReport, Says
from gongkai.reports.receiving import queries
from gongkai.reports.receiving.policies import OFFICE
from gongkai.reports.receiving.written import CONTENT_TYPES, NAMES, written
from gongkai.reports.show import remarks
from gongkai.reports.show.tables import sheet

A_PAGE = 50


@require_safe
@organ_page(*OFFICE)
def reports(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The received reports, newest year first; superseded ones too."""
    page = Paginator(queries.reports(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/received/reports.html", {"organ": organ, "page": page})


@require_safe
@organ_page(*OFFICE)
def report(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """One received report: its tables, what the checks find, who corrected what."""
    row = get_object_or_404(_rows(), pk=pk)
    facts = row.facts()
    assert facts.form is not None  # noqa: S101  a row has an edition
    found = remarks.of_findings(check(facts), facts.form)
    unread = remarks.of_unread(facts.unread, facts.form)
    said = remarks.by_address([*found, *unread])
    blank = {address: _("空白") for address, value in facts.cells.items() if value is None}
    context = {
        "organ": organ,
        "report": row,
        "facts": facts,
        "sheets": [sheet(section, facts, said, blank) for section in facts.form.sections],
        "findings": found,
        "unread": unread,
        "corrections": [_correction(facts.form, each) for each in row.corrections],
        "newer": ReceivedReport.objects.filter(supersedes=row).first(),
        "forms": NAMES,
    }
    return render(request, "desk/received/report.html", context)


@require_safe
@organ_page(*OFFICE)
def download(request: HttpRequest, organ: Organ, pk: uuid.UUID, extension: str) -> HttpResponse:
    """A received report as a file."""
    row = get_object_or_404(_rows(), pk=pk)
    if extension not in CONTENT_TYPES:
        raise Http404(_("没有这种文件。"))
    try:
        content = written(row, extension)
    except CannotWrite as problem:
        messages.error(request, str(problem))
        return redirect(path_of(row, "desk"))
    response = HttpResponse(content, content_type=CONTENT_TYPES[extension])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{row}.{extension}")
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _correction(form: Form, told: dict[str, Any]) -> dict[str, Any]:
    address = Address(*told["cell"])
    words = where(form, address) if address in form.addresses else "/".join(address)
    return {**told, "where": words, "label": Says(told["says"]).label}


def _rows() -> QuerySet[ReceivedReport]:
    rows: QuerySet[ReceivedReport] = ReceivedReport.objects.select_related(
        "organ", "by", "received", "reading", "supersedes"
    )
    return rows
