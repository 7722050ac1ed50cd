"""Forms of signing in. What went wrong never says whether an account exists."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from gongkai.accounts import lockout, second_factor


class Plain:
    """A field's name stands before it as its label, not in it as a hint that goes when one types."""

    labels: dict[str, Any] = {}  # noqa: RUF012  read only

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class SignInForm(Plain, account.LoginForm):
    labels = {"login": _("用户名"), "password": _("密码")}  # noqa: RUF012


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    labels = {"password": _("您的密码")}  # noqa: RUF012


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {  # noqa: RUF012
        "oldpassword": _("现在的密码"),
        "password1": _("新密码"),
        "password2": _("再输一遍新密码"),
    }

    def clean_oldpassword(self) -> str:
        """Wrong tries count here too: an open desk must not be a place to guess at."""
        password: str = self.cleaned_data["oldpassword"]
        if not account_adapter().reauthenticate(self.user, password):
            raise account_adapter().validation_error("incorrect_password")
        return password

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if given.get("password1") and given["password1"] == given.get("oldpassword"):
            self.add_error("password1", _("新密码和现在的一样，请另取一个。"))
        return given


class ActivateForm(Plain, ActivateTOTPForm):
    labels = {"code": _("验证器显示的 6 位验证码")}  # noqa: RUF012


class Counted(Plain):
    """A code that is wrong, or used before, counts like a wrong password."""

    labels = {"code": _("验证码或备用码")}  # noqa: RUF012
    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        if lockout.is_locked(context.request, self.user):
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not second_factor.use_once(self.authenticator, code):
            self._emit_authentication_failed(self.authenticator)
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        lockout.failed(context.request, self.user)


class SecondFactorForm(Counted, mfa.AuthenticateForm):
    pass


class SecondFactorAgainForm(Counted, mfa.ReauthenticateForm):
    pass
