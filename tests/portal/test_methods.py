"""What the public pages answer to other methods than GET."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_that_are_only_read_say_so_to_everybody(method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/organs/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_head_has_the_headers_of_get_and_no_body() -> None:
    got, head = Client().get("/about/"), Client().head("/about/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
