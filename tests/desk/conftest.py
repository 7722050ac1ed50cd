"""The desk with the demonstration, and one who may sign in."""

import pytest

import demonstration
import pages
from gongkai.accounts.models import User


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
