"""Accounts as an organ keeps them: opened by one administrator, given rights by another."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.accounts.models import User
from gongkai.base.refusal import Refused
from gongkai.organs import authority
from gongkai.organs.actions import (
    appoint,
    close_account,
    hand_over,
    open_account,
    reset_password,
    reset_second_factor,
)
from gongkai.organs.roles import Role
from officers import TEST, administrators, officer, person


def test_an_account_is_opened_by_one_and_may_nothing_until_another_gives_a_post(organ, three, day):
    system, security, audit = three
    for user in (security, audit, officer(organ, Role.LEADER)):
        with pytest.raises(PermissionDenied, match="系统管理员"):
            open_account(organ, username="wang", name="王明", by=user)
    user, password = open_account(organ, username="wang", name="王明", by=system)
    assert user.check_password(password)
    assert not authority.may_enter(user, organ)
    with pytest.raises(PermissionDenied):
        appoint(user, organ, Role.CLERK, since=day(), by=system)
    appoint(user, organ, Role.CLERK, since=day(), by=security)
    assert authority.may_enter(user, organ)


def test_a_name_taken_is_said_and_nothing_is_kept(organ, system):
    open_account(organ, username="wang", name="王明", by=system)
    with pytest.raises(Refused):
        open_account(organ, username="wang", name="王小明", by=system)
    assert User.objects.filter(username="wang").count() == 1


def test_nobody_alone_can_become_somebody_else(organ, three):
    """Who hands out passwords does not take away the second factor, and the other way round."""
    system, security, audit = three
    user, _ = open_account(organ, username="wang", name="王明", by=system)
    assert reset_password(user, organ=organ, by=system)
    with pytest.raises(PermissionDenied, match="安全管理员"):
        reset_second_factor(user, organ=organ, by=system)
    with pytest.raises(PermissionDenied, match="系统管理员"):
        reset_password(user, organ=organ, by=security)
    with pytest.raises(Refused, match="第二重验证"):
        reset_second_factor(user, organ=organ, by=security)
    with pytest.raises(PermissionDenied):
        reset_password(user, organ=organ, by=audit)


def test_an_account_of_another_organ_is_not_touched(organ, other, three):
    theirs, _ = open_account(other, username="wang", name="王明", by=TEST)
    stranger, root = person(), User.objects.create_superuser("admin")
    for user in (theirs, stranger, root):
        with pytest.raises(PermissionDenied, match="不由"):
            reset_password(user, organ=organ, by=three[0])
        with pytest.raises(PermissionDenied, match="不由"):
            close_account(user, organ=organ, by=three[0])


def test_nobody_closes_or_mends_the_own_account(organ, system):
    for action in (close_account, reset_password):
        with pytest.raises(PermissionDenied, match="自己的账号"):
            action(system, organ=organ, by=system)


def test_the_only_security_administrators_account_stays_open(organ, three, day):
    system, security, _ = three
    with pytest.raises(Refused, match="唯一"):
        close_account(security, organ=organ, by=system)
    hand_over(authority.holdings(security)[0].post, person(), on=day(), by=TEST)
    close_account(security, organ=organ, by=system)
    assert not User.objects.get(pk=security.pk).is_active


def test_administrators_of_the_parent_are_not_those_of_the_child(organ, other):
    system, _, _ = administrators(other)
    with pytest.raises(PermissionDenied):
        open_account(organ, username="wang", name="王明", by=system)
