"""The form of an attested count."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.desk.forms.figures import FigureField
from gongkai.desk.forms.registers import sections_for, years
from gongkai.organs.models import Organ, Section
from gongkai.registers import policies
from gongkai.registers.measures import MEASURES
from gongkai.registers.models import AttestedCount


class Attestation(forms.Form):
    """A figure with its source. Where it replaces a signed one, what it counts is given."""

    measure = forms.ChoiceField(label=_("统计项"))
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    section = forms.ModelChoiceField(
        label=_("科室"), queryset=Section._base_manager.none(), empty_label=_("本机关（不分科室）")
    )
    value = FigureField(
        label=_("数值"),
        help_text=_("件数、项数填整数；金额以万元计，最多六位小数。没有发生的填 0"),
    )
    source = forms.FileField(
        label=_("来源文件"),
        required=False,
        help_text=_("系统导出的统计表、盖章的证明等；数值不是 0 的必须附。不要附含有个人信息的明细"),
    )

    def __init__(
        self, *args: Any, organ: Organ, user: User, replaces: AttestedCount | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.replaces = replaces
        if replaces is not None:
            for name in ("measure", "year", "section"):
                del self.fields[name]
            return
        measures = [(key, f"{measure.label}（{measure.unit}）") for key, measure in MEASURES.items()]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, str(year)) for year in years()]  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year
        section = self.fields["section"]
        section.queryset = sections_for(user, organ)  # type: ignore[attr-defined]
        section.required = policies.sections_of(user, organ) is not None

    def facts(self) -> dict[str, Any]:
        """What the action takes beside the source file, of a valid form."""
        value: Decimal = self.cleaned_data["value"]
        if (old := self.replaces) is not None:
            return {
                "measure": old.measure,
                "year": old.year,
                "section": old.section,
                "value": value,
                "replaces": old,
            }
        return {key: self.cleaned_data[key] for key in ("measure", "year", "section", "value")}
