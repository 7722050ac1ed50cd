"""The organ's log, for the audit administrator: to read, and nothing else."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.doors import organ_page
from gongkai.desk.log_subjects import subjects
from gongkai.desk.log_words import words_of
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import log
from gongkai.records.models import Event

A_PAGE = 50


@require_safe
@organ_page(Role.AUDIT_ADMIN)
def log_page(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Newest first. A page is found by its sequence numbers, so that a long log opens as fast as a short one."""
    head = log.head(organ)
    pages = Paginator(range(head.seq, 0, -1), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    events = Event.objects.filter(seq__in=list(page.object_list)).select_related("actor", "for_whom")
    events = list(events.order_by("-seq"))
    about = subjects(events, request.desk)  # type: ignore[attr-defined]
    rows = [
        (event, words_of(event.action), about.get((event.subject_type, event.subject_id))) for event in events
    ]
    return render(request, "desk/log/list.html", {"organ": organ, "rows": rows, "page": page, "head": head})
