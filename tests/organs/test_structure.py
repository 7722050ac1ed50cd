"""Sections, schools, groups and officers, each for its time."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs import queries
from gongkai.organs.actions import add_member, add_unit, end, open_section, withdraw
from gongkai.organs.models import Duty, Group, GroupMember, Section, Unit, UnitKind, in_force
from gongkai.organs.roles import Role
from officers import TEST, officer, standing_on


def test_a_section_holds_for_its_days_and_its_name_comes_again(organ, system, day):
    section = open_section(organ, name="办公室", since=day(1), by=system)
    assert [section.holds(day(number)) for number in range(2)] == [False, True]
    with pytest.raises(ValidationError):
        open_section(organ, name="办公室", by=system)
    section = end(section, until=day(3), by=system)
    assert [section.holds(day(number)) for number in (3, 4)] == [True, False]
    with pytest.raises(Refused, match="已登记"):
        end(section, until=day(5), by=system)
    open_section(organ, name="办公室", since=day(4), by=system)


def test_an_end_before_the_beginning_is_refused(organ, system, day):
    section = open_section(organ, name="办公室", since=day(1), by=system)
    with pytest.raises(ValidationError, match="早于"):
        end(section, until=day(), by=system)


def test_what_was_entered_by_mistake_is_taken_back_that_day_only(organ, system, day):
    first, second = (open_section(organ, name=name, by=system) for name in ("办公室", "人事科"))
    withdraw(first, by=system)
    with pytest.raises(Refused, match="撤回"):
        withdraw(first, by=system)
    with standing_on(day(1)), pytest.raises(Refused, match="当天"):
        withdraw(second, by=system)
    with scope.organ(organ):
        assert list(Section.objects.filter(in_force(day()))) == [second]


def test_the_public_sees_sections_and_schools_in_force_and_no_member(organ, system, day):
    open_section(organ, name="办公室", by=system)
    open_section(organ, name="明天的科", since=day(1), by=system)
    add_unit(organ, name="第一小学", kind=UnitKind.PRIMARY, by=system)
    add_unit(organ, name="撤并的小学", kind=UnitKind.PRIMARY, until=day(-1), by=system)
    add_member(organ, group=Group.LEADING, name="李某", duty=Duty.HEAD, since=day(), by=system)
    with scope.public():
        assert [row.name for row in Section.objects.all()] == ["办公室"]
        assert [row.name for row in Unit.objects.all()] == ["第一小学"]
        assert not GroupMember.objects.exists()


def test_officers_are_counted_by_the_day(organ, day):
    facts = {"group": Group.OFFICERS, "by": TEST}
    add_member(organ, name="甲", duty=Duty.FULL_TIME, since=day(-9), until=day(-1), **facts)
    add_member(organ, name="乙", duty=Duty.FULL_TIME, since=day(-9), **facts)
    add_member(organ, name="丙", duty=Duty.PART_TIME, since=day(), **facts)
    with scope.organ(organ):
        assert queries.staff(organ, day(-1)) == queries.Staff(full_time=2, part_time=0)
        assert queries.staff(organ, day()) == queries.Staff(full_time=1, part_time=1)


@pytest.mark.parametrize(
    ("group", "duty"),
    [(Group.OFFICERS, Duty.HEAD), (Group.LEADING, Duty.FULL_TIME), (Group.SECRECY, "other")],
)
def test_a_duty_fits_its_group(organ, day, group, duty):
    with pytest.raises(ValidationError):
        add_member(organ, group=group, name="甲", duty=duty, since=day(), by=TEST)


def test_who_keeps_what(organ, three, day):
    office = officer(organ, Role.OFFICE)
    add_unit(organ, name="第一小学", kind=UnitKind.PRIMARY, by=office)
    for user in (office, three[1], three[2]):
        with pytest.raises(PermissionDenied, match="系统管理员"):
            open_section(organ, name="办公室", by=user)
    for user in (three[1], three[2], officer(organ, Role.CLERK)):
        with pytest.raises(PermissionDenied):
            add_unit(organ, name="第二小学", kind=UnitKind.PRIMARY, by=user)


def test_a_member_is_entered_once(organ, day):
    facts = {"group": Group.LEADING, "name": "李某", "duty": Duty.MEMBER, "by": TEST}
    add_member(organ, since=day(), **facts)
    with pytest.raises(Refused, match="没有重复登记"):
        add_member(organ, since=day(5), **facts)
    add_member(organ, since=day(), **facts, position="副局长")
    with scope.organ(organ):
        assert GroupMember.objects.count() == 2
