"""One file that was read: its tables beside the source, its findings judged, read again, kept as received."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.annual.forms import FIRST_YEAR
from gongkai.base.address import address as path_of
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.desk import received_page
from gongkai.desk.doing import answered, done, done_or_told, sent
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.received import Judge, Keep, Reason
from gongkai.desk.received_file import file_of, view_of
from gongkai.organs.models import Organ
from gongkai.reports.models import Answer, FileReading, Judgement, ReceivedFile, ReceivedReport
from gongkai.reports.receiving import actions, queries
from gongkai.reports.receiving.keeping import keep_received
from gongkai.reports.receiving.policies import OFFICE
from gongkai.reports.show import remarks


@require_safe
@organ_page(*OFFICE)
def file(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """What was read of a file, beside what the reader saw of it."""
    return _page(request, organ, file_of(pk))


@require_POST
@organ_page(*OFFICE)
def accept(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Accept all cells still in doubt as unreadable."""
    row, form = file_of(pk), Reason(request.POST)
    user: Any = request.user
    done_or_told(request, form, lambda: actions.accept_rest(row, by=user, reason=form.cleaned_data["reason"]))
    return redirect(f"{path_of(row, 'desk')}#doubts")


@require_POST
@organ_page(*OFFICE)
def judge(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Say whether a finding holds."""
    row, form = file_of(pk), Judge(request.POST)
    user: Any = request.user

    def act() -> None:
        given = form.cleaned_data
        actions.judge(row, given["key"], Judgement(given["judgement"]), by=user, note=given["note"])

    done_or_told(request, form, act)
    return redirect(f"{path_of(row, 'desk')}#findings")


@require_POST
@organ_page(*OFFICE)
def again(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Have the file read by today's reader."""
    row = file_of(pk)
    try:
        actions.read_again(row, by=request.user)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("已经交去重新读取；更正和判断都保留。"))
    return redirect(path_of(row, "desk"))


@require_http_methods(["GET", "POST"])
@organ_page(*OFFICE)
def save(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Keep the report as received."""
    view = view_of(file_of(pk))
    about, year = view.printed.organ or "", view.printed.year
    if request.method == "POST":  # what an officer wrote is what is looked for
        about = request.POST.get("about", "").strip()
        year = int(given) if (given := request.POST.get("year", "").strip()).isdecimal() else None
    known = about and year is not None and FIRST_YEAR <= year <= today().year
    older = queries.standing(about, year) if known and year else None
    alike = queries.alike(about) if about else []
    form = Keep(
        sent(request),
        initial={"about": view.printed.organ or "", "year": view.printed.year, "seen": view.mark},
        loose=bool(view.doubts.loose),
        older=older is not None,
        alike=bool(alike),
    )
    kept: list[ReceivedReport] = []

    def act() -> None:
        given = form.cleaned_data
        kept.append(
            keep_received(
                view.file,
                about=given["about"],
                year=given["year"],
                by=request.user,  # type: ignore[arg-type]
                seen=given["seen"],
                loose_seen=given.get("loose_seen", False),
                replaces=given.get("replaces", False),
                another=given.get("another", False),
            )
        )

    if done(form, act):
        messages.success(request, _("已保存为收到的年报。"))
        return redirect(path_of(kept[0], "desk"))
    context = {
        "organ": organ,
        "file": view.file,
        "view": view,
        "form": form,
        "older": older,
        "alike": alike,
        "about": about,
        "waits": queries.is_owed(view.file),
    }
    return answered(request, "desk/received/save.html", context)


def _page(request: HttpRequest, organ: Organ, row: ReceivedFile) -> HttpResponse:
    reading = queries.last_reading(row)
    context: dict[str, Any] = {
        "organ": organ,
        "file": row,
        "reading": reading,
        "waits": queries.is_owed(row),
    }
    if reading is not None and reading.answer == Answer.READ:
        context |= _shown(row, reading)
    return render(request, "desk/received/file.html", context)


def _shown(row: ReceivedFile, reading: FileReading) -> dict[str, Any]:
    view, path = queries.view(row, reading), path_of(row, "desk")
    source = received_page.source_of(reading.document)
    doubts = received_page.doubts_of(view, path)
    found: list[remarks.Remark] = []
    if view.report.form is not None:
        found = remarks.of_findings([each.finding for each in view.findings], view.report.form)
    return {
        "view": view,
        "source": source,
        "sheets": received_page.sheets(view, source, [*(line.remark for line in doubts), *found]),
        "cells": received_page.cells_of(view, path),
        "doubts": doubts,
        "findings": [
            (remark, judged, Judge(initial={"key": judged.key}, auto_id=f"judge{remark.number}_%s"))
            for remark, judged in zip(found, view.findings, strict=True)
        ],
        "accept": Reason(auto_id="accept_%s"),
        "changed": queries.changed(row) if reading.number > 1 else [],
        "reports": ReceivedReport.objects.filter(received=row).order_by("-created_at"),
    }
