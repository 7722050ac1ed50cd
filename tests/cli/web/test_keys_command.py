"""`gongkai keys`, and what `gongkai serve` makes of keys that are not there."""

import json
import shutil
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from backed_up import NAME
from gongkai.accounts.actor import System
from gongkai.base import keyring, keyring_file
from gongkai.base.sealed import rotation
from gongkai.cases.models import Request
from gongkai.cli import prepare
from gongkai.cli.main import run
from gongkai.cli.plain.status import Failure
from gongkai.records import log, verification

pytestmark = pytest.mark.web


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], installation: Path):
    def command(*words: object) -> tuple[int, str, str]:
        keyring._read.clear()
        status = run([str(word) for word in words])
        return status, *capsys.readouterr()

    return command


def kid(purpose: str) -> str:
    return f"{purpose}-{keyring.current(purpose).kid}"


def test_keys_are_listed_without_their_secrets(said, request_row: Request) -> None:
    status, out, _ = said("keys", "list")
    assert status == 0
    assert f"{kid('fields')}  加密个人信息，现用，库里有用它的内容" in out
    assert f"{kid('index')}  查找加密的内容，现用" in out
    assert all(keyring.current(purpose).secret.hex() not in out for purpose in keyring.PURPOSES)


def test_a_rotated_key_takes_over_in_the_background(said, request_row: Request, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    old = kid("fields")
    status, out, _ = said("keys", "rotate", "fields")
    assert (status, kid("fields") != old, "1 项" in out) == (0, True, True)
    assert "还有 1 项" in said("keys", "list")[1]
    waiting = DBTaskResult.objects.get()
    assert waiting.task.call() == {"done": 1, "remain": 0, "failed": 0}
    assert rotation.remaining() == 0
    assert "还有" not in said("keys", "list")[1]
    assert Request._base_manager.get().reveal("applicant") == NAME


def test_the_log_goes_on_under_a_new_key(said, request_row: Request) -> None:
    assert said("keys", "rotate", "log")[0] == 0
    log.append("cases.register", request_row, organ=request_row.organ, by=System("test"))
    assert len(log.keys_named()) == 2
    assert verification.verify().ok


def test_only_what_can_be_rotated_is(said, request_row: Request) -> None:
    for words in (("rotate", "index"), ("rotate",), ("list", "more"), ("nothing",)):
        status, _, err = said("keys", *words)
        assert (status, len(err.splitlines())) == (2, 1)


def test_exported_keys_are_taken_in_again(said, request_row: Request, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    assert said("keys", "export", file)[0] == 0
    assert said("keys", "export", file)[0] == 5
    before = keyring.listed()
    assert "没有改动" in said("keys", "import", file)[1]
    for path in keyring.folder().glob("log-*"):
        path.unlink()
    assert "装回了 1 把" in said("keys", "import", file)[1]
    assert keyring.listed() == before


@pytest.mark.parametrize("text", ["", "broken", "00" * 16])
def test_a_damaged_key_is_put_right_from_the_exported_ones(
    said, request_row: Request, tmp_path: Path, text
) -> None:
    file = tmp_path / "keys.json"
    said("keys", "export", file)
    (damaged,) = keyring.folder().glob("fields-*")
    damaged.write_text(text, encoding="utf-8")
    assert "装回了 1 把" in said("keys", "import", file)[1]
    keyring._read.clear()
    assert keyring.missing(keyring.listed()) == []


@pytest.fixture
def other(installation: Path, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys exported from another installation."""
    settings.KEYS = tmp_path / "elsewhere"
    with monkeypatch.context() as there:
        there.setattr(keyring, "_namers", [])  # its rows are not ours
        keyring.current("log")
    keyring_file.export(tmp_path / "other.json")
    settings.KEYS = installation / "keys"
    return tmp_path / "other.json"


def names(file: Path) -> list[str]:
    return sorted(json.loads(file.read_text())["keys"])


def test_another_ring_takes_the_place_of_one_in_use_only_on_demand(
    said, request_row: Request, other: Path
) -> None:
    own = keyring.listed()
    status, _, err = said("keys", "import", other)
    assert (status, "--replace" in err, keyring.listed()) == (5, True, own)
    assert said("keys", "import", "--replace", other)[0] == 0
    assert sorted(map(str, keyring.listed())) == names(other)
    (aside,) = keyring.folder().parent.glob("ring-*")
    assert len(list(aside.iterdir())) == len(own)
    assert set(keyring.missing()) <= set(own)


def test_a_ring_that_no_row_names_makes_way(said, other: Path) -> None:
    keyring.current("log")
    assert said("keys", "import", other)[0] == 0
    assert sorted(map(str, keyring.listed())) == names(other)


def test_a_file_that_is_no_export_changes_nothing(said, other: Path, tmp_path: Path) -> None:
    whole = other.read_text()
    digit = whole.index('": "', whole.index("fields-")) + 4
    changed = whole[:digit] + ("0" if whole[digit] != "0" else "1") + whole[digit + 1 :]
    for number, text in enumerate((changed, whole[:-40], "[]", "{}", "", '{"gongkai-keys": 2}')):
        file = tmp_path / f"{number}.json"
        file.write_text(text)
        status, _, err = said("keys", "import", file)
        assert (status, len(err.splitlines())) == (5, 1), text
    assert said("keys", "import", tmp_path / "nowhere")[0] == 5
    assert keyring.listed() == []


def test_the_site_does_not_start_on_an_empty_ring(request_row: Request, capsys) -> None:
    ring = keyring.folder()
    away = ring.rename(ring.with_name("away"))
    with pytest.raises(Failure, match=r"是空的.*fields-.*gongkai keys import"):
        prepare.keys()
    assert not ring.exists()
    shutil.copytree(away, ring)
    prepare.keys()
    (path,) = ring.glob("log-*")
    keyring.rotate("log")
    path.unlink()
    prepare.keys()
    assert f"缺少密钥 {path.stem}" in capsys.readouterr().err


def test_a_new_installation_gets_its_keys_when_it_starts(installation: Path) -> None:
    prepare.keys()
    assert {name.purpose for name in keyring.listed()} == set(keyring.PURPOSES)
