"""Signing in through the organs' own identity platform: real HTTP; only who has an account here comes in."""

import urllib.request
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa

import authenticator
from gongkai.accounts.models import User
from gongkai.site import environment
from identity_platform import CLIENT, SECRET, Provider

LOGIN, CALLBACK = "/account/oidc/sso/login/", "/account/oidc/sso/callback/"


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


@pytest.fixture
def provider(settings):
    found = Provider()
    given = {
        "GONGKAI_OIDC_ISSUER": found.issuer,
        "GONGKAI_OIDC_CLIENT_ID": CLIENT,
        "GONGKAI_OIDC_SECRET": SECRET,
        "GONGKAI_OIDC_NAME": "某市统一身份认证",
    }
    settings.SOCIALACCOUNT_PROVIDERS = environment.oidc(environment.read(given))
    yield found
    found.close()


@pytest.fixture
def come_in(site, provider):
    """Goes to the platform as a browser would and comes back with its answer."""

    def go(path=LOGIN):
        sent = site.client.get(path)
        assert sent.headers["Location"].startswith(f"{provider.issuer}/authorize?")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay())
        with pytest.raises(urllib.error.HTTPError) as redirect:
            opener.open(sent.headers["Location"])
        with redirect.value as answer:
            back = urlsplit(answer.headers["Location"])
        assert (back.netloc, back.path) == ("testserver", CALLBACK)
        return site.client.get(f"{back.path}?{back.query}")

    return go


def test_the_sign_in_page_leads_to_the_platform_and_back(site, officer, provider, come_in, told):
    provider.person = {"preferred_username": "officer", "name": "别的名字", "email": "someone@example.com"}
    page = site.get("/account/login/?next=/desk/%3Fpage%3D2")
    button = next(link for link in page.main.all("a") if link.text == "用某市统一身份认证登录")
    assert come_in(button["href"]).headers["Location"] == "/desk/?page=2"
    assert "王小明" in site.get("/desk/").words
    assert ("signed_in", {"user": officer, "by": officer}) in told
    officer.refresh_from_db()
    assert (officer.name, officer.email) == ("王小明", "")  # nothing of the platform's is taken over
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


@pytest.mark.parametrize(
    "person",
    [
        {"preferred_username": "stranger", "email": "officer@example.com"},
        {"preferred_username": ""},
        {"preferred_username": ["officer"]},
        {"sub": "officer"},
        {},
    ],
)
def test_who_has_no_account_here_gets_none(site, officer, provider, come_in, person):
    provider.person = person
    page = site.check(CALLBACK, come_in(), 403)
    assert page.h1 == "没有可以登录的账号"
    assert "stranger" not in page.words
    assert User.objects.count() == 1
    assert site.client.get("/desk/").status_code == 302


def test_a_closed_account_stays_closed(site, officer, provider, come_in):
    provider.person = {"preferred_username": "officer"}
    User.objects.update(is_active=False)
    site.check(CALLBACK, come_in(), 403)
    assert site.client.get("/desk/").status_code == 302


def test_another_claim_may_be_the_name(site, officer, provider, come_in, settings):
    provider.person = {"preferred_username": "王小明", "employee_no": "officer"}
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["username_claim"] = (
        "employee_no"
    )
    assert come_in().headers["Location"] == "/desk/"


def test_the_second_factor_is_asked_all_the_same(site, officer, provider, come_in, secret):
    provider.person = {"preferred_username": "officer"}
    assert come_in().headers["Location"] == "/account/2fa/authenticate/"
    answer = site.client.post("/account/2fa/authenticate/", {"code": authenticator.code(secret, 1)})
    assert answer.headers["Location"] == "/desk/"


def test_the_password_that_one_does_not_use_needs_no_change(site, officer, provider, come_in):
    User.objects.update(must_change_password=True)
    provider.person = {"preferred_username": "officer"}
    come_in()
    site.get("/desk/")


@pytest.mark.parametrize(
    "changes",
    [{"aud": "another"}, {"iss": "http://evil.example"}, {"exp": 1}],
    ids=["for another client", "of another issuer", "run out"],
)
def test_a_token_that_is_not_for_us_lets_nobody_in(site, officer, provider, come_in, changes):
    provider.person = {"preferred_username": "officer"}
    provider.changes = changes
    assert site.check(CALLBACK, come_in(), 401).h1 == "统一身份认证没有完成"
    assert site.client.get("/desk/").status_code == 302


def test_a_token_that_another_key_signed_lets_nobody_in(site, officer, provider, come_in):
    provider.person = {"preferred_username": "officer"}
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    site.check(CALLBACK, come_in(), 401)
    assert site.client.get("/desk/").status_code == 302


@pytest.mark.parametrize("headers", [{"kid": "two"}, {"kid": None}, {"alg": "HS256", "kid": "one"}])
def test_a_token_of_another_make_lets_nobody_in(site, officer, provider, come_in, headers):
    provider.person = {"preferred_username": "officer"}
    provider.headers = headers
    site.check(CALLBACK, come_in(), 401)
    assert site.client.get("/desk/").status_code == 302


def test_an_answer_nobody_asked_for_lets_nobody_in(site, officer, provider):
    provider.person = {"preferred_username": "officer"}
    site.get(f"{CALLBACK}?code=code-0&state=made-up", 401)
    assert "取消" in site.get("/account/oidc/cancelled/").text


def test_a_platform_that_is_down_is_said_in_words(site, officer, provider):
    provider.close()
    assert "没有应答" in site.get(LOGIN, 401).text


def test_nothing_is_connected_to_an_account(site, officer, provider):
    site.client.force_login(officer)
    for process in ("connect", "redirect"):
        site.get(f"{LOGIN}?process={process}", 404)
    site.get("/account/oidc/another/login/", 404)
