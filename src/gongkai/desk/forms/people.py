"""Forms of posts, substitutes and accounts."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.desk.forms.organ import Day
from gongkai.organs import queries
from gongkai.organs.models import Organ, Post, Reason, Section, in_force
from gongkai.organs.roles import Role


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the organ's people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_full_name()}（{obj.username}）"


def tomorrow() -> datetime.date:
    return today() + datetime.timedelta(days=1)


class Appoint(forms.Form):
    """A role for one who has an account, here or at another organ."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("账号由系统管理员开设；外机关的人员也用其用户名。")
    )
    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)
    section = forms.ModelChoiceField(label=_("科室"), queryset=Section._base_manager.none(), required=False)
    since = Day(label=_("自"), initial=today)
    until = Day(label=_("至"), required=False, help_text=_("最后一日；空白：到另行终止为止。"))

    def __init__(self, organ: Organ, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(in_force(today()), organ=organ)  # type: ignore[attr-defined]

    def clean_username(self) -> User:
        user = User.objects.filter(username__iexact=self.cleaned_data["username"].strip()).first()
        if user is None:
            raise forms.ValidationError(_("没有这个用户名；请核对，或者先请系统管理员开设账号。"))
        return user

    def facts(self) -> dict[str, Any]:
        """What `actions.appoint` takes by name."""
        given = dict(self.cleaned_data)
        return {"user": given.pop("username"), **given, "role": Role(given["role"])}


class EndPost(forms.Form):
    """The last day of a post or of standing in."""

    until = Day(
        label=_("最后一日"),
        initial=today,
        help_text=_("填昨天：立即终止。当天任命有误、还没有开始的，也填昨天，视为没有任命过。"),
    )


class HandOver(forms.Form):
    """The next holder, and the first day."""

    to = Colleague(label=_("接任人"), help_text=_("从本机关的人员里选；没有列出的，先请系统管理员开设账号。"))
    on = Day(
        label=_("接任日"), initial=tomorrow, help_text=_("原任到前一日为止，接任人自这一天起；没有空档。")
    )

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queries.colleagues(post.organ, today()).exclude(pk=post.user_id)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class StandIn(forms.Form):
    """Who stands in, and for which days."""

    substitute = Colleague(label=_("代理人"))
    since = Day(label=_("自"), initial=today)
    until = Day(label=_("至"), help_text=_("最后一日，当天仍由其代理。"))
    reason = forms.ChoiceField(label=_("事由"), choices=Reason.choices)

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queries.colleagues(post.organ, today()).exclude(pk=post.user_id)
        self.fields["substitute"].queryset = people  # type: ignore[attr-defined]


class OpenAccount(forms.Form):
    """A new account of the organ."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("登录用，字母和数字，开设以后不变。")
    )
    name = forms.CharField(label=_("姓名"), max_length=80)
