"""The desk with the demonstration and one who may sign in, or with an organ of the test's own."""

import pytest

import demonstration
import pages
from gongkai.accounts.models import User
from own_organ import organ, own_keys

__all__ = ["organ", "own_keys"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with demonstration.loaded(django_db_blocker):
        yield


@pytest.fixture
def desk(demo, db, client):
    return pages.Pages(client)


@pytest.fixture
def password():
    return "对的密码-1949"


@pytest.fixture
def officer(demo, db, password):
    return User.objects.create_user("officer", password=password, name="王小明")


@pytest.fixture
def signed_in(desk, officer):
    desk.client.force_login(officer)
    return desk


@pytest.fixture
def seen_by(client):
    """`seen_by(user)`: the pages as this person sees them."""

    def seen(user):
        client.force_login(user)
        return pages.Pages(client)

    return seen
