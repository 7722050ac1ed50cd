"""What allauth and Django tell of signing in, in our own signals."""

import time
from typing import Any

from allauth.account.signals import user_logged_in as came_in
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from gongkai.accounts import signals
from gongkai.accounts.middleware import LAST_SEEN
from gongkai.accounts.models import User


@receiver(user_logged_in)
def note_the_time(request: HttpRequest, **_kwargs: Any) -> None:
    request.session[LAST_SEEN] = int(time.time())


@receiver(came_in)
def tell_signed_in(user: User, **_kwargs: Any) -> None:
    signals.signed_in.send(User, user=user, by=user)


@receiver(user_logged_out)
def tell_signed_out(request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        why = "idle" if getattr(request, "ended_idle", False) else "asked"
        signals.signed_out.send(User, user=user, by=user, why=why)


def _tell(user: User, change: str) -> None:
    signals.second_factor_changed.send(User, user=user, by=user, change=change)


@receiver(mfa.authenticator_added)
def tell_added(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _tell(user, "activated")


@receiver(mfa.authenticator_removed)
def tell_removed(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _tell(user, "removed")


@receiver(mfa.authenticator_reset)
def tell_new_codes(user: User, **_kwargs: Any) -> None:
    _tell(user, "codes")
