"""The accounts an organ keeps: opened and closed by the system administrator, second factors lifted by the other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.base.refusal import Refused
from gongkai.desk.doing import answered, done, sent
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.people import OpenAccount
from gongkai.desk.log_words import WORDS
from gongkai.organs import actions, queries
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role

WORDS |= {
    "organs.open_account": gettext_lazy("开设账号"),
    "organs.close_account": gettext_lazy("停用账号"),
    "organs.reset_password": gettext_lazy("重设密码"),
    "organs.reset_second_factor": gettext_lazy("解除第二重验证"),
}


@organ_page(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The list; the system administrator opens a new account. Its first password is shown once."""
    opens = request.desk.holds(Role.SYSTEM_ADMIN)  # type: ignore[attr-defined]
    form = OpenAccount(sent(request))
    opened: list[Any] = []
    by: Any = request.user
    if done(form, lambda: opened.append(actions.open_account(organ, by=by, **form.cleaned_data))):
        user, password = opened[0]
        return _handed_out(request, organ, user, password)
    context = {
        "organ": organ,
        "accounts": queries.accounts(organ),
        "form": form if opens else None,
        "lifts": request.desk.holds(Role.SECURITY_ADMIN),  # type: ignore[attr-defined]
    }
    return answered(request, "desk/people/accounts.html", context)


@organ_page(Role.SYSTEM_ADMIN)
@require_POST
def close_account(request: HttpRequest, organ: Organ, pk: UUID) -> HttpResponse:
    user = get_object_or_404(queries.accounts(organ), pk=pk)
    return _told(
        request, organ, lambda by: actions.close_account(user, organ=organ, by=by), _("账号已停用。")
    )


@organ_page(Role.SYSTEM_ADMIN)
@require_POST
def reset_password(request: HttpRequest, organ: Organ, pk: UUID) -> HttpResponse:
    """A new first password, shown once."""
    user = get_object_or_404(queries.accounts(organ), pk=pk)
    try:
        password = actions.reset_password(user, organ=organ, by=request.user)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
        return redirect("desk:accounts", organ.slug)
    return _handed_out(request, organ, user, password)


@organ_page(Role.SECURITY_ADMIN)
@require_POST
def reset_second_factor(request: HttpRequest, organ: Organ, pk: UUID) -> HttpResponse:
    user = get_object_or_404(queries.accounts(organ), pk=pk)
    return _told(
        request,
        organ,
        lambda by: actions.reset_second_factor(user, organ=organ, by=by),
        _("第二重验证已解除；请使用人下次登录时重新设置。"),
    )


def _told(request: HttpRequest, organ: Organ, act: Any, sentence: str) -> HttpResponse:
    try:
        act(request.user)
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, sentence)
    return redirect("desk:accounts", organ.slug)


def _handed_out(request: HttpRequest, organ: Organ, user: Any, password: str) -> HttpResponse:
    context = {"organ": organ, "account": user, "password": password}
    return render(request, "desk/people/password.html", context)
