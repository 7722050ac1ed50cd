"""Which report to compile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.annual.form import Edition
from gongkai.annual.forms import edition_for
from gongkai.base.clock import today
from gongkai.reports.models import Format

FIRST_YEAR = 2019  # no form was prescribed before


class Which(forms.Form):
    """A year, and the edition where it is not the one prescribed for the year."""

    year = forms.IntegerField(label=_("年度"), min_value=FIRST_YEAR)
    edition = forms.ChoiceField(
        label=_("报告格式"), choices=[("", _("按年度规定的格式")), *Format.choices], required=False
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > today().year:
            raise forms.ValidationError(_("%(year)s年还没有到，没有可以汇编的记录。") % {"year": year})
        return year

    def chosen(self) -> tuple[int, Edition]:
        """The year and edition of a valid form."""
        year = self.cleaned_data["year"]
        named = self.cleaned_data["edition"]
        return year, Edition(named) if named else edition_for(year)
