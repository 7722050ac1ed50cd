"""People who sign in, and pages that check themselves."""

import pytest

import authenticator
import pages
from gongkai.accounts import signals
from gongkai.accounts.models import User

SIGNALS = (
    "signed_in", "signed_out", "sign_in_failed", "locked_out", "password_changed", "second_factor_changed",
)  # fmt: skip


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

    def post(password, username="officer", **more):
        return site.client.post("/account/login/", {"login": username, "password": password, **more})

    return post


@pytest.fixture
def secret(site, officer, password, sign_in, django_capture_on_commit_callbacks):
    """The officer has a second factor, is signed out again, and this is its secret."""
    sign_in(password)
    shown = site.get("/account/2fa/activate/").tree.one("code").text
    with django_capture_on_commit_callbacks(execute=True):
        answer = site.client.post("/account/2fa/activate/", {"code": authenticator.code(shown)})
    assert answer.headers["Location"] == "/account/2fa/codes/"
    site.client.post("/account/logout/")
    return shown


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def told():
    """What was told of accounts: the signal's name and what came with it."""
    found = []
    connected = []
    for name in SIGNALS:

        def receiver(sender, signal, name=name, **given):
            found.append((name, given))

        getattr(signals, name).connect(receiver)
        connected.append((name, receiver))
    yield found
    for name, receiver in connected:
        getattr(signals, name).disconnect(receiver)
