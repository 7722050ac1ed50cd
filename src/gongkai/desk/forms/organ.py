"""Forms of an organ's record and of what it is made of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.base.clock import today
from gongkai.law.receipt import Channel
from gongkai.organs.models import GroupMember, OrganPeriod, Section, Unit

CHANNELS = [(channel.value, channel.label) for channel in Channel]


class Day(forms.DateField):
    """A day, with the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class Amend(forms.ModelForm):  # type: ignore[type-arg]
    """The whole record; what is left as it was is no change."""

    since = Day(
        label=_("自哪一天起"),
        required=False,
        help_text=_("可以填以后的日期，到时自动生效。空白：更正今天录入的或者尚未生效的最近一次登记。"),
    )
    channels = forms.MultipleChoiceField(
        label=_("开通的申请渠道"), choices=CHANNELS, widget=forms.CheckboxSelectMultiple
    )
    manual_channels = forms.MultipleChoiceField(
        label=_("须人工确认的渠道"),
        choices=CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("指南事先公告须由工作人员确认收到的渠道。"),
    )

    class Meta:
        model = OrganPeriod
        fields = (
            "name", "short_name", "slug", "place", "kind", "credit_code", "division_code", "site_code", "office",
            "address", "postcode", "hours", "phone", "fax", "email", "website", "channels", "manual_channels",
            "reconsideration_body", "reconsideration_superior", "reconsideration_portal", "court",
        )  # fmt: skip

    field_order = ("since",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.instance.since
        # While a change waits for its day, the next thing to do is to correct it.
        self.initial["since"] = today() if last is None or last <= today() else None

    def facts(self) -> dict[str, Any]:
        """The record of a valid form."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewSection(forms.ModelForm):  # type: ignore[type-arg]
    """A section from a day on."""

    since = Day(label=_("自"), required=False, help_text=_("空白：从有记录起。"))

    class Meta:
        model = Section
        fields = ("name", "since")


class NewUnit(forms.ModelForm):  # type: ignore[type-arg]
    """A school or another unit."""

    since = Day(label=_("自"), required=False, help_text=_("空白：从有记录起。"))

    class Meta:
        model = Unit
        fields = ("name", "kind", "is_private", "address", "phone", "since")


class NewMember(forms.ModelForm):  # type: ignore[type-arg]
    """One who belongs to a group, or an officer for disclosure."""

    since = Day(label=_("自"), initial=today)

    class Meta:
        model = GroupMember
        fields = ("group", "name", "position", "duty", "since")


class LastDay(forms.Form):
    """Until when something holds, that day included."""

    until = Day(label=_("最后一日"), initial=today)
