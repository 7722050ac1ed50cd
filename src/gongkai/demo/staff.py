"""The officers of a bureau of the demonstration: names that nobody has, each in one role."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.demo.words import WORDS
from gongkai.organs.actions import appoint, open_section
from gongkai.organs.models import Membership, Organ, Section
from gongkai.organs.roles import Role

LOADER = System("demo")
SINCE = datetime.date(2018, 12, 3)  # before the first day of any year replayed
OF_A_BUREAU = (
    Role.CLERK,
    Role.SECTION_HEAD,
    Role.OFFICE,
    Role.OFFICE_HEAD,
    Role.SECRECY,
    Role.LEADER,
    Role.AUDIT_ADMIN,
)
OF_A_SECTION = (Role.CLERK, Role.SECTION_HEAD)
# Of these one may sign in (`demo.account`): the officers of one bureau, and who reads along from above.
SHOWN, ABOVE = "yuhang", "yuhang-government"
NAME = "demo"
SHORT = {role: f"{NAME}-{role.value}" for role in (*OF_A_BUREAU, Role.SUPERVISOR)} | {Role.OFFICE: NAME}


@dataclass(frozen=True)
class Staff:
    """Who does what at a bureau, and the section that its decisions come from."""

    people: Mapping[Role, User]
    section: Section

    def __getitem__(self, role: Role) -> User:
        return self.people[role]


def engage(organ: Organ) -> Staff:
    """Make the officers of a bureau and give them their posts. None of them can sign in."""
    section = open_section(organ, name=WORDS["section"]["name"], by=LOADER, since=SINCE)
    people = {role: _posted(organ, role, section if role in OF_A_SECTION else None) for role in OF_A_BUREAU}
    return Staff(people, section)


def oversee(organ: Organ) -> User:
    """Make the officer of the government above who reads along."""
    return _posted(organ, Role.SUPERVISOR, None)


def _posted(organ: Organ, role: Role, section: Section | None) -> User:
    user = _account(organ, role)
    with scope.organ(organ):
        Membership.objects.get_or_create(user=user, defaults={"organ": organ})
    appoint(user, organ, role, since=SINCE, by=LOADER, section=section)
    return user


def _account(organ: Organ, role: Role) -> User:
    """An account without a password. What somebody else has by the short name is left to them."""
    long = f"{NAME}-{organ.slug}-{role.value}"
    name = SHORT.get(role, "") if organ.slug in (SHOWN, ABOVE) else ""
    taken = User.objects.filter(username__iexact=name).first() if name else None
    if taken is not None and taken.is_demo:
        return taken  # the one account of an earlier version
    username = name if name and taken is None else long
    user = User(username=username, name=WORDS["people"][role.value], is_demo=True)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user
