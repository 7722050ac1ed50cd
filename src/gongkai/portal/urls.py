"""The addresses of the public site. They are kept: a test compares them with tests/golden/routes.txt."""

from django.urls import path, register_converter

from gongkai.portal import addresses  # noqa: F401  tells base.address where things are shown
from gongkai.portal.views import machine, organs, pages, reports, sums


class Year:
    """A report year in an address: four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


register_converter(Year, "year")

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("map/", pages.site_map, name="map"),
    path("organs/", organs.organ_list, name="organs"),
    path("organs/<slug:slug>/", organs.organ, name="organ"),
    path("organs/<slug:slug>/reports/<year:year>/", reports.report, name="report"),
    path("organs/<slug:slug>/reports/<year:year>.json", reports.report_json, name="report-json"),
    path("organs/<slug:slug>/reports/<year:year>.html", reports.report_html, name="report-html"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/sum/", sums.total, name="sum"),
    path("reports/sum.json", sums.total_json, name="sum-json"),
    path("reports/sum/<slug:table>/<slug:row>/<slug:column>/", sums.addends, name="addends"),
    path("healthz", machine.healthz, name="healthz"),
    path("robots.txt", machine.robots, name="robots"),
]
