"""Rules of passwords that Django does not bring, and when a password must be changed."""

import datetime

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.accounts.models import User
from gongkai.base.clock import now


class MinimumLength(MinimumLengthValidator):
    """Django's, whose Chinese lacks the sentence of refusal."""

    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return _("至少 {number} 个字符。").format(number=self.min_length)


class NotCommon(CommonPasswordValidator):
    """Django's, in the words of this site."""

    def get_help_text(self) -> str:
        return _("不能是很多人用的密码。")


class NotAlike(UserAttributeSimilarityValidator):
    """Django's, in the words of this site."""

    def get_help_text(self) -> str:
        return _("不能和用户名、姓名相似。")


class CharacterClasses:
    """At least so many of: capital letters, small letters, digits, others."""

    def __init__(self, classes: int = 3) -> None:
        self.classes = classes

    def validate(self, password: str, user: User | None = None) -> None:
        found = {_class_of(character) for character in password}
        if len(found) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        return _("至少含大写字母、小写字母、数字、其他字符中的 {number} 类。").format(number=self.classes)


def _class_of(character: str) -> str:
    if character.isascii() and character.isalnum():
        return "digit" if character.isdigit() else "capital" if character.isupper() else "small"
    return "other"


def duty(user: User) -> str | None:
    """Why the user must change the password before anything else: one sentence, or None."""
    if user.must_change_password:
        return _("您用的是别人交给您的初始密码，请先改成只有您自己知道的密码。")
    since = user.password_changed_at or user.date_joined
    if settings.PASSWORD_DAYS and now() - since >= datetime.timedelta(days=settings.PASSWORD_DAYS):
        return _("您的密码已用满 {days} 天，请先更换。").format(days=settings.PASSWORD_DAYS)
    return None
