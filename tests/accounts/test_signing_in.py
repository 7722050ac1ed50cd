"""Signing in and out: one page, by name, and nothing more is offered."""

import pytest
from django.test import Client

import pages

SIGN_IN = "/account/login/"


def test_signing_in_leads_to_the_desk_or_where_one_was_going(site, officer, sign_in, password):
    asked = site.client.get("/desk/")
    assert (asked.status_code, asked.headers["Location"]) == (302, f"{SIGN_IN}?next=/desk/")
    page = site.get(f"{SIGN_IN}?next=/desk/%3Fpage%3D2")
    assert page.h1 == "登录工作台"
    kept = page.main.one("input", name="next")["value"]
    assert sign_in(password, next=kept).headers["Location"] == "/desk/?page=2"
    assert site.client.get(SIGN_IN).headers["Location"] == "/desk/"


def test_a_name_is_the_same_in_capitals(site, officer, sign_in, password):
    assert sign_in(password, " Officer ").headers["Location"] == "/desk/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(officer, sign_in, password, elsewhere):
    assert sign_in(password, next=elsewhere).headers["Location"] == "/desk/"


@pytest.mark.parametrize("username", ["officer", "nobody"])
def test_a_wrong_password_does_not_say_whether_the_name_exists(site, officer, sign_in, username):
    page = site.check(SIGN_IN, sign_in("错的密码", username), 200)
    assert "用户名或密码不对" in page.main.one("div", role="alert").text
    assert site.client.get("/desk/").status_code == 302


def test_an_account_that_is_not_in_use_stays_outside(site, officer, sign_in, password):
    officer.is_active = False
    officer.save()
    answer = sign_in(password)
    assert site.get(answer.headers["Location"]).h1 == "账号已经停用"
    assert site.client.get("/desk/").status_code == 302


def test_a_form_from_elsewhere_is_refused_in_our_own_words(officer, password):
    strict = pages.Pages(Client(enforce_csrf_checks=True))
    page = strict.post(SIGN_IN, {"login": "officer", "password": password}, 403)
    assert page.h1 == "表单没有通过安全核对"


def test_signing_out_takes_a_form_not_a_link(site, officer, sign_in, password):
    sign_in(password)
    assert site.client.get("/account/logout/").status_code == 405
    site.get("/desk/")
    answer = site.client.post("/account/logout/")
    assert site.get(answer.headers["Location"]).h1 == "已经退出"
    assert site.client.get("/desk/").status_code == 302


def test_the_old_address_leads_on_for_good(site):
    answer = site.client.get("/desk/sign-in/?next=/desk/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{SIGN_IN}?next=/desk/")


@pytest.mark.parametrize(
    "path",
    [
        "", "signup/", "email/", "confirm-email/", "password/set/", "password/reset/", "password/reset/done/",
        "login/code/", "3rdparty/", "3rdparty/signup/", "social/signup/", "2fa/webauthn/", "2fa/trust/",
        "oidc/sso/login/", "oidc/sso/callback/", "google/login/", "sessions/",
    ],
)  # fmt: skip
def test_what_is_not_offered_is_not_there(site, officer, path):
    for signed_in in (False, True):
        if signed_in:
            site.client.force_login(officer)
        site.get(f"/account/{path}", 404)


@pytest.mark.parametrize("path", [SIGN_IN, "/account/2fa/", "/account/2fa/activate/", "/account/password/"])
def test_pages_of_accounts_are_never_kept_nor_indexed(site, officer, sign_in, password, path):
    if path != SIGN_IN:
        sign_in(password)
    page = site.get(path)
    assert "noindex" in page.meta["robots"]
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert {"no-store", "private"} <= set(page.response.headers["Cache-Control"].split(", "))


def test_scripts_get_the_same_page_as_people(site, officer):
    answer = site.client.get(SIGN_IN, headers={"accept": "application/json"})
    assert answer.headers["Content-Type"].startswith("text/html")


def test_what_is_told_names_the_person_and_nothing_that_was_typed(site, officer, sign_in, password, told):
    sign_in("错的密码")
    sign_in(password)
    site.client.post("/account/logout/")
    assert told == [
        ("sign_in_failed", {"user": None, "by": None, "count": 1}),
        ("signed_in", {"user": officer, "by": officer}),
        ("signed_out", {"user": officer, "by": officer, "why": "asked"}),
    ]
