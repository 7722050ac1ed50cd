"""What forms and rows say when they do not take a value: whole sentences of ours, with what to do."""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.accounts import actions
from gongkai.accounts.models import User
from gongkai.base.refusal import Refused
from officers import TEST

FEW = [("a", "甲")]


class Every(forms.Form):
    text = forms.CharField(max_length=3)
    long = forms.CharField(min_length=3)
    choice = forms.ChoiceField(choices=FEW)
    choices = forms.MultipleChoiceField(choices=FEW)
    of_rows = forms.ModelChoiceField(User.objects.none())
    day = forms.DateField()
    figure = forms.DecimalField(max_digits=18, decimal_places=2)
    whole = forms.IntegerField(min_value=2, max_value=9)
    email = forms.EmailField()
    website = forms.URLField(assume_scheme="https")
    agreed = forms.BooleanField()
    file = forms.FileField(max_length=10)


def said(form):
    return {name: "".join(sentences) for name, sentences in form.errors.items()}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "甲\x00", "里面有看不见的控制字符；请删去后重新输入。"),
        ("text", "甲乙丙丁", "最多3个字，现在有4个；请删短。"),
        ("text", " ", "这一项没有填；请填写。"),
        ("long", "甲", "最少3个字，现在只有1个；请补全。"),
        ("choice", "b", "选的不在这一页的选项里；请刷新页面，从列出的里面选。"),
        ("choices", ["b"], "选的不在这一页的选项里；请刷新页面，从列出的里面选。"),
        ("of_rows", "0", "选的不在这一页的选项里；请刷新页面，从列出的里面选。"),
        ("day", "昨天", "请填日期，如 2020-03-01。"),
        ("figure", "9" * 19, "最多18位数字；请核对是否多写了。"),
        ("figure", "0.001", "小数点后最多2位；请核对。"),
        ("figure", "多", "请填数字，如 12.5。"),
        ("whole", "1", "不能小于2；请核对。"),
        ("whole", "10", "不能大于9；请核对。"),
        ("whole", "半", "请填整数，如 12。"),
        ("email", "甲", "请填电子邮箱地址，如 office@example.com。"),
        ("website", "::", "请填完整的网址，以 http:// 或者 https:// 开头。"),
        ("agreed", "", "请先看清楚，再勾选这一项。"),
    ],
)
@pytest.mark.django_db
def test_every_kind_of_field_says_what_to_do(field, value, sentence):
    assert said(Every({field: value}))[field] == sentence


def test_no_kind_of_field_says_what_any_site_would_say():
    blank = said(Every({}))
    assert blank.keys() == Every.base_fields.keys()
    assert all(re.search("[；，].*。$", sentence) for sentence in blank.values())
    long = Every({}, {"file": SimpleUploadedFile("很长很长很长很长.txt", b"x")})
    assert said(long)["file"] == "文件名最多10个字，现在有12个；请改短后再上传。"


@pytest.mark.django_db
def test_a_row_says_it_in_the_same_words():
    with pytest.raises(ValidationError) as refused:
        User(username="甲 乙\x00", name="丙" * 81).full_clean()
    assert refused.value.message_dict == {
        "password": ["这一项没有填；请填写。"],
        "username": ["用户名只能用汉字、字母、数字和 @ . + - _；请去掉空格和其他符号。"],
        "name": ["最多80个字，现在有81个；请删短。"],
    }


@pytest.mark.django_db
def test_a_name_in_use_is_said_in_one_sentence_however_it_is_written():
    actions.open_account(username="demo", name="甲", by=TEST)
    told = set()
    for username in ("demo", "DEMO", "Demo "):
        with pytest.raises(Refused) as refused:
            actions.open_account(username=username, name="乙", by=TEST)
        told.add(str(refused.value))
    assert told == {"没有开账号：已有这个用户名的账号（大小写不同也算同一个）；请另取一个用户名。"}


@pytest.mark.django_db
def test_signing_in_says_it_too():
    page = Client().post("/account/login/", {"login": "甲\x00", "password": "x"})
    assert "里面有看不见的控制字符；请删去后重新输入。" in page.content.decode()
