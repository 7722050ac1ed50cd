"""The custom user."""

import uuid

import pytest
from django.db import IntegrityError

from gongkai.accounts.models import User


def test_a_user_has_its_key_before_it_is_stored_and_one_name() -> None:
    user = User(username="zhang", name="张三")
    assert isinstance(user.pk, uuid.UUID)
    assert (user.get_full_name(), user.get_short_name()) == ("张三", "张三")
    assert User(username="li").get_full_name() == "li"


@pytest.mark.django_db
def test_two_names_never_differ_in_capitals_alone() -> None:
    User.objects.create_user("zhang", password="correct horse")  # noqa: S106
    with pytest.raises(IntegrityError):
        User.objects.create_user("Zhang", password="correct horse")  # noqa: S106
