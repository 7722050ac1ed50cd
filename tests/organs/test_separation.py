"""What one person may not hold together."""

import pytest

from gongkai.base.refusal import Refused
from gongkai.organs.actions import appoint, stand_in
from gongkai.organs.roles import ADMINISTRATORS, Role
from officers import LONG_AGO, TEST, officer, person, post_of


@pytest.mark.parametrize("held", ADMINISTRATORS)
@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_the_three_administrators_are_three_persons_in_the_whole_installation(organ, other, day, held, role):
    user = officer(organ, held)
    if role is held:
        appoint(user, other, role, since=day(), by=TEST)
    else:
        with pytest.raises(Refused, match="三类管理员分设"):
            appoint(user, other, role, since=day(), by=TEST)


@pytest.mark.parametrize("admin", ADMINISTRATORS)
def test_an_administrator_does_no_business_at_the_same_organ(organ, other, day, admin):
    user, leader = officer(organ, admin), officer(organ, Role.LEADER)
    for role in (Role.CLERK, Role.LEADER, Role.SUPERVISOR):
        with pytest.raises(Refused, match="不兼本机关"):
            appoint(user, organ, role, since=day(), by=TEST)
    with pytest.raises(Refused, match="不兼本机关"):
        appoint(leader, organ, admin, since=day(), by=TEST)
    with pytest.raises(Refused, match="不兼本机关"):
        stand_in(post_of(leader), user, since=day(), until=day(1), by=TEST)
    with pytest.raises(Refused, match="不兼本机关"):
        stand_in(post_of(user), leader, since=day(), until=day(1), by=TEST)
    appoint(user, other, Role.CLERK, since=day(), by=TEST)


def test_what_is_over_or_not_yet_begun_stands_against_nothing(organ, day):
    user = person()
    appoint(user, organ, Role.SYSTEM_ADMIN, since=LONG_AGO, until=day(-1), by=TEST)
    appoint(user, organ, Role.CLERK, since=day(), until=day(4), by=TEST)
    with pytest.raises(Refused):
        appoint(user, organ, Role.AUDIT_ADMIN, since=day(4), by=TEST)
    appoint(user, organ, Role.AUDIT_ADMIN, since=day(5), by=TEST)
