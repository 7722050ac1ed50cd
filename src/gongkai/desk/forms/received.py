"""The forms by which files of reports are handed in, corrected, judged and kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongkai.records.files.kinds import FOR_READING
from gongkai.reports.models import Judgement, Says

READABLE = (
    *(extension for kind in FOR_READING.values() for extension in kind.extensions),
    *("wps", "md", "json", "zip"),
)


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes many files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Many files. What is wrong with one is said beside it, not here."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Sequence["UploadedFile[Any]"]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(each, initial) for each in given]


class HandIn(forms.Form):
    """Files to be read."""

    chosen = FilesField(
        label=_("年报文件"),
        allow_empty_file=True,
        help_text=_("可以一次选很多个文件，也可以选ZIP压缩包。"),
        widget=SeveralFiles(attrs={"accept": ",".join(f".{each}" for each in READABLE)}),
    )


class Correct(forms.Form):
    """What stands in a cell, said by hand."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    says = forms.ChoiceField(
        label=_("更正为"),
        choices=[(each.value, each.label) for each in Says if each is not Says.UNDO],
        widget=forms.RadioSelect,
        initial=Says.VALUE,
    )
    value = forms.CharField(
        label=_("数值"),
        max_length=40,
        help_text=_("按原件填写，不写单位"),
        error_messages={"required": _("请填写数值；原件是空白的，请选“原件印的是空白”。")},
    )
    reason = forms.CharField(label=_("原因"), max_length=300, help_text=_("比如：原件第3页印的是12"))

    use_required_attribute = False  # the browser cannot know that only a number needs one

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("says") != Says.VALUE:
            self.fields["value"].required = False

    def now_seen(self, mark: str) -> None:
        """Who was told that somebody was quicker has seen it now."""
        self.data = {**dict(self.data.items()), "seen": mark}


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=300)


class Judge(forms.Form):
    """Whether a finding holds."""

    key = forms.CharField(widget=forms.HiddenInput)
    judgement = forms.ChoiceField(label=_("判断"), choices=[("", _("请选择")), *Judgement.choices])
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


class Keep(forms.Form):
    """Whose report it is, on which year."""

    seen = forms.CharField(widget=forms.HiddenInput)
    about = forms.CharField(label=_("报告机关"), max_length=200, help_text=_("机关全称；读自文件，请核对"))
    year = forms.IntegerField(
        label=_("年度"), min_value=2019, help_text=_("报告所述的年度；读自文件，请核对")
    )
    loose_seen = forms.BooleanField(label=_("没能放进表格的内容，已经对照原文看过"), required=False)
    replaces = forms.BooleanField(label=_("代替已有的一份（已有的留作旧版，不删除）"), required=False)

    another = forms.BooleanField(label=_("与名称相近的机关不是同一个"), required=False)

    def __init__(self, *args: Any, loose: bool, older: bool, alike: bool, **kwargs: Any) -> None:
        """`loose`: whether something has no cell. `older`: whether a report of this organ and year is there. `alike`:
        whether there are reports of organs named almost so."""
        super().__init__(*args, **kwargs)
        if not loose:
            del self.fields["loose_seen"]
        if not older:
            del self.fields["replaces"]
        if not alike:
            del self.fields["another"]
