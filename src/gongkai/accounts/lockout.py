"""Locked after too many wrong tries: django-axes keeps the count in the database, so all workers share it.

The count is kept for a name alone, whether or not anybody has it: an office stands behind one address, so an
address tells nobody apart, and a name that nobody has must lock like any other. Of what was typed nothing is
stored but a keyed digest of the name, no address, no browser, no form.
"""

import datetime
import unicodedata
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from gongkai.accounts import signals
from gongkai.accounts.models import User
from gongkai.base.clock import now

# The table wants an address; this one is nobody's.
NOWHERE = "::"


def key_of(username: str) -> str:
    """What the count of a name is kept under. Spelling that signs in the same counts the same."""
    name = unicodedata.normalize("NFKC", username.strip()).casefold()
    return salted_hmac("gongkai.accounts.lockout", name, algorithm="sha256").hexdigest()


def key_of_request(_request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    username = (credentials or {}).get("username")
    return key_of(username) if username else None


def nowhere(_request: HttpRequest) -> str:
    return NOWHERE


class Handler(AxesDatabaseHandler):
    """Counts a failure and says when it was one too many. While locked nothing counts: the lock ends as told."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        key = key_of_request(request, credentials) if request else None
        if request is None or key is None or request.axes_locked_out:  # type: ignore[attr-defined]
            return
        self.clean_expired_user_attempts(request, credentials)
        with transaction.atomic():
            row, _ = AccessAttempt.objects.get_or_create(
                username=key, ip_address=NOWHERE, user_agent="", defaults={"failures_since_start": 0}
            )
            own = AccessAttempt.objects.filter(pk=row.pk)
            own.update(failures_since_start=F("failures_since_start") + 1, attempt_time=now())
            count = own.values_list("failures_since_start", flat=True).get()
        signals.sign_in_failed.send(User, user=None, by=None, count=count)
        if count >= settings.AXES_FAILURE_LIMIT:
            request.axes_locked_out = True  # type: ignore[attr-defined]
            request.axes_credentials = credentials  # type: ignore[attr-defined]
        if count == settings.AXES_FAILURE_LIMIT:
            user = User.objects.filter(username__iexact=credentials["username"].strip()).first()
            signals.locked_out.send(User, user=user, by=None)


def failed(request: HttpRequest, user: User) -> None:
    """A wrong second factor counts like a wrong password."""
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)


def is_locked(request: HttpRequest, user: User) -> bool:
    """Whether the name is locked; the answer then becomes the page that says so."""
    locked = not AxesProxyHandler.is_allowed(request, {"username": user.username})
    if locked:
        request.axes_locked_out = True  # type: ignore[attr-defined]
        request.axes_credentials = {"username": user.username}  # type: ignore[attr-defined]
    return locked


def lift(user: User) -> None:
    """Forget the wrong tries on the user's name."""
    AccessAttempt.objects.filter(username=key_of(user.username)).delete()


def refused(
    request: HttpRequest, _response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page of a locked name: the same whether or not somebody has it, and whatever was typed."""
    return render(request, "account/locked.html", {"minutes": _left(request, credentials)}, status=429)


def _left(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    """Whole minutes until the lock ends, rounded up."""
    row = AccessAttempt.objects.filter(username=key_of_request(request, credentials)).first()
    whole = settings.AXES_COOLOFF_TIME
    left = whole if row is None else row.attempt_time + whole - now()
    return max(1, -(-left // datetime.timedelta(minutes=1)))
