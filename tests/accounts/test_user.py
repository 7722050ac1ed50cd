"""The custom user."""

import uuid

import pytest

from gongkai.accounts.models import User


def test_a_user_has_its_key_before_it_is_stored_and_one_name() -> None:
    user = User(username="zhang", name="张三")
    assert isinstance(user.pk, uuid.UUID)
    assert (user.get_full_name(), user.get_short_name()) == ("张三", "张三")
    assert User(username="li").get_full_name() == "li"


@pytest.mark.django_db
def test_a_user_signs_in_with_the_password(client) -> None:
    User.objects.create_user("zhang", password="correct horse")  # noqa: S106
    assert client.login(username="zhang", password="correct horse")  # noqa: S106
    assert not client.login(username="zhang", password="wrong")  # noqa: S106
