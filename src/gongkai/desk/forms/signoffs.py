"""Forms of signing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.organs.roles import Role
from gongkai.records.signoff.policies import SIGNERS

MOST_STEPS = len(SIGNERS)


class Opinion(forms.Form):
    """What the signer says. Which way it goes is the button pressed."""

    AGREE, RETURN = "agree", "return"

    step = forms.UUIDField(widget=forms.HiddenInput)
    opinion = forms.CharField(
        label=_("意见"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("同意的可以不写；退回的要写明理由。意见会留在这份文件的签批记录里，不能修改。"),
    )


class Steps(forms.Form):
    """Whose signatures a kind of paper needs, in order."""

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("—")), *((role.value, role.label) for role in SIGNERS)]
        for number in range(MOST_STEPS):
            self.fields[f"step_{number + 1}"] = forms.ChoiceField(
                label=_("第%(number)d步") % {"number": number + 1},
                choices=choices,
                required=number == 0,
                initial=roles[number].value if number < len(roles) else "",
            )

    def roles(self) -> list[str]:
        """The roles chosen; steps left empty are left out."""
        return [value for name, value in sorted(self.cleaned_data.items()) if value]
