"""What forms and rows say about a value they do not take, in our words: what is wrong, what to do.

The framework's own sentences are written for any site in any country. They are replaced once, while the apps
start, for every form and every row there is.
"""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core import validators
from django.db import models
from django.utils.translation import gettext_lazy as _

_CHOICE = _("选的不在这一页的选项里；请刷新页面，从列出的里面选。")
_NUMBER = _("请填数字，如 12.5。")
_URL = _("请填完整的网址，以 http:// 或者 https:// 开头。")
_DAY = _("请填日期，如 2020-03-01。")

_OF_FIELDS: dict[type[Any], dict[str, Any]] = {
    forms.Field: {"required": _("这一项没有填；请填写。")},
    forms.ChoiceField: {"required": _("这一项没有选；请选择。"), "invalid_choice": _CHOICE},
    forms.MultipleChoiceField: {
        "required": _("这一项没有选；请至少选一个。"),
        "invalid_choice": _CHOICE,
        "invalid_list": _CHOICE,
    },
    forms.ModelChoiceField: {"required": _("这一项没有选；请选择。"), "invalid_choice": _CHOICE},
    forms.ModelMultipleChoiceField: {
        "required": _("这一项没有选；请至少选一个。"),
        "invalid_list": _CHOICE,
        "invalid_choice": _CHOICE,
        "invalid_pk_value": _CHOICE,
    },
    forms.BooleanField: {"required": _("请先看清楚，再勾选这一项。")},
    forms.IntegerField: {"invalid": _("请填整数，如 12。")},
    forms.FloatField: {"invalid": _NUMBER},
    forms.DecimalField: {"invalid": _NUMBER},
    forms.DateField: {"invalid": _DAY},
    forms.DateTimeField: {"invalid": _("请填日期和时间，如 2020-03-01 09:30。")},
    forms.TimeField: {"invalid": _("请填时间，如 09:30。")},
    forms.FileField: {
        "required": _("没有选文件；请选一个文件再上传。"),
        "invalid": _("没有收到文件；请重新选择后再上传。"),
        "missing": _("没有收到文件；请重新选择后再上传。"),
        "empty": _("这个文件是空的；请看看是否选错了文件。"),
        "max_length": _("文件名最多%(max)d个字，现在有%(length)d个；请改短后再上传。"),
    },
    forms.URLField: {"invalid": _URL},
    forms.UUIDField: {"invalid": _("编号不完整；请刷新页面后重试。")},
    models.Field: {
        "invalid_choice": _CHOICE,
        "null": _("这一项没有填；请填写。"),
        "blank": _("这一项没有填；请填写。"),
        "unique": _("已经有相同的“%(field_label)s”；请换一个，或者到列表里找已有的那一条。"),
    },
    models.UUIDField: {"invalid": _CHOICE},  # what a crafted choice of a row is held against
    models.DateField: {"invalid": _DAY, "invalid_date": _DAY},
}

_OF_VALIDATORS: dict[type[Any], Any] = {
    validators.ProhibitNullCharactersValidator: _("里面有看不见的控制字符；请删去后重新输入。"),
    validators.MaxLengthValidator: _("最多%(limit_value)d个字，现在有%(show_value)d个；请删短。"),
    validators.MinLengthValidator: _("最少%(limit_value)d个字，现在只有%(show_value)d个；请补全。"),
    validators.MaxValueValidator: _("不能大于%(limit_value)s；请核对。"),
    validators.MinValueValidator: _("不能小于%(limit_value)s；请核对。"),
    validators.URLValidator: _URL,
    validators.EmailValidator: _("请填电子邮箱地址，如 office@example.com。"),
    UnicodeUsernameValidator: _("用户名只能用汉字、字母、数字和 @ . + - _；请去掉空格和其他符号。"),
}

_OF_DECIMALS: dict[str, Any] = {
    "invalid": _NUMBER,
    "max_digits": _("最多%(max)s位数字；请核对是否多写了。"),
    "max_decimal_places": _("小数点后最多%(max)s位；请核对。"),
    "max_whole_digits": _("小数点前最多%(max)s位；请核对是否多写了零。"),
}


def say_ours() -> None:
    """Put our sentences in the places where the framework looks for its own."""
    for field, sentences in _OF_FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in _OF_VALIDATORS.items():
        validator.message = sentence
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **_OF_DECIMALS}
