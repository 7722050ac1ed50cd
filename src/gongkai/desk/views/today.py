"""Where an officer begins: the organ, and what waits there today."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.base.clock import today
from gongkai.desk.doors import organ_page
from gongkai.desk.waiting import waiting_for
from gongkai.organs import authority
from gongkai.organs.models import Organ


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The organs at which the officer holds a post; straight in where there is one."""
    organs = authority.organs_of(request.user)
    if len(organs) == 1:
        return redirect("desk:today", organs[0].slug)
    return render(request, "desk/home.html", {"organs": organs})


@require_safe
@organ_page()
def today_page(request: HttpRequest, organ: Organ) -> HttpResponse:
    """今日待办: everything that waits for this officer, most urgent first; also for paper."""
    day = today()
    return render(
        request,
        "desk/today.html",
        {"organ": organ, "day": day, "groups": waiting_for(request.desk, day)},  # type: ignore[attr-defined]
    )
