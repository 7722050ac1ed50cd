"""People's pages: posts given, ended and handed over, substitutes, accounts."""

import datetime

import pytest

from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.organs import authority
from gongkai.organs.actions import appoint, open_account, open_section, stand_in
from gongkai.organs.roles import ADMINISTRATORS, Role
from officers import TEST, administrators, bureau, officer, person, post_of

pytestmark = pytest.mark.django_db
HOME = "/desk/jia/people/"


@pytest.fixture
def three(organ):
    return administrators(organ)


def day(days=0):
    return today() + datetime.timedelta(days=days)


def days(since, until=None):
    return {"since": day(since).isoformat()} | ({} if until is None else {"until": day(until).isoformat()})


def problems(page):
    return "".join(node.text for node in page.main.all("div") if node.get("class") == "errors")


def test_everyone_sees_who_holds_what_and_only_the_security_administrator_the_ways_to_change_it(
    organ, three, seen_by
):
    leader, deputy = officer(organ, Role.LEADER, name="李局长"), officer(organ, Role.OFFICE, name="王明")
    stand_in(post_of(leader), deputy, since=day(), until=day(3), by=TEST)
    page = seen_by(deputy).get(HOME)
    roles = [row.one("th").text for row in next(page.main.all("tbody")).all("tr")]
    assert roles == [role.label for role in (Role.OFFICE, Role.LEADER, *ADMINISTRATORS)]
    assert "李局长" in page.text
    assert "岗位代理" in page.text
    assert f"{HOME}appoint/" not in page.links
    assert not [link for link in page.links if "/posts/" in link]
    page = seen_by(three[1]).get(HOME)
    assert f"{HOME}posts/{post_of(leader).pk}/hand-over/" in page.links


def test_a_post_is_given(organ, three, seen_by):
    section = open_section(organ, name="办公室", by=TEST)
    user, mine = person("王明"), seen_by(three[1])
    assert mine.get(f"{HOME}appoint/").h1 == "任命岗位"
    given = {"username": user.username, "role": "clerk", "section": section.pk, **days(0)}
    assert mine.client.post(f"{HOME}appoint/", given).headers["Location"] == HOME
    assert post_of(user).section == section
    assert "已任命王明为科室经办人" in mine.get(HOME).words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"username": "nobody"}, "没有这个用户名"),
        ({"role": "king"}, "不在这一页的选项里"),
        (days(-1), "不追溯"),
        (days(0, -1), "早于"),
    ],
)
def test_what_cannot_be_is_said_on_the_form(organ, three, seen_by, wrong, says):
    user = person()
    given = {"username": user.username, "role": "clerk", **days(0)} | wrong
    assert says in problems(seen_by(three[1]).post(f"{HOME}appoint/", given, 422))
    assert authority.holdings(user) == ()


def test_nobody_gives_a_post_to_oneself_or_two_that_exclude_each_other(organ, three, seen_by):
    mine = seen_by(three[1])
    own = {"username": three[1].username, "role": "clerk", **days(0)}
    assert "不能给自己" in problems(mine.post(f"{HOME}appoint/", own, 422))
    both = {"username": three[0].username, "role": "clerk", **days(0)}
    assert "三类管理员分设" in problems(mine.post(f"{HOME}appoint/", both, 422))


def test_a_post_is_handed_over_without_a_day_between(organ, three, seen_by):
    leader = officer(organ, Role.LEADER, name="李局长")
    to, _ = open_account(organ, username="zhao", name="赵局长", by=TEST)
    mine = seen_by(three[1])
    path = f"{HOME}posts/{post_of(leader).pk}/hand-over/"
    assert "赵局长（zhao）" in mine.get(path).text
    mine.client.post(path, {"to": to.pk, "on": day(1).isoformat()})
    assert [authority.roles_of(leader, organ, day(number)) for number in (0, 1)] == [
        {Role.LEADER},
        frozenset(),
    ]
    assert [authority.roles_of(to, organ, day(number)) for number in (0, 1)] == [frozenset(), {Role.LEADER}]
    assert "尚未到任" in mine.get(HOME).text


def test_a_post_is_ended_and_the_last_administrator_is_not(organ, three, seen_by):
    clerk = officer(organ, Role.CLERK, name="王明")
    mine = seen_by(three[1])
    mine.client.post(f"{HOME}posts/{post_of(clerk).pk}/end/", {"until": day(-1).isoformat()})
    assert authority.holdings(clerk) == ()
    assert "已经终止的岗位" in mine.get(HOME).text
    last = mine.post(f"{HOME}posts/{post_of(three[2]).pk}/end/", {"until": day().isoformat()}, 422)
    assert "最后一名审计管理员" in problems(last)


@pytest.mark.parametrize("path", ["appoint/", "posts/{}/end/", "posts/{}/hand-over/"])
@pytest.mark.parametrize("role", [Role.LEADER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR])
def test_nobody_else_changes_posts(organ, seen_by, role, path):
    user = officer(organ, role)
    seen_by(user).post(f"{HOME}{path.format(post_of(user).pk)}", {"until": day(-1).isoformat()}, 403)
    assert authority.roles_of(user, organ) == {role}


def test_a_leader_names_a_substitute_before_going_on_leave_and_is_back_earlier(organ, three, seen_by):
    leader, deputy = officer(organ, Role.LEADER, name="李局长"), officer(organ, Role.OFFICE, name="王明")
    mine = seen_by(leader)
    path = f"{HOME}posts/{post_of(leader).pk}/stand-in/"
    assert path in mine.get(f"{HOME}substitutes/").links
    choice = {"substitute": deputy.pk, "reason": "leave"}
    assert "任期" not in problems(mine.post(path, choice | days(-1, 3), 422))
    assert authority.roles_of(deputy, organ) == {Role.OFFICE}
    answer = mine.client.post(path, choice | days(0, 3))
    assert answer.headers["Location"] == f"{HOME}substitutes/"
    assert authority.roles_of(deputy, organ) == {Role.OFFICE, Role.LEADER}
    assert "我代理的岗位" in seen_by(deputy).get(f"{HOME}substitutes/").text
    mine = seen_by(leader)
    (end,) = [link for link in mine.get(f"{HOME}substitutes/").links if "stand-ins" in link]
    assert mine.get(end).h1 == "终止代理"
    mine.client.post(end, {"until": day(-1).isoformat()})
    assert authority.roles_of(deputy, organ) == {Role.OFFICE}


def test_who_is_no_holder_names_none_nor_ends_it(organ, seen_by):
    leader, deputy = officer(organ, Role.LEADER), officer(organ, Role.OFFICE)
    row = stand_in(post_of(leader), deputy, since=day(), until=day(3), by=TEST)
    other = seen_by(officer(organ, Role.LEGAL))
    other.get(f"{HOME}posts/{post_of(leader).pk}/stand-in/", 403)
    other.post(f"{HOME}stand-ins/{row.pk}/end/", {"until": day(-1).isoformat()}, 403)
    assert Role.LEADER in authority.roles_of(deputy, organ)


def test_a_supervisor_of_the_parent_finds_no_post_of_the_own_here(organ, seen_by):
    parent = bureau("shi")
    type(organ).objects.filter(pk=organ.pk).update(parent=parent)
    page = seen_by(officer(parent, Role.SUPERVISOR)).get(f"{HOME}substitutes/")
    assert "没有自己的岗位" in page.text


def test_an_account_is_opened_and_its_password_shown_once(organ, three, seen_by):
    mine = seen_by(three[0])
    page = mine.post(f"{HOME}accounts/", {"username": "wang", "name": "王明"})
    user = User.objects.get(username="wang")
    password = [node.text for node in page.main.all("dd")][-1]
    assert user.check_password(password)
    assert password not in mine.get(f"{HOME}accounts/").text
    assert "wang" in mine.get(f"{HOME}accounts/").text
    assert problems(mine.post(f"{HOME}accounts/", {"username": "wang", "name": "王小明"}, 422))
    page = mine.post(f"{HOME}accounts/{user.pk}/password/", {})
    again = [node.text for node in page.main.all("dd")][-1]
    assert again != password
    mine.client.post(f"{HOME}accounts/{user.pk}/close/")
    assert not User.objects.get(pk=user.pk).is_active
    assert "已停用" in mine.get(f"{HOME}accounts/").text
    mine.client.post(f"{HOME}accounts/{user.pk}/password/")
    assert "已经停用" in mine.get(f"{HOME}accounts/").words


def test_the_security_administrator_lifts_second_factors_and_opens_nothing(organ, three, seen_by):
    user, _ = open_account(organ, username="wang", name="王明", by=TEST)
    mine = seen_by(three[1])
    page = mine.get(f"{HOME}accounts/")
    assert "解除第二重验证" in page.text
    assert "重设密码" not in "".join(node.text for node in page.main.all("button"))
    assert "系统管理员" in problems(mine.post(f"{HOME}accounts/", {"username": "li", "name": "李"})) or not (
        User.objects.filter(username="li").exists()
    )
    mine.client.post(f"{HOME}accounts/{user.pk}/second-factor/")
    assert "没有启用第二重验证" in mine.get(f"{HOME}accounts/").words
    mine.post(f"{HOME}accounts/{user.pk}/password/", {}, 403)
    mine.post(f"{HOME}accounts/{user.pk}/close/", {}, 403)


def test_accounts_of_another_organ_are_not_there(organ, three, seen_by):
    theirs, _ = open_account(bureau("yi"), username="wang", name="王明", by=TEST)
    mine = seen_by(three[0])
    for what in ("close", "password"):
        assert mine.client.post(f"{HOME}accounts/{theirs.pk}/{what}/").status_code == 404
    assert User.objects.get(pk=theirs.pk).is_active


def test_posts_of_another_organ_are_not_there(organ, three, seen_by):
    theirs = appoint(person(), bureau("yi"), Role.CLERK, by=TEST)
    mine = seen_by(three[1])
    for what in ("end", "hand-over", "stand-in"):
        assert mine.client.post(f"{HOME}posts/{theirs.pk}/{what}/").status_code == 404
