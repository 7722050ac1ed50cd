"""People and their posts: given, ended, handed over, stood in for."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.desk.doing import answered, done, sent
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.people import Appoint, EndPost, HandOver, StandIn
from gongkai.desk.log_words import WORDS
from gongkai.organs import actions, authority, policies, queries
from gongkai.organs.models import Organ, Post, Substitution
from gongkai.organs.roles import Role

WORDS |= {
    "organs.found": gettext_lazy("指定第一批管理员"),
    "organs.appoint": gettext_lazy("任命岗位"),
    "organs.end_post": gettext_lazy("终止岗位"),
    "organs.hand_over": gettext_lazy("移交岗位"),
    "organs.stand_in": gettext_lazy("指定岗位代理人"),
    "organs.end_stand_in": gettext_lazy("终止岗位代理"),
}
A_PAGE = 50
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@shows(Post, "desk")
def post_path(row: Post) -> str:
    return reverse("desk:people", args=[row.organ.slug])


@shows(Substitution, "desk")
def substitution_path(row: Substitution) -> str:
    return reverse("desk:people", args=[row.organ.slug])


@organ_page()
@require_safe
def people(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Who holds which post from today on, and who stands in; what is over, on pages."""
    day = today()
    desk = request.desk  # type: ignore[attr-defined]
    past = Paginator(queries.past_posts(organ, day), A_PAGE)
    context = {
        "organ": organ,
        "day": day,
        "posts": sorted(queries.posts(organ, day), key=lambda post: list(Role).index(Role(post.role))),
        "substitutions": queries.substitutions(organ, day),
        "page": past.get_page(request.GET.get("page")),
        "gives_posts": desk.holds(Role.SECURITY_ADMIN),
        "keeps_accounts": desk.holds(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
    }
    return render(request, "desk/people/list.html", context)


@organ_page(Role.SECURITY_ADMIN)
@GET_OR_POST
def appoint(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Give a post."""
    form = Appoint(organ, sent(request))
    by: Any = request.user
    if done(form, lambda: actions.appoint(organ=organ, by=by, **form.facts())):
        given = form.facts()
        words = {"who": given["user"].get_full_name(), "role": given["role"].label}
        messages.success(request, _("已任命%(who)s为%(role)s。") % words)
        return redirect("desk:people", organ.slug)
    return _form(request, organ, form, _("任命岗位"), _("任命"))


@organ_page(Role.SECURITY_ADMIN)
@GET_OR_POST
def end_post(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """The last day of a post."""
    post = _post(organ, pk)
    form = EndPost(sent(request))
    by: Any = request.user
    if done(form, lambda: actions.end_post(post, until=form.cleaned_data["until"], by=by)):
        messages.success(request, _("已终止。"))
        return redirect("desk:people", organ.slug)
    return _form(request, organ, form, _("终止岗位"), _("终止"), post)


@organ_page(Role.SECURITY_ADMIN)
@GET_OR_POST
def hand_over(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """The post goes to another, without a day between."""
    post = _post(organ, pk)
    form = HandOver(post, sent(request))
    by: Any = request.user
    if done(form, lambda: actions.hand_over(post, by=by, **form.cleaned_data)):
        words = {"who": form.cleaned_data["to"].get_full_name(), "day": form.cleaned_data["on"].isoformat()}
        messages.success(request, _("已移交：%(who)s自%(day)s起接任。") % words)
        return redirect("desk:people", organ.slug)
    return _form(request, organ, form, _("移交岗位"), _("移交"), post)


@organ_page()
@GET_OR_POST
def stand_in(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """Name a substitute: the holder for the own post, the security administrator for any."""
    post = _post(organ, pk)
    own = post.user_id == request.user.pk
    if not own and not request.desk.holds(Role.SECURITY_ADMIN):  # type: ignore[attr-defined]
        raise PermissionDenied(policies.stand_in(request.user, post, post.user))  # type: ignore[arg-type]
    form = StandIn(post, sent(request))
    by: Any = request.user
    if done(form, lambda: actions.stand_in(post, by=by, **form.cleaned_data)):
        messages.success(request, _("已指定代理人。"))
        return redirect("desk:substitutes" if own else "desk:people", organ.slug)
    return _form(request, organ, form, _("指定代理人"), _("指定"), post)


@organ_page()
@GET_OR_POST
def end_stand_in(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """Back earlier than thought."""
    row = get_object_or_404(queries.substitutions(organ, today()), pk=pk)
    by: Any = request.user
    if refusal := policies.end_stand_in(by, row):
        raise PermissionDenied(refusal)
    form = EndPost(sent(request))
    if done(form, lambda: actions.end_stand_in(row, until=form.cleaned_data["until"], by=by)):
        messages.success(request, _("代理已终止。"))
        return redirect("desk:substitutes", organ.slug)
    return _form(request, organ, form, _("终止代理"), _("终止"), row.post)


@organ_page()
@require_safe
def substitutes(request: HttpRequest, organ: Organ) -> HttpResponse:
    """My posts here with who stands in for me, and for whom I stand in."""
    day = today()
    rows = queries.substitutions(organ, day)
    mine = [each.post for each in authority.holdings(request.user, day) if each.principal is None]
    context = {
        "organ": organ,
        "day": day,
        "posts": [(post, rows.filter(post=post)) for post in mine if post.organ_id == organ.pk],
        "for_others": rows.filter(substitute=request.user.pk),
    }
    return render(request, "desk/people/substitutes.html", context)


def _post(organ: Organ, pk: int) -> Post:
    post: Post = get_object_or_404(queries.posts(organ, today() - datetime.timedelta(days=1)), pk=pk)
    return post


def _form(
    request: HttpRequest, organ: Organ, form: Any, title: str, button: str, post: Post | None = None
) -> HttpResponse:
    context = {"organ": organ, "form": form, "title": title, "button": button, "post": post}
    return answered(request, "desk/people/form.html", context)
