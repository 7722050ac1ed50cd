"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView

from gongkai.desk.forms.sign_in import SignInForm


class SignIn(LoginView):
    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """By POST alone: a link that someone else plants must not end a session."""

    template_name = "desk/signed_out.html"
