"""The desk: closed to the public, and a plain list for who has signed in."""

import pytest
from django.test import Client

import pages
from gongkai.annual.report import Severity

SIGN_IN = "/desk/sign-in/"


def given(password, username="officer", **more):
    return {"username": username, "password": password, **more}


def test_who_has_not_signed_in_sees_the_sign_in_page_alone(desk):
    answer = desk.client.get("/desk/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{SIGN_IN}?next=/desk/")
    page = desk.get(SIGN_IN)
    assert page.h1 == "登录工作台"
    assert "reports/2020" not in page.main.text


def test_signing_in_leads_to_the_list(desk, officer, password):
    answer = desk.client.post(SIGN_IN, given(password))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    page = desk.get("/desk/")
    assert "王小明" in page.text
    rows = {
        row.one("a").text: [cell.text for cell in row.all("td")] for row in page.main.one("tbody").all("tr")
    }
    assert len(rows) == 5
    heads = [head.text for head in page.main.one("thead").all("th")]
    assert heads[1:4] == [severity.label for severity in Severity]  # the words of the public page
    errors = rows["鄞州区教育局2019年政府信息公开工作年度报告"][0]
    assert int(errors) > 0
    assert rows["温县教育局2020年政府信息公开工作年度报告"][:2] == ["0", "0"]


@pytest.mark.parametrize("username", ["officer", "nobody"])
def test_a_wrong_password_does_not_say_whether_the_name_exists(desk, officer, username):
    page = desk.post(SIGN_IN, given("错的密码", username))
    assert "用户名或密码不对" in page.main.one("div", role="alert").text
    assert desk.client.get("/desk/").status_code == 302


def test_nobody_is_led_to_another_site(desk, officer, password):
    answer = desk.client.post(SIGN_IN, given(password, next="https://evil.example/"))
    assert answer.headers["Location"] == "/desk/"


def test_a_form_from_elsewhere_is_refused_in_our_own_words(officer, password):
    strict = pages.Pages(Client(enforce_csrf_checks=True))
    page = strict.post(SIGN_IN, given(password), 403)
    assert page.h1 == "表单没有通过安全核对"


def test_signing_out_takes_a_form_not_a_link(signed_in):
    assert signed_in.client.get("/desk/sign-out/").status_code == 405
    signed_in.get("/desk/")
    page = signed_in.post("/desk/sign-out/", {})
    assert page.h1 == "已经退出"
    assert signed_in.client.get("/desk/").status_code == 302


@pytest.mark.parametrize("path", ["/desk/", SIGN_IN])
def test_the_desk_is_never_kept_nor_indexed(signed_in, officer, path):
    if path == SIGN_IN:
        signed_in.client.logout()
    page = signed_in.get(path)
    assert "noindex" in page.meta["robots"]
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert {"no-store", "private"} <= set(page.response.headers["Cache-Control"].split(", "))
