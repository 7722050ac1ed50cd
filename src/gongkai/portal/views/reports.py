"""Annual reports: all of them by year, one as a page and as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.annual import contract
from gongkai.annual.compose import compose
from gongkai.base.address import address
from gongkai.papers.writing.write_html import write_html
from gongkai.portal import origin, report_page
from gongkai.portal.columns import ORGANS, REPORTS
from gongkai.portal.trail import Step
from gongkai.portal.views.files import attachment
from gongkai.portal.views.find import found
from gongkai.portal.views.read_only import read_only
from gongkai.reports import queries


@read_only
def report_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/reports.html",
        {"column": REPORTS, "section": "reports", "reports": queries.listed(), "trail": [Step(REPORTS.name)]},
    )


@read_only
def report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    row = found(queries.one, slug, year)
    if row.organ.slug != slug:  # a former web name
        return redirect(address(row), permanent=True)
    return render(
        request,
        "portal/report.html",
        {
            "column": REPORTS,
            "section": "reports",
            "report": row,
            "origin": origin.of_report(row),
            "view": report_page.compose(queries.checked(row)),
            "trail": [
                Step(ORGANS.name, reverse("portal:organs")),
                Step(row.organ.short_name, address(row.organ)),
                Step(_("%(year)s年度报告") % {"year": row.year}),
            ],
        },
    )


@read_only
def report_json(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    checked = queries.checked(found(queries.one, slug, year))
    data = contract.dump(checked.report, checked.findings, trace=True)
    said = {"remark": origin.of_report(checked.row), "source": checked.row.source}
    return attachment(contract.text_of(data | said, indent=1), f"{slug}-{year}.json", "application/json")


@read_only
def report_html(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    row = found(queries.one, slug, year)
    html = write_html(compose(row.facts()), remark=origin.of_report(row), noindex=row.is_demo)
    return attachment(html, f"{slug}-{year}.html", "text/html")
