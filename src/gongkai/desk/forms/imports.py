"""The form that hands in a file of old records."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HandIn(forms.Form):
    """A filled-in template."""

    file = forms.FileField(label=_("填好的模板"), help_text=_(".xlsx；先逐行试算，确认以后才写入"))
