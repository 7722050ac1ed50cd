"""The addresses of the desk. What belongs to an organ stands under its slug."""

from django.urls import path
from django.views.generic import RedirectView

from gongkai.desk.views import log, reports, today

app_name = "desk"
urlpatterns = [
    path("", today.home, name="home"),
    # Where signing in once was; the address is on paper and in bookmarks.
    path("sign-in/", RedirectView.as_view(pattern_name="account_login", query_string=True, permanent=True)),
    path("<slug:slug>/", today.today_page, name="today"),
    path("<slug:slug>/log/", log.log_page, name="log"),
    path("<slug:slug>/reports/", reports.reports, name="reports"),
    path("<slug:slug>/reports/snapshots/<int:pk>/", reports.snapshot, name="snapshot"),
    path("<slug:slug>/reports/<int:year>/<str:edition>/", reports.compiled, name="compiled"),
    path("<slug:slug>/reports/<int:year>/<str:edition>/freeze/", reports.freeze, name="freeze"),
    path(
        "<slug:slug>/reports/<int:year>/<str:edition>/<str:table>/<str:row>/<str:column>/",
        reports.cell,
        name="cell",
    ),
]
