"""Forms about requests. The forms of steps follow from what `cases.details` says each step needs to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import choices
from gongkai.cases.applicants import cleaned_word
from gongkai.cases.case import Case
from gongkai.cases.details import Detail, Kind, letters
from gongkai.cases.models import Request
from gongkai.law import words
from gongkai.law.labelled import member
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Section

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, as the browser's own field gives it."""

    widget = DAY

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class Filters(forms.Form):
    """Which requests the list shows."""

    state = forms.ChoiceField(label=_("状态"), required=False)
    year = forms.TypedChoiceField(label=_("编号年度"), required=False, coerce=int, empty_value=None)
    section = forms.ModelChoiceField(
        label=_("承办科室"), required=False, queryset=Section._base_manager.none(), empty_label=_("全部")
    )
    late = forms.BooleanField(label=_("只看逾期的"), required=False)

    def __init__(self, *args: Any, years: list[int], sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("全部"))]
        self.fields["state"].choices = [*every, *choices.STATES]  # type: ignore[attr-defined]
        self.fields["year"].choices = [*every, *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]


class Registration(forms.Form):
    """A request that came in."""

    channel = forms.ChoiceField(label=_("提交渠道"), choices=choices.CHANNELS)
    arrived = DayField(
        label=_("到达日期"), help_text=_("当面提交之日、签收之日、信件到达之日或者进入系统之日")
    )
    at_office = DayField(
        label=_("公开机构拿到的日期"), required=False, help_text=_("信件先到别的科室的，填写转到之日")
    )
    acknowledged = DayField(
        label=_("系统提示或者自动回复的日期"), required=False, help_text=_("网上提交、公布的邮箱")
    )
    confirmed = DayField(
        label=_("与申请人确认的日期"), required=False, help_text=_("还没有确认的不填，登记后待确认")
    )
    unannounced = forms.BooleanField(label=_("公开指南没有公布这一渠道"), required=False)
    manual = forms.BooleanField(label=_("公开指南事先公告须人工确认"), required=False)
    unreachable = forms.BooleanField(label=_("申请人没有留下可用的联系方式"), required=False)
    applicant_kind = forms.ChoiceField(label=_("申请人类别"), choices=choices.APPLICANTS)
    applicant = forms.CharField(label=_("申请人姓名或者名称"), max_length=200)
    contact = forms.CharField(label=_("联系方式"), max_length=400, required=False)
    content = forms.CharField(label=_("申请内容"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6}))
    again = forms.BooleanField(label=_("确为另一件申请，仍然登记"), required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_applicant(self) -> str:
        return self._word("applicant")

    def clean_contact(self) -> str:
        return self._word("contact")

    def clean_content(self) -> str:
        return self._word("content")

    def _word(self, name: str) -> str:
        try:
            return cleaned_word(name, self.cleaned_data[name])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def ask_again(self, there: Request) -> None:
        """The same was registered already: whether it is another is for the officer to say."""
        self.fields["again"].widget = forms.CheckboxInput()
        told = _("刚才已登记相同的申请（渠道、到达日期、申请人和内容都相同），编号%(number)s，没有重复登记。")
        self.add_error("again", str(told) % {"number": there.number})

    def facts(self) -> dict[str, Any]:
        """What `open_request` takes, of a valid form."""
        given = dict(self.cleaned_data)
        given["channel"] = member(Channel, given["channel"])
        given["applicant_kind"] = member(Applicant, given["applicant_kind"])
        given["announced"] = not given.pop("unannounced")
        given["reachable"] = not given.pop("unreachable")
        del given["again"], given["once"]
        return given


class StepForm(forms.Form):
    """A step: its day, and what it needs to be told. `seen`: the last step the officer saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = DayField(label=_("日期"))

    def __init__(self, *args: Any, name: str, told: tuple[Detail, ...], case: Case, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"seen": case.seq, "on": today()})
        kwargs["prefix"] = name
        super().__init__(*args, **kwargs)
        for detail in told:
            if detail.shown:
                self.fields[detail.name] = _field(detail, case)

    def details(self) -> dict[str, Any]:
        """The details of a valid form; what was left empty is left out."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("seen", "on") and value not in (None, "")
        }


def _field(detail: Detail, case: Case) -> forms.Field:
    common: dict[str, Any] = {"label": detail.label, "required": detail.required, "help_text": detail.help}
    match detail.kind:
        case Kind.DAY:
            return DayField(**common)
        case Kind.NUMBER:
            return forms.IntegerField(min_value=1, max_value=999, **common)
        case Kind.FLAG:
            return forms.BooleanField(**common)
        case Kind.ANSWER:
            return forms.TypedChoiceField(
                choices=[("", _("请选择")), ("yes", _("是")), ("no", _("否"))],
                coerce=lambda value: value == "yes",
                empty_value=None,
                **common,
            )
        case Kind.LETTER:
            sent = [(seq, _letter(case, seq)) for seq in letters(detail, case)]
            return forms.TypedChoiceField(choices=sent, coerce=int, empty_value=None, **common)
        case _:
            return forms.ChoiceField(choices=[("", _("请选择")), *detail.codes], **common)


def _letter(case: Case, seq: int) -> str:
    history = case.facts.history
    sent = dict(zip(case.letters, history.consultations if history else (), strict=False))
    letter = sent[seq]
    return f"{letter.party.label}，{words.day(letter.sent)}"


class Assignment(forms.Form):
    """Who handles a request. `seen`: who did when the officer looked."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, empty_value=None)
    section = forms.ModelChoiceField(
        label=_("承办科室"), required=False, queryset=Section._base_manager.none(), empty_label=_("未指定")
    )
    handler = forms.ModelChoiceField(
        label=_("经办人"), required=False, queryset=User.objects.none(), empty_label=_("未指定")
    )

    def __init__(self, *args: Any, sections: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]
        self.fields["handler"].queryset = people  # type: ignore[attr-defined]
        self.fields["handler"].label_from_instance = User.get_full_name  # type: ignore[attr-defined]
