"""What an operator may set: read once, refused in a sentence, told on one page."""

from pathlib import Path

import pytest

from gongkai.site import environment
from gongkai.site.environment import SettingError, read
from gongkai.site.variables import HOME, TABLE, Environment, reference


def found(tmp_path: Path, **given: str) -> Environment:
    return read(given, home=tmp_path)


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    defaults = found(tmp_path)
    assert (defaults.port, defaults.host, defaults.profile) == (8000, "127.0.0.1", "dev")
    assert defaults.data == HOME / "var"
    assert (HOME / "manage.py").is_file()
    assert environment.database(defaults)["NAME"] == str(HOME / "var" / "gongkai.sqlite3")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# ours\nPORT=8100\nHOST='0.0.0.0'\nGONGKAI_ALLOWED_HOSTS=a.gov.cn, b.gov.cn\n", encoding="utf-8"
    )
    both = found(tmp_path, PORT="8200")
    assert (both.port, both.host, both.allowed_hosts) == (8200, "0.0.0.0", ("a.gov.cn", "b.gov.cn"))  # noqa: S104


def test_reading_leaves_the_process_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEB_WORKERS", raising=False)
    (tmp_path / ".env").write_text("WEB_WORKERS=3\n", encoding="utf-8")
    assert read(home=tmp_path).workers == 3
    assert found(tmp_path / "elsewhere").workers == 2


def test_an_empty_value_is_no_value(tmp_path: Path) -> None:
    assert found(tmp_path, PORT="", GONGKAI_DEMO=" ") == found(tmp_path)


@pytest.mark.parametrize(("text", "flag"), [("1", True), ("yes", True), ("OFF", False), ("0", False)])
def test_a_flag_is_on_off_or_not_given(tmp_path: Path, text: str, flag: bool) -> None:
    assert found(tmp_path, GONGKAI_DEMO=text).demo is flag
    assert found(tmp_path).demo is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("GONGKAI_DEMO", "maybe"),
        ("GONGKAI_SETTINGS", "staging"),
        ("GONGKAI_LOG_LEVEL", "LOUD"),
        ("WEB_THREADS", "0"),
        ("GONGKAI_LOCKOUT_ATTEMPTS", "0"),
        ("GONGKAI_LOCKOUT_MINUTES", "0"),
        ("GONGKAI_IDLE_MINUTES", "0"),
        ("GONGKAI_UPLOAD_MB", "0"),
        ("GONGKAI_CLAMD", "clamd.ctl"),
        ("GONGKAI_PASSWORD_LENGTH", "7"),
        ("GONGKAI_PASSWORD_CLASSES", "5"),
        ("GONGKAI_PASSWORD_DAYS", "quarter"),
        ("GONGKAI_OIDC_ISSUER", "https://sso.example.gov.cn"),
        ("GONGKAI_OIDC_SECRET", "alone"),
    ],
)
def test_an_impossible_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        found(tmp_path, **{name: value})


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("GONGKAI_DATA=数据".encode("gb18030"))
    with pytest.raises(SettingError, match="UTF-8"):
        found(tmp_path)


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
    ],
)
def test_which_hosts_only_this_machine_reaches(tmp_path: Path, host: str, alone: bool) -> None:
    assert found(tmp_path, HOST=host).loopback is alone


def test_a_database_address_is_taken_apart(tmp_path: Path) -> None:
    url = "postgres://gongkai:p%40ss@db.example:5433/gongkai"
    described = environment.database(found(tmp_path, DATABASE_URL=url))
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["HOST"], described["PORT"], described["PASSWORD"]) == ("db.example", 5433, "p@ss")


@pytest.mark.parametrize("url", ["mysql://localhost/gongkai", "nonsense", "postgres://host:port/x"])
def test_a_database_that_cannot_be_used_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        environment.database(found(tmp_path, DATABASE_URL=url))


def test_the_reference_page_lists_every_setting_and_no_path_of_this_machine() -> None:
    page = reference()
    for _, _, about, _ in TABLE:
        assert f"| `{about.name}` |" in page
        assert f"`{about.name}={about.example}`" in page
    assert str(HOME) not in page


def test_a_file_saved_by_notepad_is_read_from_its_first_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfGONGKAI_SETTINGS=production\r\nPORT=8100\r\n")
    notepad = found(tmp_path)
    assert (notepad.profile, notepad.port) == ("production", 8100)


def test_a_line_that_is_no_setting_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# ours\nPORT=8100\n正式运行\n", encoding="utf-8")
    with pytest.raises(SettingError, match="第 3 行"):
        found(tmp_path)


def test_a_file_that_is_a_folder_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    with pytest.raises(SettingError, match="读不了"):
        found(tmp_path)


@pytest.mark.parametrize("url", ["postgres://", "sqlite://", "sqlite:///:memory:", "mysql://a/b", "nonsense"])
def test_an_address_without_a_database_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        environment.database(found(tmp_path, DATABASE_URL=url))


def test_an_identity_platform_is_there_when_all_three_are_given(tmp_path: Path) -> None:
    assert environment.oidc(found(tmp_path)) == {}
    given = {
        "ISSUER": "https://sso.example.gov.cn",
        "CLIENT_ID": "gongkai",
        "SECRET": "s",
        "NAME": "某市认证",
    }
    whole = found(tmp_path, **{f"GONGKAI_OIDC_{name}": value for name, value in given.items()})
    (app,) = environment.oidc(whole)["openid_connect"]["APPS"]
    assert (app["name"], app["settings"]["username_claim"]) == ("某市认证", "preferred_username")
