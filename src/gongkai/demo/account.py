"""Signing in to the demonstration: random passwords, told once; they exist on a machine of one's own only."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.accounts.models import User
from gongkai.base import keys
from gongkai.base.clock import now
from gongkai.demo.staff import SHORT


@dataclass(frozen=True, slots=True)
class Account:
    """An account that one may sign in with from now on; the file keeps its password for the owner."""

    username: str
    name: str
    password: str


def file() -> Path:
    return Path(settings.KEYS) / "demo-accounts.txt"


@transaction.atomic
def keep_in_step() -> Sequence[Account]:
    """Give the officers of one bureau passwords where only this machine reaches the site, else take them away.

    Returns the accounts that are new.
    """
    officers = User.objects.filter(is_demo=True)
    # In production a loopback address may stand behind a proxy that the whole world reaches.
    if not settings.HOST_IS_LOOPBACK or settings.PROFILE == "production":
        for user in officers:
            if user.has_usable_password():
                user.set_unusable_password()  # ends the sessions too
                user.save(update_fields=["password"])
        file().unlink(missing_ok=True)
        return []
    new = []
    for user in officers.filter(username__in=SHORT.values()).order_by("username"):
        if not user.has_usable_password():
            new.append(_open(user))
    if new:
        kept = file().read_text(encoding="utf-8") if file().exists() else ""
        keys.write(file(), kept + "".join(f"{each.username} {each.password} {each.name}\n" for each in new))
    return new


def _open(user: User) -> Account:
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.password_changed_at = now()
    user.save(update_fields=["password", "password_changed_at"])
    return Account(user.username, user.name, password)
