"""People who sign in, and pages that check themselves."""

import pytest

import pages
from gongkai.accounts.models import User


@pytest.fixture
def site(db, client):
    return pages.Pages(client)


@pytest.fixture
def password():
    return "Dui-de-mima-1949"


@pytest.fixture
def officer(db, password):
    return User.objects.create_user("officer", password=password, name="王小明")


@pytest.fixture
def sign_in(site):
    """Posts the sign-in form; gives the answer as it comes."""

    def post(password, username="officer", path="/account/login/"):
        return site.client.post(path, {"login": username, "password": password})

    return post


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"
