"""The pages of allauth that need a word of our own."""

from textwrap import wrap
from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from gongkai.accounts import passwords
from gongkai.accounts.models import User


@method_decorator([never_cache, login_required], name="dispatch")
class ChangePassword(account.PasswordChangeView):
    """Says why, where the password must be changed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not cast(User, request.user).has_usable_password():
            raise Http404  # comes in through the identity platform alone
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"duty": passwords.duty(self.request.user)}


class SignedOut(TemplateView):
    template_name = "account/signed_out.html"


# The square code is a picture in the page itself: it holds the secret, so it has no address.
@method_decorator([never_cache, csp_update({"img-src": ["data:"]})], name="dispatch")
class Activate(totp.ActivateTOTPView):
    """Shows the secret in groups of four, to be typed where it cannot be scanned."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "secret": " ".join(wrap(context["form"].secret, 4)),
            "required": settings.SECOND_FACTOR_REQUIRED,
        }
