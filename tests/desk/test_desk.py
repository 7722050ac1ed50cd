"""The desk: closed to the public, kept by nobody."""

import pytest


@pytest.mark.parametrize("path", ["/desk/", "/desk/yuhang/"])
def test_who_has_not_signed_in_sees_the_sign_in_page_alone(desk, path):
    answer = desk.client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/login/?next={path}")
    page = desk.get(answer.headers["Location"])
    assert page.h1 == "登录工作台"
    assert "余杭" not in page.main.text


def test_who_holds_no_post_is_told_whom_to_ask(signed_in):
    page = signed_in.get("/desk/")
    assert "王小明" in page.text
    assert "安全管理员" in page.text


def test_the_desk_is_never_kept_nor_indexed(signed_in):
    page = signed_in.get("/desk/")
    assert "noindex" in page.meta["robots"]
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert {"no-store", "private"} <= set(page.response.headers["Cache-Control"].split(", "))
