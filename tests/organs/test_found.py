"""The first day of an installation, typed by who set it up."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from gongkai.accounts.models import User
from gongkai.base.refusal import Refused
from gongkai.organs import authority
from gongkai.organs.actions import found
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from officers import TEST, officer, person

pytestmark = pytest.mark.django_db

ORGAN = {"name": "某县教育局", "place": "某省某县"}
THREE = {"system": "zhang=张三", "security": "li=李四", "audit": "wang=王五"}


def test_an_organ_with_three_administrators_and_their_first_passwords(capsys):
    call_command("found", "mou", **ORGAN, **THREE)
    organ = Organ.objects.get(slug="mou")
    said = dict(line.split("：", 1) for line in capsys.readouterr().out.splitlines())
    for word, username, role in (
        ("系统管理员", "zhang", Role.SYSTEM_ADMIN),
        ("安全管理员", "li", Role.SECURITY_ADMIN),
        ("审计管理员", "wang", Role.AUDIT_ADMIN),
    ):
        user = User.objects.get(username=username)
        assert authority.roles_of(user, organ) == {role}
        assert user.check_password(said[word].partition("初始密码：")[2])
        assert user.membership.organ_id == organ.pk


def test_accounts_and_organs_that_are_there_are_used(capsys):
    call_command("found", "shi", name="某市教育局", place="某省某市", kind="city-department", **THREE)
    capsys.readouterr()
    user = person()
    more = {"system": "zhang", "security": user.username, "audit": "wang"}
    call_command("found", "mou", **ORGAN, parent="shi", **more)
    assert "初始密码" not in capsys.readouterr().out
    assert Organ.objects.get(slug="mou").parent.slug == "shi"


@pytest.mark.parametrize(
    ("wrong", "says", "code"),
    [
        ({"name": None}, "--name", 2),
        ({"parent": "nowhere"}, "上级机关", 2),
        ({"audit": "zhang=张三"}, "分设", 1),
        ({"audit": "wang"}, "姓名", 1),
        ({"close": "nobody"}, "nobody", 2),
        ({"name": "某" * 101}, "100", 2),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(wrong, says, code):
    with pytest.raises(CommandError, match=says) as problem:
        call_command("found", "mou", **(ORGAN | THREE | wrong))
    assert problem.value.returncode == code
    assert not Organ.objects.exists()
    assert not User.objects.exists()


def test_an_organ_that_has_them_keeps_them(organ):
    found(organ, system=person(), security=person(), audit=person(), by=TEST)
    with pytest.raises(CommandError, match="已有安全管理员"):
        call_command("found", organ.slug, **THREE)
    assert not User.objects.filter(username="zhang").exists()


def test_a_lost_security_administrator_is_replaced(organ):
    lost = person()
    found(organ, system=person(), security=lost, audit=person(), by=TEST)
    holders = {role: holder_of(organ, role) for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN)}
    same = {"system": holders[Role.SYSTEM_ADMIN], "audit": holders[Role.AUDIT_ADMIN]}
    call_command("found", organ.slug, close=lost.username, security="li=李四", **same)
    assert holder_of(organ, Role.SECURITY_ADMIN) == "li"
    assert holder_of(organ, Role.SYSTEM_ADMIN) == same["system"]


def holder_of(organ, role):
    """The user name of the one who holds the role."""
    (user,) = [user for user in User.objects.all() if role in authority.roles_of(user, organ)]
    return user.username


def test_an_installation_begins_with_three_and_only_once(organ, day):
    admin = User.objects.create_superuser("admin")
    people = {"system": person(), "security": person(), "audit": person()}
    with pytest.raises(PermissionDenied, match="装机"):
        found(organ, **people, by=officer(organ, Role.LEADER))
    assert len(found(organ, **people, by=admin)) == 3
    with pytest.raises(Refused, match="已有安全管理员"):
        found(organ, **people, by=admin)


def test_one_person_cannot_begin_as_two(organ, day):
    both = person()
    with pytest.raises(Refused, match="分设"):
        found(organ, system=both, security=both, audit=person(), by=TEST)
    assert authority.holdings(both) == ()


@pytest.mark.usefixtures("past_the_program")
def test_an_organ_whose_security_administrator_is_lost_gets_a_new_one(organ, three, day):
    system, security, audit = three
    User.objects.filter(pk=security.pk).update(is_active=False)
    fresh = person()
    (post,) = found(organ, system=system, security=fresh, audit=audit, by=TEST)
    assert (post.user, post.role) == (fresh, Role.SECURITY_ADMIN)
