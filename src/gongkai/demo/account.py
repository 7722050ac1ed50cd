"""The demonstration's one account: a random password, told once; it exists on a machine of one's own only."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.accounts.models import User
from gongkai.base import keys

NAME = "demo"


@dataclass(frozen=True, slots=True)
class Account:
    """A new account, and the file that keeps its password for the owner of the installation."""

    username: str
    password: str
    kept_in: Path


def file() -> Path:
    return Path(settings.KEYS) / "demo-accounts.txt"


def keep_in_step() -> Account | None:
    """Make the account where only this machine reaches the site, else remove it. Returns a new one."""
    found = User.objects.filter(is_demo=True)
    # In production a loopback address may stand behind a proxy that the whole world reaches.
    if not settings.HOST_IS_LOOPBACK or settings.PROFILE == "production":
        found.delete()
        file().unlink(missing_ok=True)
        return None
    if found.exists() or User.objects.filter(username=NAME).exists():
        return None
    password = secrets.token_urlsafe(12)
    User.objects.create_user(
        username=NAME, password=password, name=_("演示账号"), is_staff=True, is_demo=True
    )
    keys.write(file(), f"{NAME} {password}\n")
    return Account(NAME, password, file())
