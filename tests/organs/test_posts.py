"""Posts: who gives them, what may not be held together, and how they change hands."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs import authority
from gongkai.organs.actions import (
    appoint,
    close_account,
    end,
    end_post,
    hand_over,
    open_account,
    open_section,
    stand_in,
    withdraw,
)
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from officers import TEST, administrators, officer, person, post_of


def holders(organ, role, *days):
    """For each day who holds the role."""
    people = User.objects.order_by("username")
    return [{user for user in people if role in authority.roles_of(user, organ, on)} for on in days]


def test_the_security_administrator_gives_posts_and_nobody_else(organ, three, day):
    system, security, audit = three
    for user in (system, audit, officer(organ, Role.LEADER), User.objects.create_superuser("admin")):
        with pytest.raises(PermissionDenied, match="安全管理员"):
            appoint(person(), organ, Role.CLERK, since=day(), by=user)
    someone = person()
    post = appoint(someone, organ, Role.CLERK, since=day(), by=security)
    assert authority.mandate(someone, organ, Role.CLERK).post == post
    with scope.organ(organ):
        event = Event.objects.filter(action="organs.appoint").order_by("seq").last()
    assert event.actor == security
    facts = {name: value for name, value in event.data.items() if name != "rows"}
    assert facts == {"user": str(someone.pk), "role": "clerk", "section": None}


def test_not_for_another_organ(other, security, day):
    with pytest.raises(PermissionDenied):
        appoint(person(), other, Role.CLERK, since=day(), by=security)


def test_nobody_gives_a_post_to_oneself(organ, security, day):
    with pytest.raises(PermissionDenied, match="不能给自己"):
        appoint(security, organ, Role.SECURITY_ADMIN, since=day(), by=security)
    with pytest.raises(PermissionDenied, match="不能给自己"):
        hand_over(post_of(officer(organ, Role.LEADER)), security, on=day(), by=security)


def test_nor_to_the_one_stood_in_for(organ, security, day):
    stand = person()
    stand_in(post_of(security), stand, since=day(), until=day(5), by=TEST)
    with pytest.raises(PermissionDenied, match="所代理的人"):
        appoint(security, organ, Role.CLERK, since=day(), by=stand)
    appoint(person(), organ, Role.CLERK, since=day(), by=stand)
    with scope.organ(organ):
        event = Event.objects.filter(action="organs.appoint").order_by("seq").last()
    assert (event.actor, event.for_whom) == (stand, security)


def test_handing_over_leaves_no_day_without_a_holder_and_none_with_two(organ, security, day):
    old, new = officer(organ, Role.LEADER), person()
    hand_over(post_of(old), new, on=day(3), by=security)
    assert holders(organ, Role.LEADER, *map(day, range(5))) == [{old}, {old}, {old}, {new}, {new}]
    with scope.organ(organ):
        event = Event.objects.get(action="organs.hand_over")
    assert (event.on, event.data["to"]) == (day(3), str(new.pk))


def test_a_post_for_a_time_is_handed_over_for_the_rest_of_it(organ, security, day):
    old, new = person(), person()
    post = appoint(old, organ, Role.LEGAL, since=day(), until=day(9), by=TEST)
    assert hand_over(post, new, on=day(5), by=security).until == day(9)
    assert holders(organ, Role.LEGAL, day(4), day(5), day(9), day(10)) == [{old}, {new}, {new}, set()]


def test_a_hand_over_happens_wholly_or_not_at_all(organ, security, system, day):
    old = officer(organ, Role.LEADER)
    with pytest.raises(Refused, match="不兼本机关"):
        hand_over(post_of(old), system, on=day(3), by=security)
    assert holders(organ, Role.LEADER, day(9)) == [{old}]
    with pytest.raises(Refused, match="本人"):
        hand_over(post_of(old), old, on=day(3), by=security)


def test_an_ended_post_ends_on_its_last_day(organ, security, day):
    user = officer(organ, Role.CLERK)
    post = end_post(post_of(user), until=day(2), by=security)
    assert holders(organ, Role.CLERK, day(2), day(3)) == [{user}, set()]
    assert end_post(post, until=day(-1), by=security).until == day(-1)
    assert not authority.may_enter(user, organ)
    with pytest.raises(Refused, match="已经终止"):
        end_post(post, until=day(5), by=security)


def test_a_post_given_by_mistake_is_taken_back_at_once(organ, security, day):
    user = person()
    post = appoint(user, organ, Role.CLERK, since=day(), by=security)
    end_post(post, until=day(-1), by=security)
    assert holders(organ, Role.CLERK, day(-1), day(), day(1)) == [set(), set(), set()]
    appoint(user, organ, Role.CLERK, since=day(), by=security)


def test_nothing_is_given_or_ended_backward(organ, security, day):
    with pytest.raises(Refused, match="不追溯"):
        appoint(person(), organ, Role.CLERK, since=day(-1), by=security)
    with pytest.raises(Refused, match="不追溯"):
        end_post(post_of(officer(organ, Role.CLERK)), until=day(-2), by=security)


def test_the_same_post_is_not_held_twice(organ, security, day):
    user = person()
    appoint(user, organ, Role.CLERK, since=day(), until=day(5), by=security)
    with pytest.raises(Refused, match="已担任"):
        appoint(user, organ, Role.CLERK, since=day(5), by=security)
    appoint(user, organ, Role.CLERK, since=day(6), by=security)


def test_a_section_is_the_organs_own_and_in_force(organ, other, security, day):
    section, foreign = (open_section(each, name="政策法规科", by=TEST) for each in (organ, other))
    with pytest.raises(Refused, match="科室"):
        appoint(person(), organ, Role.CLERK, since=day(), by=security, section=foreign)
    user = person()
    post = appoint(user, organ, Role.CLERK, since=day(), by=security, section=section)
    with pytest.raises(Refused, match="任职"):
        end(section, until=day(3), by=TEST)
    with pytest.raises(Refused, match="任职"):
        withdraw(section, by=TEST)
    end_post(post, until=day(3), by=security)
    ended = end(section, until=day(3), by=TEST)
    with pytest.raises(Refused, match="科室"):
        appoint(person(), organ, Role.CLERK, since=day(4), by=security, section=ended)


@pytest.mark.parametrize("place", range(3))
def test_the_last_administrator_goes_by_handing_over_only(organ, three, day, place):
    last, security = three[place], three[1]
    with pytest.raises(Refused, match="最后一名"):
        end_post(post_of(last), until=day(), by=security)
    role = Role(post_of(last).role)
    appoint(person(), organ, role, since=day(), until=day(30), by=TEST)
    with pytest.raises(Refused, match="最后一名"):
        end_post(post_of(last), until=day(), by=security)  # the other one goes by a day already fixed
    hand_over(post_of(last), person(), on=day(1), by=security)
    assert not authority.may_enter(last, organ, day(1))


def test_a_closed_account_gets_no_post(organ, security, day):
    user, _ = open_account(organ, username="gone", name="某人", by=TEST)
    close_account(user, organ=organ, by=TEST)
    with pytest.raises(Refused, match="停用"):
        appoint(user, organ, Role.CLERK, since=day(), by=security)
    with pytest.raises(Refused, match="停用"):
        stand_in(post_of(officer(organ, Role.CLERK)), user, since=day(), until=day(), by=security)


def test_two_organs_have_administrators_of_their_own(organ, other, security, day):
    _, foreign, _ = administrators(other)
    with pytest.raises(PermissionDenied):
        end_post(post_of(security), until=day(), by=foreign)
