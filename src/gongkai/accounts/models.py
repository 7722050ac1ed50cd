"""The custom user."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One who signs in. The key is made in Python: sealed fields can be bound to it before storing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Chinese names are one word.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=80, blank=True)
    is_demo = models.BooleanField(_("演示账号"), default=False, editable=False)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=False)
    password_changed_at = models.DateTimeField(_("上次改密码的时间"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        constraints = [  # noqa: RUF012  Django's way
            # Signing in does not tell capitals from small letters, so no two names may differ in them alone.
            models.UniqueConstraint(
                Lower("username"),
                name="accounts_user_name_once",
                violation_error_message=_("已有这个用户名的账号；大小写不同也算同一个。"),
            )
        ]

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()
