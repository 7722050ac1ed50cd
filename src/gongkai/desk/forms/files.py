"""The form by which a file is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.records.files.kinds import EXTENSIONS


class Upload(forms.Form):
    """One file. What is wrong with it is said by the action, not here."""

    file = forms.FileField(
        label=_("文件"),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in EXTENSIONS)}),
    )
