"""Sections, units below the organ, groups and officers: entered, ended, or taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.base.clock import SHANGHAI, today
from gongkai.base.refusal import Refused
from gongkai.organs import journal, policies
from gongkai.organs.models import GroupMember, Organ, Post, Section, Unit, touching

Part = Section | Unit | GroupMember
PartT = TypeVar("PartT", Section, Unit, GroupMember)

_POLICIES: dict[type, Callable[[Actor, Organ], str | None]] = {
    Section: policies.record,
    Unit: policies.structure,
    GroupMember: policies.structure,
}


def open_section(organ: Organ, *, name: str, by: Actor, since: date | None = None) -> Section:
    """An internal section from a day on. Raises PermissionDenied, ValidationError."""
    return _enter(Section(organ=organ, name=name, since=since), by)


def add_unit(organ: Organ, *, by: Actor, **facts: Any) -> Unit:
    """A school or another unit below the organ. Raises PermissionDenied, ValidationError."""
    return _enter(Unit(organ=organ, **facts), by)


def add_member(organ: Organ, *, by: Actor, **facts: Any) -> GroupMember:
    """One who belongs to a group, or an officer. Raises PermissionDenied, ValidationError."""
    return _enter(GroupMember(organ=organ, **facts), by)


@transaction.atomic
def end(row: PartT, *, until: date, by: Actor) -> PartT:
    """The last day of a section, unit or membership. Raises PermissionDenied, ValidationError, Refused."""
    with scope.organ(row.organ):
        row = _locked(row, by)
        if row.until is not None:
            raise Refused(_("已登记到%(day)s为止。") % {"day": row.until.isoformat()})
        if isinstance(row, Section) and _posts_after(row, until):
            raise Refused(_("这个科室在那以后还有人任职；请先终止或者移交他们的岗位。"))
        row.until = until
        row.full_clean()
        row.save(update_fields=["until", "updated_at"])
        _tell("end", row, by, until)
    return row


@transaction.atomic
def withdraw(row: PartT, *, by: Actor) -> PartT:
    """Take back what was entered by mistake, on the day it was entered. Raises PermissionDenied, Refused."""
    with scope.organ(row.organ):
        row = _locked(row, by)
        if row.created_at.astimezone(SHANGHAI).date() != today():
            raise Refused(_("只有当天录入的可以撤回；请登记终止日期。"))
        if isinstance(row, Section) and _posts_after(row, None):
            raise Refused(_("这个科室已有人任职，不能撤回；请登记终止日期。"))
        row.withdrawn_on = today()
        row.save(update_fields=["withdrawn_on", "updated_at"])
        _tell("withdraw", row, by, None)
    return row


@transaction.atomic
def _enter(row: PartT, by: Actor) -> PartT:
    if sentence := _POLICIES[type(row)](by, row.organ):
        raise PermissionDenied(sentence)
    with scope.organ(row.organ):
        row.full_clean()
        if isinstance(row, GroupMember):
            _refuse_twice(row)
        row.save(force_insert=True)
        _tell("enter", row, by, row.since)
    return row


def _refuse_twice(row: GroupMember) -> None:
    """Sections and units have names of their own; a member is the same by group, name, position and duty."""
    Organ.objects.select_for_update(no_key=True).get(pk=row.organ_id)
    same = GroupMember.objects.filter(
        touching(row.since, row.until), group=row.group, name=row.name, position=row.position, duty=row.duty
    )
    if same.exists():
        raise Refused(_("这一成员已登记（组织、姓名、职务和分工都相同），没有重复登记。"))


def _locked(row: PartT, by: Actor) -> PartT:
    if sentence := _POLICIES[type(row)](by, row.organ):
        raise PermissionDenied(sentence)
    locked: PartT = type(row).objects.select_for_update().get(pk=row.pk)
    if locked.withdrawn_on is not None:
        raise Refused(_("这一条已经撤回。"))
    return locked


def _posts_after(section: Section, day: date | None) -> bool:
    rows = Post.objects.filter(touching(None, None), section=section)
    return any(day is None or post.until is None or post.until > day for post in rows)


def _tell(what: str, row: Part, by: Actor, on: date | None) -> None:
    journal.write(
        f"organs.{what}_{type(row).__name__.lower()}", row, organ=row.organ, by=by, on=on, rows=(row,)
    )
