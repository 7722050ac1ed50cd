"""The sign-in form."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password. What went wrong never says which of the two."""

    error_messages = {  # noqa: RUF012  Django's way
        "invalid_login": _("用户名或密码不对。注意大小写；忘记密码请找本机关的系统管理员重设。"),
        "inactive": _("这个账号已经停用；请找本机关的系统管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")
