"""An organ with people in its posts, for tests of what officers do."""

import datetime
from typing import Any

from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.cases.actions import open_request
from gongkai.cases.models import Request
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Kind, Organ, Post, Section, Substitution
from gongkai.organs.roles import Role

SYSTEM = System("test")
LONG_AGO = datetime.date(2019, 5, 15)
NAME, PHONE, WISH = "欧阳询问", "13912345678", "请公开某校食堂招标文件"


def bureau(slug: str = "jia", **facts: Any) -> Organ:
    """A county education bureau, its log still empty."""
    name = f"{slug}县教育局"
    given = {"name": name, "short_name": name, "place": f"{slug}县", "kind": Kind.COUNTY_DEPARTMENT, **facts}
    return Organ.objects.get_or_create(slug=slug, defaults=given)[0]


def section(organ: Organ, name: str = "基础教育科") -> Section:
    with scope.organ(organ):
        row: Section = Section.objects.create(organ=organ, name=name, since=LONG_AGO)
    return row


def person(organ: Organ, name: str, *roles: Role, section: Section | None = None) -> User:
    """One who holds these posts at the organ since long ago."""
    user = User.objects.create_user(name, password=None, name=name)
    with scope.organ(organ):
        for role in roles:
            Post.objects.create(organ=organ, user=user, role=role, since=LONG_AGO, section=section)
    return user


def stand_in(organ: Organ, substitute: User, principal: User) -> None:
    with scope.organ(organ):
        for post in Post.objects.filter(user=principal):
            Substitution.objects.create(
                organ=organ, post=post, substitute=substitute, since=today(), until=today(), reason="leave"
            )


def received(organ: Organ, on: datetime.date, *, by: Any = SYSTEM, **facts: Any) -> Request:
    """A request handed in on a day."""
    given = {
        "channel": Channel.IN_PERSON,
        "arrived": on,
        "applicant_kind": Applicant.NATURAL,
        "applicant": NAME,
        "contact": PHONE,
        "content": WISH,
        **facts,
    }
    return open_request(organ=organ, by=by, **given)
