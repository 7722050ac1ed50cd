"""Signing in to the demonstration: on a machine of one's own, and nowhere else."""

from pathlib import Path

import pytest
from django.core.management import call_command

from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.demo import account
from gongkai.demo.bureaus import bureaus
from gongkai.demo.load import Loaded, due, load
from gongkai.demo.staff import NAME, SHORT
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_bureau(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bureau whose officers may sign in, without the records of its year."""
    settings.PROFILE, settings.OWN_DATABASE, settings.DEMO = "dev", True, True
    settings.KEYS, settings.HOST_IS_LOOPBACK = tmp_path / "keys", True
    shown = [bureau for bureau in bureaus() if bureau.slug in ("yuhang", "pingfang")]
    monkeypatch.setattr("gongkai.demo.load.bureaus", lambda: shown)
    for work in ("registers.fill", "asked.replay", "asked.in_hand"):
        monkeypatch.setattr(f"gongkai.demo.load.{work}", lambda *done: None)


def told() -> dict[str, str]:
    """Name and password of each account, as the file keeps them."""
    lines = account.file().read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines}


def test_the_accounts_are_told_once_and_kept_for_the_owner_only(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    said = capsys.readouterr().out
    assert set(told()) == set(SHORT.values())
    assert all(password in said for password in told().values())
    assert str(account.file()) in said
    assert account.file().stat().st_mode & 0o777 == 0o600
    assert User.objects.get(username=NAME).check_password(told()[NAME])
    assert not User.objects.filter(is_superuser=True).exists()
    call_command("demo", if_due=True)
    assert capsys.readouterr().out == ""


def test_each_account_has_one_role_and_the_supervisor_reads_from_above() -> None:
    load()
    yuhang = Organ.objects.get(slug="yuhang")
    for role, name in SHORT.items():
        assert authority.roles_of(User.objects.get(username=name), yuhang) == {role}
    assert authority.organs_of(User.objects.get(username=SHORT[Role.SUPERVISOR]))[-1].slug in (
        "yuhang",
        "yuhang-government",
    )


def test_the_other_bureaus_officers_cannot_sign_in() -> None:
    call_command("demo")
    others = User.objects.exclude(username__in=SHORT.values())
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


@pytest.mark.parametrize("elsewhere", [{"HOST_IS_LOOPBACK": False}, {"PROFILE": "production"}], ids=str)
def test_nobody_signs_in_where_others_can_reach_the_site(
    settings, client, elsewhere: dict[str, object]
) -> None:
    call_command("demo")
    first = told()
    for name, value in elsewhere.items():
        setattr(settings, name, value)
    call_command("demo", if_due=True)
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert not account.file().exists()
    assert not User.objects.get(username=NAME).check_password(first[NAME])
    settings.HOST_IS_LOOPBACK, settings.PROFILE = True, "dev"
    call_command("demo", if_due=True)
    assert told().keys() == first.keys()
    assert told() != first


def test_somebody_elses_account_of_that_name_is_left_alone() -> None:
    mine = User.objects.create_user(NAME, password="mine")  # noqa: S106
    load()
    account.keep_in_step()
    mine.refresh_from_db()
    assert mine.check_password("mine")
    assert not authority.holdings(mine)
    assert NAME not in told()
    with scope.everywhere("test"):
        assert User.objects.get(username="demo-yuhang-office").posts.count() == 1


def test_the_account_of_an_earlier_version_becomes_an_officer() -> None:
    before = User.objects.create_user(NAME, password="old", is_demo=True, is_staff=True)  # noqa: S106
    load()
    with scope.everywhere("test"):
        assert [post.role for post in before.posts.all()] == [Role.OFFICE]


def test_an_installation_of_an_earlier_version_gets_officers_and_years() -> None:
    assert load(records=False) == Loaded(2, 2, 0)
    assert due()
    assert load() == Loaded(0, 0, 2)
    assert not due()
