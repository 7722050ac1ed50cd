"""Bringing in old records: templates, a file handed in, every row judged, and the confirmation."""

import tempfile
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.refusal import Refused
from gongkai.desk.doing import answered, done
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.imports import HandIn
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import files
from gongkai.records.models import StoredFile
from gongkai.reports.bringing_in import workbook, writing
from gongkai.reports.bringing_in.actions import bring_in
from gongkai.reports.bringing_in.planning import plan
from gongkai.reports.bringing_in.sheets import SHEETS
from gongkai.reports.bringing_in.verdicts import Verdict

IMPORTERS = (Role.OFFICE, Role.OFFICE_HEAD)
A_PAGE = 100


@require_http_methods(["GET", "POST"])
@organ_page(*IMPORTERS)
def imports(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The templates, and where a filled one is handed in."""
    form = HandIn(request.POST or None, request.FILES or None)
    kept: list[StoredFile] = []
    posted = request.method == "POST" and form.is_valid()
    if posted and done(form, lambda: kept.append(_kept(request, organ, form.cleaned_data["file"]))):
        return redirect("desk:import", organ.slug, kept[0].pk)
    context = {"organ": organ, "form": form, "sheets": SHEETS.values()}
    return answered(request, "desk/imports/list.html", context)


@require_safe
@organ_page(*IMPORTERS)
def template(request: HttpRequest, organ: Organ, key: str) -> HttpResponseBase:
    """An empty template."""
    if key not in SHEETS:
        raise Http404(_("没有这个模板。"))
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    writing.template(SHEETS[key], file)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=_("补录模板%(title)s.xlsx") % {"title": SHEETS[key].title}
    )


@require_http_methods(["GET", "POST"])
@organ_page(*IMPORTERS)
def one(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponse:
    """What bringing the file in would do, row by row; with a POST it is done."""
    row = get_object_or_404(StoredFile.objects.select_related("organ"), pk=pk)
    try:
        with files.content(row, by=request.user) as file:  # type: ignore[arg-type]
            if request.method == "POST":
                brought = bring_in(file, organ=organ, by=request.user)  # type: ignore[arg-type]
                messages.success(request, _("已写入%(count)d行。") % {"count": brought.counts[Verdict.NEW]})
                return redirect("desk:import", organ.slug, row.pk)
            judged = plan(file, organ)
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
        return redirect("desk:imports", organ.slug)
    wanted = request.GET.get("verdict", "")
    lines = [line for line in judged.lines if wanted in ("", line.verdict)]
    context = {
        "organ": organ,
        "file": row,
        "plan": judged,
        "new": judged.counts[Verdict.NEW],
        "verdicts": [(verdict, judged.counts[verdict]) for verdict in Verdict],
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "desk/imports/one.html", context)


def _kept(request: HttpRequest, organ: Organ, upload: "UploadedFile[Any]") -> StoredFile:
    """Read before it is kept: a file with words about people is brought in on the server and not kept here."""
    table = workbook.read(upload.file)  # type: ignore[arg-type]
    personal = {column.field.key for column in table.sheet.columns if column.personal}
    if any(personal & row.cells.keys() for row in table.rows):
        raise Refused(
            _(
                "文件里填了申请人、联系方式或者申请内容；含个人信息的文件不留存在文件库，"
                "请删去这几列，或者请系统管理员在服务器上用 gongkai import 补录。"
            )
        )
    upload.seek(0)
    return files.keep(upload, organ=organ, by=request.user)  # type: ignore[arg-type]
