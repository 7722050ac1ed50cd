"""The organ's files: the list, handing one in, taking one out."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.base.address import shows
from gongkai.desk.doing import answered, done
from gongkai.desk.doors import READERS, organ_page
from gongkai.desk.forms.files import Upload
from gongkai.desk.log_words import WORDS
from gongkai.organs.models import Organ
from gongkai.records import files
from gongkai.records.files import policies
from gongkai.records.models import Scan, StoredFile

WORDS |= {
    "files.keep": gettext_lazy("上传文件"),
    "files.read": gettext_lazy("查阅文件"),
    "files.scan": gettext_lazy("查毒"),
    "files.refuse-marked": gettext_lazy("拒收带国家秘密标志的文件"),
    "files.refuse-infected": gettext_lazy("拒收带病毒的文件"),
}
A_PAGE = 50


@shows(StoredFile, "desk")
def file_path(row: StoredFile) -> str:
    return reverse("desk:file", args=[row.organ.slug, row.pk])


@require_safe
@organ_page(*READERS)
def listed(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The organ's files, newest first."""
    may_keep = policies.to_keep(request.user, organ) is None  # type: ignore[arg-type]
    return _page(request, organ, Upload() if may_keep else None)


@require_POST
@organ_page(*policies.OFFICERS)
def upload(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Hand a file in."""
    form = Upload(request.POST, request.FILES)
    kept: list[StoredFile] = []

    def act() -> None:
        kept.append(files.keep(form.cleaned_data["file"], organ=organ, by=request.user))  # type: ignore[arg-type]

    if done(form, act):
        _say(request, kept[0])
        return redirect("desk:files", organ.slug)
    return _page(request, organ, form)


@require_safe
@organ_page(*READERS)
def file(request: HttpRequest, organ: Organ, pk: uuid.UUID) -> HttpResponseBase:
    """The content, to be saved: never shown, never run, never kept by what lies between."""
    row = get_object_or_404(StoredFile.objects.select_related("organ"), pk=pk)
    content = files.content(row, by=request.user)  # type: ignore[arg-type]
    response = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.content_type)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, organ: Organ, form: Upload | None) -> HttpResponse:
    page = Paginator(files.listed(organ), A_PAGE).get_page(request.GET.get("page"))
    return answered(request, "desk/files/list.html", {"organ": organ, "page": page, "form": form})


def _say(request: HttpRequest, row: StoredFile) -> None:
    if row.state == Scan.QUARANTINED:
        messages.warning(request, _("文件已收到，查毒程序暂时没有应答：查过之后才能打开和引用，请稍后再看。"))
    else:
        messages.success(request, _("文件已保存。"))
