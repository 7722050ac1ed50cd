"""The organs, and one organ with its reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.base.address import address
from gongkai.base.clock import today
from gongkai.organs import queries as organs
from gongkai.portal.columns import ORGANS
from gongkai.portal.trail import Step
from gongkai.portal.views.find import found
from gongkai.portal.views.read_only import read_only
from gongkai.reports import queries as reports


@read_only
def organ_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/organs.html",
        {"column": ORGANS, "section": "organs", "organs": organs.listed(), "trail": [Step(ORGANS.name)]},
    )


@read_only
def organ(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(organs.by_slug, slug)
    if row.slug != slug:  # a former web name
        return redirect(address(row), permanent=True)
    return render(
        request,
        "portal/organ.html",
        {
            "column": ORGANS,
            "section": "organs",
            "organ": row,
            "successors": organs.successors(row, today()),
            "reports": reports.by_organ(row),
            "trail": [Step(ORGANS.name, reverse("portal:organs")), Step(row.short_name)],
        },
    )
