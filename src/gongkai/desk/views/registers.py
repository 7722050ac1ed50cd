"""Registers: all of them, one with its lines, a line with its history, entering and correcting."""

import tempfile
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.desk import once
from gongkai.desk.doing import answered
from gongkai.desk.doors import OFFICERS, READERS, organ_page
from gongkai.desk.forms.registers import Filters, LineForm, Voiding, years
from gongkai.desk.log_words import WORDS
from gongkai.organs.models import Organ
from gongkai.registers import actions, policies, queries
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.shapes import Register
from gongkai.registers.models import Entry
from gongkai.registers.values import Invalid, may_keep
from gongkai.reports.bringing_in import writing
from gongkai.reports.bringing_in.sheets import SHEETS

WORDS |= {
    "registers.enter": gettext_lazy("登记台账"),
    "registers.enter_many": gettext_lazy("成批登记台账"),
    "registers.amend": gettext_lazy("更正台账"),
    "registers.void": gettext_lazy("作废台账记录"),
    "registers.attest": gettext_lazy("填报数据证明"),
    "registers.sign": gettext_lazy("数据证明签字生效"),
    "registers.withdraw": gettext_lazy("撤销数据证明"),
    "imports.run": gettext_lazy("补录历史数据"),
}
A_PAGE = 50
A_FILE = 20_000  # what is written within a few seconds


@shows(Entry, "desk")
def entry_path(row: Entry) -> str:
    return reverse("desk:entry", args=[row.organ.slug, row.pk])


@require_safe
@organ_page(*READERS)
def registers(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Every register with the number of its lines of a year."""
    year = _year(request)
    context = {
        "organ": organ,
        "year": year,
        "years": years(),
        "shelves": queries.shelves(organ, year),
        "may_import": policies.refusal(request.user, organ, "import") is None,  # type: ignore[arg-type]
    }
    return render(request, "desk/registers/list.html", context)


@require_safe
@organ_page(*READERS)
def register(request: HttpRequest, organ: Organ, register: str) -> HttpResponse:
    """One register: its lines by year and state, newest first."""
    declared = _declared(register)
    form = Filters(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.lines_of(organ, register, year=chosen.get("year"), state=chosen.get("state") or "standing")
    context = {
        "organ": organ,
        "register": declared,
        "form": form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "kinds": _kinds(declared),
        "has_amount": "amount" in declared.by_key,
        "refused": may_keep(declared, organ),
        "may_enter": policies.may(request.user, organ, "enter"),  # type: ignore[arg-type]
    }
    return render(request, "desk/registers/one.html", context)


@require_safe
@organ_page(*READERS)
def export(request: HttpRequest, organ: Organ, register: str) -> HttpResponseBase:
    """The lines that stand (of a year), as a file under the headings of the template."""
    declared = _declared(register)
    form = Filters(request.GET or None)
    year = form.cleaned_data.get("year") if form.is_bound and form.is_valid() else None
    rows = queries.lines_of(organ, register, year=year)
    if rows.count() > A_FILE:
        messages.error(
            request, _("超过%(most)d条，一份文件装不下；请先按年度筛选，再导出。") % {"most": A_FILE}
        )
        return redirect("desk:register", organ.slug, register)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    writing.export(SHEETS[register], rows.iterator(chunk_size=1000), file)
    file.seek(0)
    name = f"{organ.short_name}{year or ''}{declared.label}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


@require_http_methods(["GET", "POST"])
@organ_page(*policies.WRITERS)
def enter(request: HttpRequest, organ: Organ, register: str) -> HttpResponse:
    """Enter a line."""
    declared = _declared(register)
    drawn = {once.FIELD: once.drawn(request, organ)}
    form = LineForm(request.POST or None, register=declared, organ=organ, user=request.user, initial=drawn)  # type: ignore[arg-type]
    key = once.key(request, organ)
    origin = f"form:{key.hex}" if key else ""
    if origin and form.is_valid() and queries.lines_of(organ, register).filter(origin=origin).exists():
        once.ask(form, request, organ, _("这一条刚才已登记，没有重复登记；确为另一条的，请再按一次登记。"))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.enter(register, organ=organ, by=request.user, origin=origin, **form.values())  # type: ignore[arg-type]
        except (Refused, PermissionDenied) as problem:
            _tell(form, problem)
        else:
            messages.success(request, _("已登记。"))
            return redirect("desk:entry", organ.slug, row.pk)
    context = {"organ": organ, "register": declared, "form": form}
    return answered(request, "desk/registers/enter.html", context)


@require_safe
@organ_page(*READERS)
def entry(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """A line: what it says, how it was corrected."""
    row = _entry(pk)
    return _entry_page(request, organ, row, Voiding())


@require_http_methods(["GET", "POST"])
@organ_page(*policies.WRITERS)
def amend(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """Correct a line."""
    row = _entry(pk)
    declared = row.declaration
    form = LineForm(
        request.POST or None, register=declared, organ=organ, user=request.user, entry=row  # type: ignore[arg-type]
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend(
                row,
                by=request.user,  # type: ignore[arg-type]
                reason=form.cleaned_data["reason"],
                seen_at=_moment(form.cleaned_data["seen"]),
                **form.values(),
            )
        except (Refused, PermissionDenied) as problem:
            _tell(form, problem)
        else:
            messages.success(request, _("已更正，原来的内容保留在更正记录里。"))
            return redirect("desk:entry", organ.slug, row.pk)
    context = {"organ": organ, "register": declared, "form": form, "entry": row}
    return answered(request, "desk/registers/enter.html", context)


@require_POST
@organ_page(*OFFICERS)
def void(request: HttpRequest, organ: Organ, pk: int) -> HttpResponse:
    """A line entered by mistake counts no more."""
    row = _entry(pk)
    form = Voiding(request.POST)
    if form.is_valid():
        try:
            actions.void(row, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        except (Refused, PermissionDenied) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已作废，不再计数；记录仍可查阅。"))
            return redirect("desk:entry", organ.slug, row.pk)
    return _entry_page(request, organ, row, form)


def _entry_page(request: HttpRequest, organ: Organ, row: Entry, form: Voiding) -> HttpResponse:
    stands = row.voided_on is None
    context = {
        "organ": organ,
        "entry": row,
        "register": row.declaration,
        "fields": _shown(row),
        "corrections": [
            (each, _said(row, each.before)) for each in row.corrections.select_related("corrected_by")
        ],
        "may_amend": stands and policies.refusal(request.user, organ, "amend", row.section) is None,  # type: ignore[arg-type]
        "may_void": stands and policies.refusal(request.user, organ, "void") is None,  # type: ignore[arg-type]
        "form": form,
    }
    return answered(request, "desk/registers/entry.html", context)


def _shown(row: Entry) -> list[tuple[str, Any]]:
    """Label and value of every field that is filled; choices in words, an item as the line it is."""
    found = []
    for column in SHEETS[row.register].columns:
        value: Any = writing.shown(column, row)
        if column.field.key == "item":
            value = row.item
        if value is not None:
            found.append((column.field.label, value))
    return found


def _said(row: Entry, before: dict[str, str]) -> list[tuple[str, str]]:
    """Label and words of what a line said before."""
    found = []
    for column in SHEETS[row.register].columns:
        if value := before.get(column.field.key):
            words = {meaning: word for word, meaning in column.choice.values.items()} if column.choice else {}
            found.append((column.field.label, words.get(value, value)))
    return found


def _kinds(declared: Register) -> dict[str, str]:
    field = declared.by_key.get("kind")
    return {each.value: each.label for each in field.choices} if field and field.choices else {}


def _declared(key: str) -> Register:
    if key not in REGISTERS:
        raise Http404(_("没有这个台账。"))
    return REGISTERS[key]


def _entry(pk: int) -> Entry:
    rows = Entry.objects.select_related("organ", "item__organ", "section")
    found: Entry = get_object_or_404(rows, pk=pk)
    return found


def _year(request: HttpRequest) -> int:
    try:
        year = int(request.GET.get("year", ""))
    except ValueError:
        return today().year
    return year if year in years() else today().year


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError as problem:
        raise Refused(_("请刷新页面后再改。")) from problem


def _tell(form: LineForm, problem: Refused | PermissionDenied) -> None:
    """What the action says goes to the fields it speaks of."""
    if isinstance(problem, Invalid):
        for key, sentence in problem.by_field.items():
            form.add_error(key if key in form.fields else None, sentence)
    else:
        form.add_error(None, str(problem))
