"""The addresses of the desk. What belongs to an organ stands under its slug."""

from django.urls import path

from gongkai.desk.views import log, sign_in, today

app_name = "desk"
urlpatterns = [
    path("", today.home, name="home"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("<slug:slug>/", today.today_page, name="today"),
    path("<slug:slug>/log/", log.log_page, name="log"),
]
