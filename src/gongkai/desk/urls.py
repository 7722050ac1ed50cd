"""The addresses of the desk. What belongs to an organ stands under its slug."""

from django.urls import path
from django.views.generic import RedirectView

from gongkai.desk.views import log, organ, people, people_accounts, remedies, reports, requests, today

app_name = "desk"
urlpatterns = [
    path("", today.home, name="home"),
    # Where signing in once was; the address is on paper and in bookmarks.
    path("sign-in/", RedirectView.as_view(pattern_name="account_login", query_string=True, permanent=True)),
    path("<slug:slug>/", today.today_page, name="today"),
    path("<slug:slug>/log/", log.log_page, name="log"),
    path("<slug:slug>/organ/", organ.organ_record, name="organ"),
    path("<slug:slug>/organ/amend/", organ.amend, name="organ-amend"),
    path("<slug:slug>/organ/cancel/", organ.cancel, name="organ-cancel"),
    path("<slug:slug>/organ/sections/", organ.parts, {"part": "sections"}, name="sections"),
    path("<slug:slug>/organ/sections/<int:pk>/", organ.end_part, {"part": "sections"}, name="section-end"),
    path("<slug:slug>/organ/units/", organ.parts, {"part": "units"}, name="units"),
    path("<slug:slug>/organ/units/<int:pk>/", organ.end_part, {"part": "units"}, name="unit-end"),
    path("<slug:slug>/organ/members/", organ.parts, {"part": "members"}, name="members"),
    path("<slug:slug>/organ/members/<int:pk>/", organ.end_part, {"part": "members"}, name="member-end"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/appoint/", people.appoint, name="appoint"),
    path("<slug:slug>/people/posts/<int:pk>/end/", people.end_post, name="post-end"),
    path("<slug:slug>/people/posts/<int:pk>/hand-over/", people.hand_over, name="post-hand-over"),
    path("<slug:slug>/people/posts/<int:pk>/stand-in/", people.stand_in, name="post-stand-in"),
    path("<slug:slug>/people/stand-ins/<int:pk>/end/", people.end_stand_in, name="stand-in-end"),
    path("<slug:slug>/people/substitutes/", people.substitutes, name="substitutes"),
    path("<slug:slug>/people/accounts/", people_accounts.accounts, name="accounts"),
    path("<slug:slug>/people/accounts/<uuid:pk>/close/", people_accounts.close_account, name="account-close"),
    path(
        "<slug:slug>/people/accounts/<uuid:pk>/password/",
        people_accounts.reset_password,
        name="account-password",
    ),
    path(
        "<slug:slug>/people/accounts/<uuid:pk>/second-factor/",
        people_accounts.reset_second_factor,
        name="account-second-factor",
    ),
    path("<slug:slug>/requests/", requests.requests, name="requests"),
    path("<slug:slug>/requests/new/", requests.register, name="request-new"),
    path("<slug:slug>/requests/<uuid:pk>/", requests.one, name="request"),
    path("<slug:slug>/requests/<uuid:pk>/words/", requests.words, name="request-words"),
    path("<slug:slug>/requests/<uuid:pk>/assign/", requests.assign, name="request-assign"),
    path("<slug:slug>/requests/<uuid:pk>/submit/", requests.submit, name="request-submit"),
    path("<slug:slug>/requests/<uuid:pk>/steps/<slug:step>/", requests.step, name="request-step"),
    path("<slug:slug>/remedies/", remedies.remedies, name="remedies"),
    path("<slug:slug>/remedies/new/", remedies.file, name="remedy-new"),
    path("<slug:slug>/remedies/<uuid:pk>/", remedies.one, name="remedy"),
    path("<slug:slug>/remedies/<uuid:pk>/conclude/", remedies.conclude, name="remedy-conclude"),
    path("<slug:slug>/remedies/<uuid:pk>/order/", remedies.order, name="remedy-order"),
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
