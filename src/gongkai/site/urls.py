"""All addresses: the public site at the root, the officers' desk under /desk/, signing in under /account/."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("gongkai.accounts.urls")),
    path("desk/", include("gongkai.desk.urls")),
    path("", include("gongkai.portal.urls")),
]

handler404 = "gongkai.desk.views.errors.not_found"
handler400 = "gongkai.portal.views.errors.bad_request"
handler500 = "gongkai.portal.views.errors.failed"
