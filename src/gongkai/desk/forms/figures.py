"""A field for a figure."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.registers import amounts


class FigureField(forms.Field):
    """A figure in digits. How many places it may have and how large it may be, the action says."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {  # noqa: RUF012  Django's way
        "invalid": _("请用数字写全，如 12345.67；不用科学计数法，不带单位。")
    }

    def to_python(self, value: Any) -> Decimal | None:
        """None for a blank."""
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if (figure := amounts.read(text)) is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return figure
