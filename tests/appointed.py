"""People with posts for tests, made through the real actions; and a day to stand on."""

import datetime
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.organs.actions import appoint, found
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role

TEST = System("test")
LONG_AGO = datetime.date(2019, 5, 15)
_numbers = itertools.count(1)


def person(name: str = "") -> User:
    """An account without any post."""
    number = next(_numbers)
    return User.objects.create_user(f"someone{number}", name=name or f"人员{number}")


def officer(organ: Organ, *roles: Role, name: str = "") -> User:
    """One who holds these roles at the organ since long ago."""
    user = person(name)
    for role in roles:
        appoint(user, organ, role, since=LONG_AGO, by=TEST)
    return user


def administrators(organ: Organ) -> tuple[User, User, User]:
    """The system, security and audit administrator of an organ."""
    three = person("系统管理员"), person("安全管理员"), person("审计管理员")
    found(organ, system=three[0], security=three[1], audit=three[2], by=TEST, since=LONG_AGO)
    return three


@contextmanager
def standing_on(day: datetime.date) -> Iterator[None]:
    """It is noon in Beijing on this day."""
    noon = datetime.datetime.combine(day, datetime.time(4), tzinfo=datetime.UTC)
    with mock.patch.object(timezone, "now", return_value=noon):
        yield
