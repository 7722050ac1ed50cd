"""The organ's record with its history, its sections, its schools and units, its groups and officers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base.address import shows
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.desk.doing import answered, done, sent
from gongkai.desk.doors import organ_page
from gongkai.desk.forms.organ import Amend, LastDay, NewMember, NewSection, NewUnit
from gongkai.desk.log_words import WORDS
from gongkai.law.labelled import member
from gongkai.law.receipt import Channel
from gongkai.organs import actions, policies, queries
from gongkai.organs.models import Group, GroupMember, Organ, OrganPeriod, Section, Unit, touching
from gongkai.organs.roles import Role

WORDS |= {
    "organs.register": gettext_lazy("登记行政机关"),
    "organs.reorganise": gettext_lazy("登记机构撤并"),
    "organs.amend": gettext_lazy("变更机关登记事项"),
    "organs.correct": gettext_lazy("更正机关登记事项"),
    "organs.cancel_amendment": gettext_lazy("撤回尚未生效的变更"),
    "organs.enter_section": gettext_lazy("登记科室"),
    "organs.end_section": gettext_lazy("登记科室终止"),
    "organs.withdraw_section": gettext_lazy("撤回科室登记"),
    "organs.enter_unit": gettext_lazy("登记下属单位"),
    "organs.end_unit": gettext_lazy("登记下属单位终止"),
    "organs.withdraw_unit": gettext_lazy("撤回下属单位登记"),
    "organs.enter_groupmember": gettext_lazy("登记组织成员"),
    "organs.end_groupmember": gettext_lazy("登记组织成员终止"),
    "organs.withdraw_groupmember": gettext_lazy("撤回组织成员登记"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A list of what the organ is made of."""

    name: str
    model: type[Section | Unit | GroupMember]
    form: type[ModelForm]  # type: ignore[type-arg]
    add: Callable[..., Any]
    policy: Callable[..., str | None]
    title: str | Promise
    one: str | Promise


PARTS = {
    part.name: part
    for part in (
        Part(
            "sections", Section, NewSection, actions.open_section, policies.record,
            gettext_lazy("内设科室"), gettext_lazy("科室"),
        ),
        Part(
            "units", Unit, NewUnit, actions.add_unit, policies.structure,
            gettext_lazy("学校和下属单位"), gettext_lazy("单位"),
        ),
        Part(
            "members", GroupMember, NewMember, actions.add_member, policies.structure,
            gettext_lazy("工作组织和人员"), gettext_lazy("成员"),
        ),
    )
}  # fmt: skip


RECORDED = ("parent", *Amend.Meta.fields)


@shows(Organ, "desk")
def organ_path(row: Organ) -> str:
    return reverse("desk:organ", args=[row.slug])


@shows(Section, "desk")
def section_path(row: Section) -> str:
    return reverse("desk:sections", args=[row.organ.slug])


@shows(Unit, "desk")
def unit_path(row: Unit) -> str:
    return reverse("desk:units", args=[row.organ.slug])


@organ_page()
@require_safe
def organ_record(request: HttpRequest, organ: Organ) -> HttpResponse:
    """The record in force, and the others before and after it."""
    day = today()
    history = queries.history(organ)
    record = queries.as_of(organ, day) or history[-1].record
    context = {
        "organ": organ,
        "record": record,
        "facts": _facts(record),
        "history": [(stretch, _changed(history, number)) for number, stretch in enumerate(history)],
        "day": day,
        "coming": history[-1].since is not None and history[-1].since > day,
        "successors": queries.successors(organ),
        "children": organ.children.filter(until=None),
        "staff": queries.staff(organ, day),
        "may_amend": policies.record(request.user, organ) is None,  # type: ignore[arg-type]
        "parts": PARTS.values(),
    }
    return render(request, "desk/organ/record.html", context)


@organ_page(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, organ: Organ) -> HttpResponse:
    """A change from a day on, or the correction of what was entered today."""
    last = queries.latest(organ)
    form = Amend(sent(request), instance=queries.latest(organ))
    if done(form, lambda: _amend(organ, form, last, request.user)):
        messages.success(request, _("已登记变更。"))
        return redirect("desk:organ", organ.slug)
    return answered(request, "desk/organ/amend.html", {"organ": organ, "form": form, "last": last})


@organ_page(Role.SYSTEM_ADMIN)
@require_POST
def cancel(request: HttpRequest, organ: Organ) -> HttpResponse:
    """Take back a change that is not yet in force."""
    try:
        actions.cancel_amendment(organ, by=request.user)  # type: ignore[arg-type]
    except (Refused, PermissionDenied) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("已撤回尚未生效的变更。"))
    return redirect("desk:organ", organ.slug)


@organ_page()
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, organ: Organ, part: str) -> HttpResponse:
    """One list: what holds today or later, what is over; whoever may, adds to it."""
    of = PARTS[part]
    refusal = of.policy(request.user, organ)
    if request.method == "POST" and refusal:
        raise PermissionDenied(refusal)
    form = of.form(sent(request))
    if done(form, lambda: of.add(organ, by=request.user, **form.cleaned_data)):
        messages.success(request, _("已登记：%(name)s") % {"name": form.cleaned_data["name"]})
        return redirect(f"desk:{part}", organ.slug)
    rows = of.model.objects.filter(organ=organ)
    holding = touching(today(), None)
    context = {
        "organ": organ,
        "part": of,
        "rows": rows.filter(holding),
        "past": rows.exclude(holding),
        "form": None if refusal else form,
        "groups": Group,
    }
    return answered(request, f"desk/organ/{part}.html", context)


@organ_page()
@require_http_methods(["GET", "HEAD", "POST"])
def end_part(request: HttpRequest, organ: Organ, part: str, pk: int) -> HttpResponse:
    """The last day of one of them; on the day it was entered it can be taken back instead."""
    of = PARTS[part]
    row = get_object_or_404(of.model.objects.filter(organ=organ, withdrawn_on=None), pk=pk)
    if refusal := of.policy(request.user, organ):
        raise PermissionDenied(refusal)
    taken_back = "withdraw" in request.POST
    form = LastDay({"until": today()} if taken_back else sent(request))
    if done(form, lambda: _end(row, form, request.user, taken_back)):
        messages.success(request, _("已登记。"))
        return redirect(f"desk:{part}", organ.slug)
    return answered(request, "desk/organ/end.html", {"organ": organ, "part": of, "row": row, "form": form})


def _amend(organ: Organ, form: Amend, last: OrganPeriod, by: Any) -> None:
    actions.amend(organ, by=by, since=form.cleaned_data["since"] or last.since, **form.facts())


def _end(row: Any, form: LastDay, by: Any, taken_back: bool) -> None:
    if taken_back:
        actions.withdraw(row, by=by)
    else:
        actions.end(row, until=form.cleaned_data["until"], by=by)


def _facts(record: OrganPeriod) -> list[tuple[str | Promise, str]]:
    """What the record says, in the words of the form; what is blank is left out."""
    return [(_word(name), _shown(record, name)) for name in RECORDED if getattr(record, name)]


def _changed(history: list[queries.Stretch], number: int) -> list[tuple[str | Promise, str]]:
    """What a record says otherwise than the one before it."""
    if number == 0:
        return []
    before, after = history[number - 1].record, history[number].record
    return [
        (_word(name), _shown(after, name))
        for name in RECORDED
        if getattr(before, name) != getattr(after, name)
    ]


def _word(name: str) -> str | Promise:
    return OrganPeriod._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _shown(record: OrganPeriod, name: str) -> str:
    value = getattr(record, name)
    if name.endswith("channels"):
        return "、".join(member(Channel, each).label for each in value) or _("无")
    if name == "kind":
        return str(record.get_kind_display())
    return str(value) if value else _("空白")
