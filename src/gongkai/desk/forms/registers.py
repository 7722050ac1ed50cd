"""Forms about registers; the form of a line is made from the declaration of its register."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.desk.forms.figures import FigureField
from gongkai.desk.forms.requests import DayField
from gongkai.organs.models import Organ, Section, in_force
from gongkai.registers import policies, queries
from gongkai.registers.declared.shapes import Field, FieldKind, Register
from gongkai.registers.models import Entry

LONG = 300  # characters, from which a text gets several lines
STATES = (
    ("standing", _("有效的")),
    ("unpublished", _("没有公开日期的")),
    ("backfilled", _("历史补录的")),
    ("voided", _("作废的")),
    ("all", _("全部")),
)


def years() -> list[int]:
    """The years a list offers, this one first."""
    return [*range(today().year, 2018, -1)]


def sections_for(user: User, organ: Organ, *, also: Section | None = None) -> Any:
    """The sections a person may write for; one that was chosen before stays choosable."""
    rows = Section.objects.filter(in_force(today()))
    if also is not None:
        rows = rows | Section.objects.filter(pk=also.pk)
    own = policies.sections_of(user, organ)
    return rows if own is None else rows.filter(pk__in=own)


class Filters(forms.Form):
    """Which lines a register shows."""

    year = forms.TypedChoiceField(label=_("年度"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("全部")), *((year, str(year)) for year in years())]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """One line of a register. What is possible together the action judges, not the form."""

    def __init__(
        self,
        *args: Any,
        register: Register,
        organ: Organ,
        user: User,
        entry: Entry | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.organ = register, organ
        for field in register.fields:
            self.fields[field.key] = _made(field)
        if "section" in self.fields:
            also = entry.section if entry is not None else None
            self.fields["section"] = forms.ModelChoiceField(
                label=register.label_of("section"),
                required=policies.sections_of(user, organ) is not None,
                queryset=sections_for(user, organ, also=also),
                empty_label=_("不分科室"),
            )
        if entry is None:
            self.fields["once"] = forms.CharField(required=False, widget=forms.HiddenInput)
        else:
            self.fields["reason"] = forms.CharField(label=_("更正的原因"), max_length=300)
            self.fields["seen"] = forms.CharField(widget=forms.HiddenInput)
            self.initial = {**self.initial, **_initial(entry)}

    def clean_item(self) -> Entry | None:
        """The item of this code, within the organ's scope."""
        number = self.cleaned_data["item"]
        if not number:
            return None
        found = queries.item_of(self.organ, number)
        if found is None:
            raise forms.ValidationError(_t("本机关的权责事项里没有“%(number)s”。") % {"number": number})
        return found

    def values(self) -> dict[str, Any]:
        """What the action takes, of a valid form; blanks are left out."""
        given = {key: self.cleaned_data.get(key) for key in self.register.by_key}
        return {key: value for key, value in given.items() if value not in (None, "")}


class Voiding(forms.Form):
    """Why a line is void."""

    reason = forms.CharField(label=_("作废的原因"), max_length=300)


def _made(field: Field) -> forms.Field:
    told: dict[str, Any] = {
        "label": field.label,
        "required": field.required,
        "help_text": field.help + (_t("（不对外公开）") if not field.public and field.help else ""),
    }
    match field.kind:
        case FieldKind.DATE:
            return DayField(**told)
        case FieldKind.AMOUNT:
            return FigureField(**told)
        case FieldKind.CHOICE if field.choices is not None:
            choices = [("", "—"), *((choice.value, choice.label) for choice in field.choices)]
            return forms.ChoiceField(**told, choices=choices)
        case _:
            widget = forms.Textarea(attrs={"rows": 4}) if field.longest >= LONG else forms.TextInput()
            return forms.CharField(**told, max_length=field.longest, widget=widget)


def _initial(entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = {"seen": entry.updated_at.isoformat()}
    for field in entry.declaration.fields:
        value = getattr(entry, field.key) if field.is_column else entry.data.get(field.key)
        if isinstance(value, str) and value and field.kind is FieldKind.DATE:
            value = date.fromisoformat(value)
        values[field.key] = value.number if field.kind is FieldKind.ITEM and value else value
    return values
