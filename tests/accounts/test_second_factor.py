"""The second factor: led to where the site asks for it, good once, and its secret never lies open."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

import authenticator
from gongkai.accounts import actions, second_factor
from gongkai.accounts.actor import System
from gongkai.base import keyring
from gongkai.base.sealed import rotation

CODE = "/account/2fa/authenticate/"


def codes(site):
    return [node.text for node in site.get("/account/2fa/codes/").main.all("code")]


def test_signing_in_takes_the_password_and_the_code(site, secret, sign_in, password):
    assert sign_in(password, next="/desk/?page=2").headers["Location"] == CODE
    assert site.client.get("/desk/").status_code == 302
    page = site.get(CODE)
    assert page.h1 == "输入验证码"
    wrong = site.post(CODE, {"code": "000000"})
    assert "验证码不对" in wrong.main.one("div", role="alert").text
    right = site.client.post(CODE, {"code": authenticator.code(secret, 1)})
    assert right.headers["Location"] == "/desk/?page=2"
    site.get("/desk/")


def test_halfway_in_one_may_turn_back(site, secret, sign_in, password):
    sign_in(password)
    assert site.client.get("/account/login/").headers["Location"] == CODE
    back = site.get(CODE).main.one("input", name="next")["value"]
    assert site.client.post("/account/logout/", {"next": back}).headers["Location"] == "/account/login/"
    site.get("/account/login/")
    assert site.client.get(CODE).headers["Location"] == "/account/login/"


def test_a_code_opens_once_and_not_on_another_worker_either(site, secret, sign_in, password):
    code = authenticator.code(secret, 1)
    sign_in(password)
    assert site.client.post(CODE, {"code": code}).status_code == 302
    cache.clear()  # each worker has its own
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": "officer", "password": password})
    assert elsewhere.post(CODE, {"code": code}).status_code == 200
    assert elsewhere.post(CODE, {"code": authenticator.code(secret)}).status_code == 200  # an older one
    assert elsewhere.get("/desk/").status_code == 302


def test_a_telephone_may_be_half_a_minute_wrong_not_more(site, secret, sign_in, password):
    sign_in(password)
    assert site.client.post(CODE, {"code": authenticator.code(secret, -3)}).status_code == 200
    assert site.client.post(CODE, {"code": authenticator.code(secret, 3)}).status_code == 200
    assert site.client.post(CODE, {"code": authenticator.code(secret, -1)}).status_code == 302


def test_a_recovery_code_stands_in_once(site, secret, sign_in, password):
    sign_in(password)
    site.client.post(CODE, {"code": authenticator.code(secret, 1)})
    given = codes(site)
    assert len(given) == len(set(given)) == 10
    site.client.post("/account/logout/")
    sign_in(password)
    assert site.client.post(CODE, {"code": given[0]}).status_code == 302
    assert codes(site) == given[1:]
    site.client.post("/account/logout/")
    sign_in(password)
    assert site.client.post(CODE, {"code": given[0]}).status_code == 200


def test_new_recovery_codes_end_the_old_ones(
    site, secret, sign_in, password, told, django_capture_on_commit_callbacks
):
    sign_in(password)
    site.client.post(CODE, {"code": authenticator.code(secret, 1)})
    old = codes(site)
    site.get("/account/2fa/codes/generate/")
    with django_capture_on_commit_callbacks(execute=True):
        site.client.post("/account/2fa/codes/generate/")
    assert not set(old) & set(codes(site))
    assert ("second_factor_changed", "codes") in [(name, given.get("change")) for name, given in told]


def test_the_codes_can_be_stored_as_a_file(site, secret, sign_in, password):
    sign_in(password)
    site.client.post(CODE, {"code": authenticator.code(secret, 1)})
    file = site.client.get("/account/2fa/codes/download/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in file.headers["Cache-Control"]
    assert re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE) == codes(site)


def test_the_secret_is_a_picture_and_words_on_the_one_page(site, officer, sign_in, password):
    sign_in(password)
    page = site.get("/account/2fa/activate/")
    assert page.main.one("img")["src"].startswith("data:image/svg+xml;base64,")
    assert "img-src 'self' data:" in page.response.headers["Content-Security-Policy"]
    assert "data:" not in site.get("/account/2fa/").response.headers["Content-Security-Policy"]
    wrong = site.post("/account/2fa/activate/", {"code": "000000"})
    assert wrong.main.one("code").text == page.main.one("code").text  # the telephone need not begin again


def test_secrets_are_sealed_at_rest_and_move_to_a_new_key(site, secret, sign_in, password):
    plain = secret.replace(" ", "")
    stored = str([list(row) for row in Authenticator.objects.values_list("data")])
    assert plain not in stored
    assert plain not in "".join(str(each.get_decoded()) for each in Session.objects.all())
    old = {held.sealed for held in second_factor.held()}
    assert len(old) == 2  # the app's secret, the seed of the recovery codes
    kid = keyring.rotate("fields").kid
    assert rotation.reseal().done == 2
    assert all(held.sealed.startswith(f"v1|{kid}|") for held in second_factor.held())
    sign_in(password)
    assert site.client.post(CODE, {"code": authenticator.code(secret, 1)}).status_code == 302


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_where_it_is_required_nobody_enters_the_desk_without(
    site, officer, sign_in, password, required, told, django_capture_on_commit_callbacks
):
    sign_in(password)
    led = site.client.get("/desk/?page=2")
    assert led.headers["Location"] == "/account/2fa/activate/?next=%2Fdesk%2F%3Fpage%3D2"
    page = site.get(led.headers["Location"])
    assert "启用以后才能使用工作台" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        done = site.client.post(
            "/account/2fa/activate/", {"code": authenticator.code(page.main.one("code").text)}
        )
    shown = site.get(done.headers["Location"])
    assert shown.h1 == "备用码"
    assert "/desk/" in [link["href"] for link in shown.main.all("a")]
    site.get("/desk/")
    assert ("second_factor_changed", {"user": officer, "by": officer, "change": "activated"}) in told


def test_where_it_is_required_it_cannot_be_taken_off(site, secret, sign_in, password, required):
    sign_in(password)
    site.client.post(CODE, {"code": authenticator.code(secret, 1)})
    page = site.get("/account/2fa/deactivate/")
    assert "不能停用" in page.main.one("div", role="alert").text
    site.client.post("/account/2fa/deactivate/")
    assert len(list(second_factor.held())) == 2


def test_else_one_may_take_it_off(site, secret, officer, sign_in, password, told):
    sign_in(password)
    site.client.post(CODE, {"code": authenticator.code(secret, 1)})
    site.get("/account/2fa/deactivate/")
    assert site.client.post("/account/2fa/deactivate/").headers["Location"] == "/account/2fa/"
    assert not second_factor.has(officer)
    assert not list(second_factor.held())  # the recovery codes go with it
    assert [given["change"] for name, given in told if name == "second_factor_changed"] == ["removed"]


def test_who_lost_the_telephone_begins_again(site, secret, officer, sign_in, password, required, told):
    actions.reset_second_factor(officer, by=System("test"))
    assert not second_factor.has(officer)
    assert [given["change"] for name, given in told if name == "second_factor_changed"] == ["reset"]
    assert sign_in(password).headers["Location"] == "/desk/"
    assert site.client.get("/desk/").headers["Location"].startswith("/account/2fa/activate/")


def test_after_a_while_changing_it_asks_who_one_is(site, officer, sign_in, password):
    sign_in(password)
    age_sign_in(site.client)
    asked = site.client.get("/account/2fa/activate/")
    assert asked.headers["Location"] == "/account/reauthenticate/?next=%2Faccount%2F2fa%2Factivate%2F"
    page = site.get(asked.headers["Location"])
    assert page.h1 == "请再次确认是您本人"
    wrong = {"password": "错的", "next": "/account/2fa/activate/"}
    assert "密码不对" in site.post("/account/reauthenticate/", wrong).text
    answer = site.client.post("/account/reauthenticate/", wrong | {"password": password})
    assert answer.headers["Location"] == "/account/2fa/activate/"
    site.get("/account/2fa/activate/")


def test_the_code_can_show_it_too(site, secret, sign_in, password):
    sign_in(password)
    site.client.post(CODE, {"code": authenticator.code(secret)})
    age_sign_in(site.client)
    page = site.get("/account/2fa/reauthenticate/?next=/account/2fa/codes/")
    assert page.h1 == "请再次确认是您本人"
    given = {"next": "/account/2fa/codes/", "code": authenticator.code(secret)}
    site.post("/account/2fa/reauthenticate/", given)  # used already
    answer = site.client.post("/account/2fa/reauthenticate/", given | {"code": authenticator.code(secret, 1)})
    assert answer.headers["Location"] == "/account/2fa/codes/"


def age_sign_in(client):
    """As if signing in were ten minutes ago."""
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 600
    session.save()


def test_a_lost_key_is_said_in_words_and_opens_nothing(site, secret, sign_in, password, settings, tmp_path):
    sign_in(password)
    settings.KEYS = tmp_path / "another"
    page = site.post(CODE, {"code": authenticator.code(secret, 1)}, 409)
    assert "请把密钥文件放回去" in page.text
    assert site.client.get("/desk/").status_code == 302
