"""Organs with sections, people in posts and substitutes for tests, made through the real actions; a day to stand on."""

import datetime
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.organs import actions, authority
from gongkai.organs.models import Kind, Organ, Post, Section
from gongkai.organs.roles import Role

TEST = System("test")
LONG_AGO = datetime.date(2019, 5, 15)
_numbers = itertools.count(1)


def bureau(slug: str = "jia") -> Organ:
    """A county education bureau, the same at every call."""
    found = Organ.objects.filter(slug=slug).first()
    return found or actions.register(
        by=TEST,
        name=f"{slug}县教育局",
        short_name=f"{slug}教育局",
        slug=slug,
        place=f"某省{slug}县",
        kind=Kind.COUNTY_DEPARTMENT,
    )


def a_section(organ: Organ, name: str = "基础教育科") -> Section:
    """A section that was there long ago."""
    return actions.open_section(organ, name=name, since=LONG_AGO, by=TEST)


def person(name: str = "") -> User:
    """An account without any post."""
    number = next(_numbers)
    return User.objects.create_user(f"someone{number}", name=name or f"人员{number}")


def officer(organ: Organ, *roles: Role, name: str = "", section: Section | None = None) -> User:
    """One who holds these roles at the organ since long ago."""
    user = person(name)
    for role in roles:
        actions.appoint(user, organ, role, since=LONG_AGO, section=section, by=TEST)
    return user


def administrators(organ: Organ) -> tuple[User, User, User]:
    """The system, security and audit administrator of an organ."""
    three = person("系统管理员"), person("安全管理员"), person("审计管理员")
    actions.found(organ, system=three[0], security=three[1], audit=three[2], by=TEST, since=LONG_AGO)
    return three


def post_of(user: User) -> Post:
    """The post of one who holds one."""
    return authority.holdings(user)[0].post


def on_leave(holder: User, substitute: User, organ: Organ) -> None:
    """Today another stands in for every post the holder has at the organ."""
    with scope.organ(organ):
        posts = list(Post.objects.filter(user=holder).select_related("organ"))
    for post in posts:
        actions.stand_in(post, substitute, since=today(), until=today(), by=TEST)


@contextmanager
def standing_on(day: datetime.date) -> Iterator[None]:
    """It is noon in Beijing on this day."""
    noon = datetime.datetime.combine(day, datetime.time(4), tzinfo=datetime.UTC)
    with mock.patch.object(timezone, "now", return_value=noon):
        yield
