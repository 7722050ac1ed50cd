"""Forms about remedies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.base.clock import today
from gongkai.cases.models import Request
from gongkai.desk.forms.requests import DayField
from gongkai.law.labelled import member
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.remedies.models import ROUTES, VERDICTS, Remedy


class Filing(forms.Form):
    """A reconsideration or suit that was filed."""

    route = forms.ChoiceField(label=_("途径"), choices=ROUTES)
    filed_on = DayField(label=_("提出日期"), help_text=_("申请复议或者起诉之日"))
    request = forms.CharField(
        label=_("所涉申请的编号"), required=False, max_length=40, help_text=_("不涉及本系统里的申请的不填")
    )
    after = forms.ModelChoiceField(
        label=_("此前的行政复议"),
        required=False,
        queryset=Remedy._base_manager.none(),
        empty_label=_("没有"),
        help_text=_("复议后起诉的填写"),
    )
    number = forms.CharField(label=_("案号"), required=False, max_length=80, help_text=_("不写当事人姓名"))
    body = forms.CharField(label=_("复议机关或者法院"), required=False, max_length=100)
    once = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, before: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = before  # type: ignore[attr-defined]

    def clean_request(self) -> Request | None:
        """The request of this number, within the organ's scope."""
        number = self.cleaned_data["request"].strip()
        if not number:
            return None
        found: Request | None = Request.objects.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("没有编号为“%(number)s”的申请。") % {"number": number})
        return found

    def facts(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "once"}
        return {**given, "route": member(Route, given["route"])}


class Ending(forms.Form):
    """How a remedy ended."""

    verdict = forms.ChoiceField(label=_("结果"), choices=VERDICTS)
    ended_on = DayField(label=_("审结日期"), initial=today)

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "verdict": member(Verdict, self.cleaned_data["verdict"])}


class Order(forms.Form):
    """An order to answer again."""

    received_on = DayField(label=_("收到决定书或者判决书的日期"), initial=today)
    days = forms.IntegerField(
        label=_("文书写明的答复期限（工作日）"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("没有写明的不填，按二十个工作日计算"),
    )
