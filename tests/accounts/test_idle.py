"""A desk left alone closes itself, here on the server; the next page says why and leads back."""

import pytest
from django.contrib.sessions.models import Session

MINUTE = 60


@pytest.fixture
def signed_in(site, officer, sign_in, password):
    sign_in(password)
    return site


def leave(client, minutes):
    session = client.session
    session["last_seen"] -= minutes * MINUTE
    session.save()
    return session.session_key


def test_the_session_ends_and_one_comes_back_to_the_page(signed_in, password, told):
    key = leave(signed_in.client, 30)
    led = signed_in.client.get("/desk/?page=2")
    assert led.headers["Location"] == "/account/login/?next=%2Fdesk%2F%3Fpage%3D2"
    assert not Session.objects.filter(pk=key).exists()
    page = signed_in.get(led.headers["Location"])
    assert "超过 30 分钟没有操作" in page.words
    back = page.main.one("input", name="next")["value"]
    form = {"login": "officer", "password": password, "next": back}
    assert signed_in.client.post("/account/login/", form).headers["Location"] == "/desk/?page=2"
    assert "没有操作" not in signed_in.get("/desk/").words
    assert [given["why"] for name, given in told if name == "signed_out"] == ["idle"]


def test_a_form_that_came_too_late_is_not_saved_and_that_is_said(signed_in):
    leave(signed_in.client, 31)
    led = signed_in.client.post("/account/password/", {"oldpassword": "x"})
    assert led.headers["Location"] == "/account/login/"
    assert "没有保存" in signed_in.get("/account/login/").words


def test_work_keeps_the_session(signed_in):
    for _ in range(3):
        leave(signed_in.client, 29)
        signed_in.get("/desk/")


def test_reading_public_pages_neither_ends_nor_keeps_it(signed_in):
    leave(signed_in.client, 31)
    page = signed_in.get("/")
    assert "Cookie" not in page.response.headers.get("Vary", "")
    assert signed_in.client.get("/desk/").status_code == 302


def test_the_time_is_a_setting(signed_in, settings):
    settings.IDLE_MINUTES = 5
    leave(signed_in.client, 6)
    assert signed_in.client.get("/desk/").status_code == 302
