"""Substitutes: who names them, and for how long."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.base.refusal import Refused
from gongkai.organs import authority
from gongkai.organs.actions import appoint, end_stand_in, hand_over, stand_in
from gongkai.organs.roles import Role
from officers import TEST, officer, person, post_of


def test_a_leader_names_a_colleague_for_the_own_post_alone(organ, other, day):
    leader, deputy, stranger = (
        officer(organ, Role.LEADER),
        officer(organ, Role.OFFICE_HEAD),
        officer(other, Role.LEADER),
    )
    with pytest.raises(PermissionDenied, match="自己的岗位"):
        stand_in(post_of(leader), deputy, since=day(), until=day(3), by=deputy)
    with pytest.raises(PermissionDenied, match="应当是"):
        stand_in(post_of(leader), stranger, since=day(), until=day(3), by=leader)
    with pytest.raises(Refused, match="岗位本人"):
        stand_in(post_of(leader), leader, since=day(), until=day(3), by=leader)
    row = stand_in(post_of(leader), deputy, since=day(), until=day(3), by=leader)
    with pytest.raises(Refused, match="同一人"):
        stand_in(post_of(leader), deputy, since=day(3), until=day(4), by=leader)
    end_stand_in(row, until=day(-1), by=leader)
    assert authority.roles_of(deputy, organ) == {Role.OFFICE_HEAD}
    assert authority.roles_of(leader, organ) == {Role.LEADER}


def test_the_security_administrator_names_a_substitute_for_one_who_fell_ill(organ, security, system, day):
    leader, deputy = officer(organ, Role.LEADER), officer(organ, Role.OFFICE_HEAD)
    for by in (system, officer(organ, Role.CLERK)):
        with pytest.raises(PermissionDenied):
            stand_in(post_of(leader), deputy, since=day(), until=day(3), by=by)
    with pytest.raises(PermissionDenied, match="不能给自己"):
        stand_in(post_of(leader), security, since=day(), until=day(3), by=security)
    stand_in(post_of(leader), deputy, since=day(), until=day(3), by=security)
    assert Role.LEADER in authority.roles_of(deputy, organ)


def test_standing_in_is_within_the_term_and_not_backward(organ, day):
    leader = person()
    post = appoint(leader, organ, Role.LEADER, since=day(2), until=day(9), by=TEST)
    deputy = officer(organ, Role.OFFICE_HEAD)
    for since, until in ((1, 3), (5, 10)):
        with pytest.raises(Refused, match="任期"):
            stand_in(post, deputy, since=day(since), until=day(until), by=leader)
    with pytest.raises(Refused, match="不追溯"):
        stand_in(post_of(deputy), officer(organ, Role.LEGAL), since=day(-1), until=day(3), by=deputy)


def test_with_the_post_ends_what_was_lent_of_it(organ, security, day):
    leader, deputy = officer(organ, Role.LEADER), officer(organ, Role.OFFICE_HEAD)
    stand_in(post_of(leader), deputy, since=day(), until=day(9), by=leader)
    hand_over(post_of(leader), person(), on=day(4), by=security)
    assert Role.LEADER in authority.roles_of(deputy, organ, day(3))
    assert Role.LEADER not in authority.roles_of(deputy, organ, day(4))
