"""The reports added up: every cell, and what it was added from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.annual.contract import text_of
from gongkai.annual.form import Address
from gongkai.portal import origin, sum_page
from gongkai.portal.columns import SUMS
from gongkai.portal.trail import Step
from gongkai.portal.views.files import attachment
from gongkai.portal.views.read_only import read_only
from gongkai.reports.queries import Summed, listed, summed


@read_only
def total(request: HttpRequest) -> HttpResponse:
    rows = sum_page.newest(listed())
    added = summed(rows.added) if rows.added else None
    return render(
        request,
        "portal/sum.html",
        {
            "column": SUMS,
            "section": "sum",
            "rows": rows,
            "origin": origin.of_sum(rows.added),
            "view": sum_page.compose(added) if added else None,
            "trail": [Step(SUMS.name)],
        },
    )


@read_only
def total_json(request: HttpRequest) -> HttpResponse:
    added = _added()
    if added is None:
        raise Http404
    data = added.merged.dump(added.findings) | {"remark": origin.of_sum(added.rows)}
    return attachment(text_of(data, indent=1), "sum.json", "application/json")


@read_only
def addends(request: HttpRequest, table: str, row: str, column: str) -> HttpResponse:
    added = _added()
    cell = sum_page.addends(added, Address(table, row, column)) if added else None
    if cell is None:
        raise Http404
    return render(
        request,
        "portal/addends.html",
        {
            "column": SUMS,
            "section": "sum",
            "cell": cell,
            "trail": [Step(SUMS.name, reverse("portal:sum")), Step(_("加数"))],
        },
    )


def _added() -> Summed | None:
    rows = sum_page.newest(listed()).added
    return summed(rows) if rows else None
