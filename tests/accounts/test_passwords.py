"""Rules of passwords, and when one must be changed before anything else."""

import datetime

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from gongkai.accounts import passwords
from gongkai.accounts.models import User
from gongkai.base.clock import now

CHANGE = "/account/password/"
NEW = "Xin-de-mima-2024"


def given(old, new=NEW, **more):
    return {"oldpassword": old, "password1": new, "password2": new, **more}


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Ab1-xyz", "至少 10 个字符"),
        ("abcdefghijkl1", "3 类"),
        ("ABCDEFGHIJKL", "3 类"),
        ("password123", "太常见"),
        ("Wangxm-officer", "相似"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password, why):
    user = User(username="wangxm-officer", name="王小明")
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    assert why in "".join(refused.value.messages)


@pytest.mark.parametrize("password", ["Kai-fang-zf", "kaifang-2024", "Kaifang2024", "公开Gongkai1949"])
def test_three_classes_of_four_do(password):
    validate_password(password, User(username="li"))


def test_changing_it_ends_the_sessions_elsewhere_and_goes_on_here(site, officer, sign_in, password, told):
    sign_in(password)
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": "officer", "password": password})
    assert elsewhere.get("/desk/").status_code == 200
    page = site.get(CHANGE)
    for rule in ("至少 10 个字符", "3 类", "很多人用", "姓名相似"):  # told before one types
        assert rule in page.text
    answer = site.client.post(CHANGE, given(password))
    assert answer.headers["Location"] == "/desk/"
    site.get("/desk/")
    assert elsewhere.get("/desk/").status_code == 302
    changed = {"user": officer, "by": officer, "handed_out": False}
    assert ("password_changed", changed) in told


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (given("错的"), "密码不对"),
        (given("Dui-de-mima-1949", "Dui-de-mima-1949"), "和现在的一样"),
        (given("Dui-de-mima-1949", "short"), "至少"),
        (given("Dui-de-mima-1949", password2="Bie-de-mima-2024"), "相同"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(site, officer, sign_in, password, form, why):
    sign_in(password)
    page = site.post(CHANGE, form)
    assert why in page.main.one("div", role="alert").text
    officer.refresh_from_db()
    assert officer.check_password(password)


def test_an_open_desk_is_no_place_to_guess_the_password(site, officer, sign_in, password):
    sign_in(password)
    answers = [site.client.post(CHANGE, given(f"wrong-{number}")).status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert site.client.post(CHANGE, given(password)).status_code == 429


def test_a_first_password_is_changed_before_anything_else(site, officer, sign_in, password):
    User.objects.update(must_change_password=True)
    assert sign_in(password, next="/desk/?page=2").headers["Location"] == "/desk/?page=2"
    led = site.client.get("/desk/?page=2")
    assert led.headers["Location"] == f"{CHANGE}?next=%2Fdesk%2F%3Fpage%3D2"
    page = site.get(led.headers["Location"])
    assert "初始密码" in page.text
    kept = page.main.one("input", name="next")["value"]
    assert site.client.post(CHANGE, given(password, next=kept)).headers["Location"] == "/desk/?page=2"
    site.get("/desk/")


def test_a_password_runs_out_where_the_site_says_so(site, officer, sign_in, password, settings):
    settings.PASSWORD_DAYS = 90
    officer.password_changed_at = now() - datetime.timedelta(days=89)
    assert passwords.duty(officer) is None
    officer.password_changed_at -= datetime.timedelta(days=1)
    officer.save()
    sign_in(password)
    led = site.client.get("/desk/")
    assert "90 天" in site.get(led.headers["Location"]).text
    site.client.post(CHANGE, given(password))
    site.get("/desk/")


def test_a_password_never_changed_counts_from_the_day_of_the_account(officer, settings):
    settings.PASSWORD_DAYS = 90
    officer.date_joined = now() - datetime.timedelta(days=91)
    assert passwords.duty(officer) is not None


def test_who_has_no_password_is_not_asked_to_change_it(site, officer):
    officer.set_unusable_password()
    officer.save()
    site.client.force_login(officer)
    site.get(CHANGE, 404)
    assert "不用密码登录" in site.get("/account/2fa/").text
