"""One cell of a file that was read: what was said of it by hand, and what is to hold."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.annual.form import Address
from gongkai.annual.places import where
from gongkai.base.address import address as path_of
from gongkai.desk import received_page
from gongkai.desk.doing import answered, done, done_or_told, sent
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.received import Correct, Reason
from gongkai.desk.received_file import file_of, view_of
from gongkai.organs.models import Organ
from gongkai.reports.models import CellCorrection, Says
from gongkai.reports.receiving import actions, queries
from gongkai.reports.receiving.corrected import printed
from gongkai.reports.receiving.policies import OFFICE
from gongkai.reports.show import remarks


@require_http_methods(["GET", "POST"])
@organ_page(*OFFICE)
def cell(
    request: HttpRequest, organ: Organ, pk: uuid.UUID, table: str, row: str, column: str
) -> HttpResponse:
    """One cell: what the source prints, what was said of it by hand, and what is to hold."""
    view, address = view_of(file_of(pk)), Address(table, row, column)
    if view.report.form is None or address not in view.report.form.addresses:
        raise Http404(_("这份格式没有这一格。"))
    mark = queries.mark_of(view.file, view.reading, address)
    form = Correct(sent(request), initial={"seen": mark})

    def act() -> None:
        given = form.cleaned_data
        actions.correct(
            view.file,
            address,
            Says(given["says"]),
            by=request.user,  # type: ignore[arg-type]
            reason=given["reason"],
            value=given["value"],
            seen=given["seen"] or None,
        )

    if done(form, act):
        messages.success(request, _("已更正%(where)s。") % {"where": where(view.report.form, address)})
        return redirect(f"{path_of(view.file, 'desk')}#{remarks.anchor(*address)}")
    if form.is_bound:
        form.now_seen(mark)
    history = list(queries.corrections_of(view.file, address))
    undone = {each.undoes_id for each in history}
    context = {
        "organ": organ,
        "file": view.file,
        "title": where(view.report.form, address),
        "anchor": remarks.anchor(*address),
        "printed": printed(view.printed, address),
        "shown": address in view.printed.cells,
        "value": view.report.cells.get(address),
        "has_value": address in view.report.cells,
        "unsettled": received_page.in_doubt(view, address),
        "at": received_page.place_of(view, address),
        "doubts": view.doubts.cells.get(address, ()),
        "history": [
            (each, each.says != Says.UNDO and each.pk not in undone, Reason(auto_id=f"undo{each.number}_%s"))
            for each in history
        ],
        "form": form,
    }
    return answered(request, "desk/received/cell.html", context)


@require_POST
@organ_page(*OFFICE)
def undo(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """Take a correction back."""
    row = get_object_or_404(CellCorrection.objects.select_related("organ", "received"), pk=pk)
    form = Reason(request.POST)
    user: Any = request.user
    if not done_or_told(
        request, form, lambda: actions.undo(row, by=user, reason=form.cleaned_data["reason"])
    ):
        return redirect("desk:received-file-cell", organ.slug, row.received_id, *row.address)
    return redirect(f"{path_of(row.received, 'desk')}#{remarks.anchor(*row.address)}")
