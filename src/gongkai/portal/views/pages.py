"""Pages that are not about one organ: the home page, the map, what the site says of itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.organs import queries as organs
from gongkai.portal import figures
from gongkai.portal.columns import ABOUT, HOME
from gongkai.portal.trail import Step
from gongkai.portal.views.read_only import read_only
from gongkai.reports import queries as reports


@read_only
def home(request: HttpRequest) -> HttpResponse:
    listed = list(reports.listed())
    return render(
        request,
        "portal/home.html",
        {
            "column": HOME,
            "organs": organs.listed(),
            "reports": listed[:10],
            "drawn": figures.received(listed),
        },
    )


@read_only
def about(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/about.html", {"column": ABOUT, "section": "about", "trail": [Step(ABOUT.name)]}
    )


@read_only
def site_map(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/map.html",
        {"organs": organs.listed(), "reports": reports.listed(), "trail": [Step(_("网站地图"))]},
    )
