"""How an officer comes in, with a password, then with a telephone, then without it; and how a guesser does not."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

import authenticator
from gongkai.accounts.models import User

PASSWORD = "Dui-de-mima-1949"  # noqa: S105
LOCKED = "登录失败次数太多，暂时锁定"


@pytest.fixture
def site(transactional_db, live_server):
    """The site with nothing in it but an account."""
    return live_server.url


@pytest.fixture
def officer(site, settings, tmp_path):
    settings.KEYS = tmp_path / "keys"
    return User.objects.create_user("officer", password=PASSWORD, name="王小明")


def sign_in(page, password=PASSWORD):
    page.get_by_label("用户名").fill("officer")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def sign_out(page):
    page.get_by_role("button", name="退出").click()
    page.get_by_role("link", name="重新登录").click()


def heading(page):
    return page.locator("h1").inner_text()


def test_from_a_password_to_a_second_factor_to_a_recovery_code(open_page, officer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    page = open_page("/desk/?from=bookmark", java_script_enabled=False)
    said = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page)

    assert heading(page) == "启用第二重验证"
    picture = page.get_by_role("img", name="含有密钥的二维码")
    assert picture.bounding_box()["width"] > 200
    secret = page.locator("#secret").inner_text()
    page.get_by_label("6 位验证码").fill(authenticator.code(secret))
    page.get_by_role("button", name="启用").click()
    assert heading(page) == "备用码"
    codes = page.locator(".codes code").all_inner_texts()
    page.get_by_role("link", name="进入工作台").click()
    assert page.url.endswith("/desk/")
    sign_out(page)

    sign_in(page)
    assert heading(page) == "输入验证码"
    page.get_by_label("验证码或备用码").fill(authenticator.code(secret, 1))
    page.get_by_role("button", name="登录", exact=True).click()
    assert heading(page) == "工作台"
    sign_out(page)

    sign_in(page)
    page.get_by_label("验证码或备用码").fill(codes[0])
    page.get_by_role("button", name="登录", exact=True).click()
    assert heading(page) == "工作台"
    sign_out(page)

    sign_in(page)
    page.get_by_label("验证码或备用码").fill(codes[0])
    page.get_by_role("button", name="登录", exact=True).click()
    assert "已经用过" in page.get_by_role("alert").inner_text()
    assert not [text for text in said if "Content Security Policy" in text]


def test_who_guesses_is_shut_out_and_so_is_the_right_password_for_a_while(open_page, officer):
    page = open_page("/account/login/")
    for number in range(4):
        sign_in(page, f"guess-{number}")
        assert "用户名或密码不对" in page.get_by_role("alert").inner_text()
    sign_in(page, "guess-5")
    assert heading(page) == LOCKED
    page.get_by_role("link", name="回到登录页").click()
    sign_in(page)
    assert heading(page) == LOCKED
    assert "30 分钟" in page.locator("main").inner_text()


PAGES = [
    "/account/login/",
    "/account/signed-out/",
    "/account/inactive/",
    "/account/2fa/",
    "/account/password/",
    "/account/2fa/activate/",
    "/account/reauthenticate/",
]


def test_the_pages_of_accounts_pass_axe_and_fit_a_telephone(open_page, site, officer):
    page = open_page("/account/login/", width=360, bypass_csp=True)
    client = Client()
    client.post("/account/login/", {"login": "officer", "password": PASSWORD})
    broken = {}
    for path in PAGES:
        if path == "/account/2fa/":
            cookie = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page.goto(path)
        assert page.url.endswith(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        results = Axe().run(page)
        if results.violations_count:
            broken[path] = results.generate_report()
    assert not broken, "\n".join(f"{path}\n{report}" for path, report in broken.items())
