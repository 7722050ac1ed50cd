"""What every request of a person signed in passes through: is the desk still attended, and what is due first."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from gongkai.accounts import passwords, second_factor

LAST_SEEN = "last_seen"  # in the session: when, in seconds
_EVERY = 60  # seconds between two notes of it, so that not every page writes
Handler = Callable[[HttpRequest], HttpResponse]


def attended(handle: Handler) -> Handler:
    """Ends a session that stood idle, here on the server; the sign-in page says why and leads back.

    Public pages do not ask who reads them, so reading them neither ends a session nor keeps it.
    """

    def handler(request: HttpRequest) -> HttpResponse:
        ours = request.path.startswith((settings.DESK_PATHS, settings.ACCOUNT_PATHS))
        if not ours or not request.user.is_authenticated:
            return handle(request)
        now = int(time.time())
        idle = now - request.session.get(LAST_SEEN, now)
        if idle >= settings.IDLE_MINUTES * 60:
            return _end(request)
        if LAST_SEEN not in request.session or not 0 <= idle < _EVERY:
            request.session[LAST_SEEN] = now
        return handle(request)

    return handler


def duties(handle: Handler) -> Handler:
    """Before any page of the desk: a password of one's own, and a second factor where the site asks for one."""

    def handler(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.DESK_PATHS) or not request.user.is_authenticated:
            return handle(request)
        user = request.user
        # Who came through the identity platform used no password of ours.
        methods = {each["method"] for each in get_authentication_records(request, user)}
        if "socialaccount" not in methods and passwords.duty(user):
            return _lead("account_change_password", request)
        if settings.SECOND_FACTOR_REQUIRED and not second_factor.has(user):
            return _lead("mfa_activate_totp", request)
        return handle(request)

    return handler


def _end(request: HttpRequest) -> HttpResponse:
    saved = request.method in ("GET", "HEAD")
    # Read where signing out is told.
    request.ended_idle = True  # type: ignore[attr-defined]
    logout(request)
    why = _("您超过 {minutes} 分钟没有操作，为安全起见已退出登录。").format(minutes=settings.IDLE_MINUTES)
    messages.warning(request, why if saved else why + _("刚才提交的内容没有保存，请登录后重新填写。"))
    return _lead(settings.LOGIN_URL, request)


def _lead(name: str, request: HttpRequest) -> HttpResponse:
    """To a page of accounts, and from there back to a page of the desk that was only to be read."""
    back = request.method in ("GET", "HEAD") and request.path.startswith(settings.DESK_PATHS)
    query = "?" + urlencode({"next": request.get_full_path()}) if back else ""
    return HttpResponseRedirect(resolve_url(name) + query)
