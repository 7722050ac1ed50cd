"""How allauth signs people in here: by name, into accounts that are there already, with our own words."""

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _

from gongkai.accounts import signals
from gongkai.accounts.models import User
from gongkai.base.clock import now

log = logging.getLogger(__name__)

# Of what allauth has to say, only this is said.
_SAYS = {
    "account/messages/password_changed.txt": _("密码已经改好。"),
    "mfa/messages/totp_activated.txt": _("第二重验证已经启用。"),
    "mfa/messages/totp_deactivated.txt": _("第二重验证已经停用。"),
    "mfa/messages/recovery_codes_generated.txt": _("备用码已经生成，请抄下或存好；以前的备用码都不再有效。"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in with a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("用户名或密码不对。注意大小写；忘记密码请找本机关的系统管理员重设。"),
        "incorrect_password": _("密码不对。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages alone: no second way in for scripts."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_args: Any,
        **_more: Any,
    ) -> None:
        if message_template in _SAYS:
            messages.add_message(request, level, _SAYS[message_template])

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a few minutes ago need not show it again, however they did."""
        return not _signed_in_just_now(self.request)

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        user.must_change_password = False
        user.password_changed_at = now()
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        signals.password_changed.send(User, user=user, by=user, handed_out=False)


def _signed_in_just_now(request: HttpRequest) -> bool:
    last = max((each["at"] for each in get_authentication_records(request, request.user)), default=0)
    return bool(time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT)


class OidcAdapter(DefaultSocialAccountAdapter):
    """Signing in through the organs' own identity platform: into an account of that name, or not at all."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        app = sociallogin.provider.app
        name = sociallogin.account.extra_data.get("id_token", {}).get(app.settings["username_claim"])
        user = User.objects.filter(username=name, is_active=True).first() if isinstance(name, str) else None
        if user is None:
            signals.sign_in_failed.send(User, user=None, by=None, count=1)
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
        sociallogin.user = user  # nothing of the platform's is stored: the name is asked each time

    def on_authentication_error(self, *_args: Any, exception: Exception | None = None, **_more: Any) -> None:
        """For the operator; the exception's own words may hold what was sent."""
        log.warning("The identity platform let nobody in: %s", type(exception).__name__)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False
