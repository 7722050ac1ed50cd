"""Opening, mending and closing accounts; who may is asked above, where posts are known."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.test import Client

from gongkai.accounts import actions, second_factor
from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.base.refusal import Refused

BY = System("test")


def test_a_new_account_has_a_first_password_to_be_changed(site, sign_in, told):
    user, first = actions.open_account(username=" zhang.san ", name="张三", by=BY)
    assert (user.username, user.name, user.must_change_password) == ("zhang.san", "张三", True)
    validate_password(first, user)
    assert told == [("password_changed", {"user": user, "by": BY, "handed_out": True})]
    sign_in(first, "zhang.san")
    assert site.client.get("/desk/").headers["Location"].startswith("/account/password/")


def test_no_two_first_passwords_are_alike(db):
    given = {actions.open_account(username=f"u{number}", name="某", by=BY)[1] for number in range(50)}
    assert len(given) == 50
    assert not any(set(each) & set("0O1lI") for each in given)


@pytest.mark.parametrize(
    ("username", "name", "why"),
    [
        ("Officer", "李四", "已有这个用户名"),
        ("", "李四", "没有开账号"),
        ("li si", "李四", "用户名"),
        ("li", "  ", "姓名"),
        ("l" * 151, "李四", "150"),
    ],
)
def test_what_cannot_be_an_account_is_refused_whole(officer, username, name, why):
    with pytest.raises(Refused, match=why):
        actions.open_account(username=username, name=name, by=BY)
    assert User.objects.count() == 1


def test_a_reset_password_ends_sessions_and_a_lock(officer, sign_in, site, password):
    sign_in(password)
    for number in range(5):
        Client().post("/account/login/", {"login": "officer", "password": f"wrong-{number}"})
    first = actions.reset_password(officer, by=BY)
    assert site.client.get("/desk/").headers["Location"] == "/account/login/?next=/desk/"
    assert sign_in(password).status_code == 200
    assert sign_in(first).headers["Location"] == "/desk/"


def test_a_closed_account_is_out_at_once_and_for_good(officer, sign_in, site, password, secret):
    site.client.force_login(officer)
    actions.close_account(officer, by=BY)
    assert site.client.get("/desk/").status_code == 302
    assert sign_in(password).status_code == 200
    assert not second_factor.has(officer)
    User.objects.update(is_active=True)
    assert site.client.get("/desk/").status_code == 302
    assert sign_in(password).status_code == 200


def test_what_is_done_already_is_refused(officer):
    with pytest.raises(Refused, match="没有启用第二重验证"):
        actions.reset_second_factor(officer, by=BY)
    actions.close_account(officer, by=BY)
    with pytest.raises(Refused, match="已经停用"):
        actions.close_account(officer, by=BY)
    with pytest.raises(Refused, match="已经停用"):
        actions.reset_password(officer, by=BY)
