"""Reports of any organ as files: handing them in, watching them be read, and what each of them gave."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.refusal import Refused
from gongkai.desk import once
from gongkai.desk.doing import answered, done
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.received import HandIn
from gongkai.desk.log_words import WORDS
from gongkai.desk.received_lines import said_of
from gongkai.organs.models import Organ
from gongkai.reports.models import Batch, ReceivedFile, ReceivedReport
from gongkai.reports.receiving import actions, batch_lines, queries
from gongkai.reports.receiving.handing_in import MOST_FILES, hand_in
from gongkai.reports.receiving.policies import OFFICE

WORDS |= {
    "reports.hand-in": gettext_lazy("上传年报文件"),
    "reports.read-file": gettext_lazy("读取年报文件"),
    "reports.read-again": gettext_lazy("要求重新读取"),
    "reports.go-on": gettext_lazy("要求继续读取"),
    "reports.correct": gettext_lazy("更正读出的数"),
    "reports.undo-correction": gettext_lazy("撤销更正"),
    "reports.judge": gettext_lazy("判断校核结果"),
    "reports.keep-received": gettext_lazy("保存收到的年报"),
}
A_PAGE = 50
SECONDS = 3  # between two looks at a batch that is being read


@shows(Batch, "desk")
def batch_path(row: Batch) -> str:
    return reverse("desk:received-batch", args=[row.organ.slug, row.pk])


@shows(ReceivedFile, "desk")
def file_path(row: ReceivedFile) -> str:
    return reverse("desk:received-file", args=[row.organ.slug, row.pk])


@shows(ReceivedReport, "desk")
def report_path(row: ReceivedReport) -> str:
    return reverse("desk:received-report", args=[row.organ.slug, row.pk])


@require_http_methods(["GET", "POST"])
@organ_page(*OFFICE)
def received(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Where files are handed in; the batches so far."""
    form = HandIn(request.POST, request.FILES) if request.method == "POST" else HandIn()
    key = once.key(request, organ) if form.is_bound else None
    if key is not None and Batch.objects.filter(pk=key).exists():  # the form was sent twice
        return redirect("desk:received-batch", organ.slug, key)
    made: list[Batch] = []

    def act() -> None:
        uploads = form.cleaned_data["chosen"]
        made.append(hand_in(uploads, organ=organ, by=request.user, key=key))  # type: ignore[arg-type]

    if form.is_bound and done(form, act):
        return redirect("desk:received-batch", organ.slug, made[0].pk)
    context = {
        "organ": organ,
        "form": form,
        "once": once.drawn(request, organ),
        "most": MOST_FILES,
        "page": Paginator(queries.batches(), A_PAGE).get_page(request.GET.get("page")),
    }
    return answered(request, "desk/received/list.html", context)


@require_safe
@organ_page(*OFFICE)
def batch(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Each file of a batch as soon as it is read. While some wait the page comes anew by itself, unless stopped."""
    row = get_object_or_404(Batch.objects.select_related("by"), pk=pk)
    lines = batch_lines.lines(row)
    left = sum(line.waits for line in lines)
    watching = left > 0 and "still" not in request.GET
    only = request.GET.get("only", "")
    context = {
        "organ": organ,
        "batch": row,
        "lines": [(line, said_of(line)) for line in lines if only in ("", line.state)],
        "count": len(lines),
        "only": only,
        "left": left,
        "answered": len(lines) - left,
        "watching": watching,
        "silent": left > 0 and batch_lines.is_silent(row),
        "seconds": SECONDS,
        "counts": _counts(lines),
    }
    response = answered(request, "desk/received/batch.html", context)
    if watching:
        # A header, so that it can be stopped by a link and needs no script.
        response.headers["Refresh"] = str(SECONDS)
    return response


@require_POST
@organ_page(*OFFICE)
def go_on(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Have a batch read on, where nothing moves."""
    row = get_object_or_404(Batch.objects.select_related("organ"), pk=pk)
    try:
        actions.go_on(row, by=request.user)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
    return redirect("desk:received-batch", organ.slug, row.pk)


def _counts(lines: list[batch_lines.Line]) -> list[tuple[str, str, int]]:
    """Each state that occurs, in words, and how many files are in it."""
    states = [line.state for line in lines]
    words = {
        "reading": _("读取中"),
        "waiting": _("排队"),
        "read": _("读出"),
        "doubtful": _("读出，有存疑"),
        "not-a-report": _("不是年报"),
        "cannot-open": _("打不开"),
        "refused": _("拒收"),
    }
    return [(state, word, count) for state, word in words.items() if (count := states.count(state))]
