"""Signing in and out, and the list an officer begins with."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.annual.report import Severity
from gongkai.desk.forms import SignInForm
from gongkai.reports import queries


class SignIn(LoginView):
    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """By POST alone: a link that someone else plants must not end a session."""

    template_name = "desk/signed_out.html"


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The published reports with what the checks find. An organ's drafts come with the posts of officers."""
    checked = [queries.checked(row) for row in queries.listed()]
    return render(request, "desk/home.html", {"reports": checked, "severities": list(Severity)})
