"""The second factor: one-time codes of an authenticator app, and recovery codes; their secrets sealed at rest."""

import secrets
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongkai.accounts import signals
from gongkai.accounts.actor import Actor
from gongkai.accounts.models import User
from gongkai.base.sealed import Held, open_text, resealed_by, seal_text

# allauth does not say of whom a secret is when it has it sealed: the place is the table alone.
_PLACE = "mfa_authenticator:data"
_SEALED = ("secret", "seed")  # what allauth keeps sealed of a TOTP key and of recovery codes


class Adapter(DefaultMFAAdapter):
    """How allauth keeps and names second factors here."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对，或者已经用过。请等验证器显示下一个验证码再输入。"),
        "cannot_delete_authenticator": _(
            "本站规定工作人员登录须有第二重验证，不能停用。换手机请找本机关的安全管理员解除。"
        ),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not settings.SECOND_FACTOR_REQUIRED

    def encrypt(self, text: str) -> str:
        return seal_text(text, _PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(encrypted_text, _PLACE)


@resealed_by
def held() -> Iterator[Held]:
    """What is sealed here, so that a new key reaches it too."""
    for row in Authenticator.objects.only("pk", "data").iterator():
        for field in _SEALED:
            if field in row.data:
                yield Held(row.data[field], _PLACE, partial(_replace, row.pk, field, row.data[field]))


@transaction.atomic
def _replace(pk: int, field: str, old: str, new: str) -> None:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is not None and row.data.get(field) == old:
        row.data[field] = new
        row.save(update_fields=["data"])


def has(user: User) -> bool:
    """Whether the user signs in with a second factor."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def remove(user: User, *, by: Actor) -> bool:
    """Take away the second factor with its recovery codes. False where there was none."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if removed:
        signals.second_factor_changed.send(User, user=user, by=by, change="reset")
    return bool(removed)


@transaction.atomic
def use_once(authenticator: Authenticator, code: str) -> bool:
    """Whether a right code was not used before; remembers it for all workers (RFC 6238 § 5.2).

    allauth remembers used codes in the cache, which is one worker's own here, and for one period only.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    data: dict[str, Any] = row.data
    step = _step(open_text(data["secret"], _PLACE), code)
    if step is None or step <= data.get("last_step", 0):
        return False
    row.data = data | {"last_step": step}
    row.save(update_fields=["data"])
    return True


def _step(secret: str, code: str) -> int | None:
    """The half minute whose code this is: the latest that fits, within the tolerance."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    given = "".join(filter(str.isalnum, code))
    wrong_by = app_settings.TOTP_TOLERANCE
    for step in range(now + wrong_by, now - wrong_by - 1, -1):
        if secrets.compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), given.encode()):
            return step
    return None
