"""The key ring: keys are made once, never silently replaced, and found by every process."""

import multiprocessing
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.base import clock, keyring
from gongkai.base.keyring import KeyLost, KeyName


@pytest.fixture(autouse=True)
def ring(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    settings.KEYS = tmp_path / "keys"
    monkeypatch.setattr(keyring, "_namers", [])  # no test here looks at rows
    return tmp_path / "keys" / "ring"


def test_a_ring_is_made_whole_at_first_use_for_the_owner_alone(ring: Path) -> None:
    key = keyring.current("log")
    assert keyring.current("log") == keyring.by_id("log", key.kid) == key
    assert {purpose: len(keyring.current(purpose).secret) for purpose in keyring.PURPOSES} == keyring.PURPOSES
    assert sorted(path.name.partition("-")[0] for path in ring.iterdir()) == ["fields", "index", "log"]
    assert {path.stat().st_mode & 0o777 for path in ring.iterdir()} == {0o600}
    assert ring.stat().st_mode & 0o777 == 0o700
    assert list(ring.parent.iterdir()) == [ring]


def test_a_secret_is_not_shown() -> None:
    key = keyring.current("fields")
    assert key.kid in repr(key)
    assert "secret" not in repr(key)
    assert key.secret.hex() not in repr(key)


def test_rotation_adds_a_key_and_the_older_ones_stay() -> None:
    first = keyring.current("fields")
    made = [first, *(keyring.rotate("fields") for _ in range(28))]  # past the letter z
    assert keyring.current("fields") == made[-1]
    assert [name.kid for name in keyring.listed() if name.purpose == "fields"] == [key.kid for key in made]
    assert [keyring.by_id("fields", key.kid) for key in made] == made
    assert len({key.secret for key in made}) == len(made)


def test_a_clock_set_back_does_not_revive_an_old_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.current("log")
    today = clock.today()
    monkeypatch.setattr(clock, "today", lambda: today.replace(year=today.year - 1))
    rotated = keyring.rotate("log")
    assert keyring.current("log") == rotated


def test_a_key_added_by_another_process_is_found(ring: Path, tmp_path: Path, settings) -> None:
    old = keyring.current("log")
    settings.KEYS = tmp_path / "elsewhere"
    shutil.copytree(ring, tmp_path / "elsewhere" / "ring")
    new = keyring.rotate("log")
    settings.KEYS = ring.parent
    assert keyring.current("log") == old
    name = f"{KeyName('log', new.kid)}.key"
    shutil.copy(tmp_path / "elsewhere" / "ring" / name, ring / name)
    assert keyring.by_id("log", new.kid) == keyring.current("log") == new


def test_a_lost_key_is_named_and_no_other_is_made(ring: Path) -> None:
    keyring.current("log")
    with pytest.raises(KeyLost, match=r"log-20200101a-abcdef 不在 .*ring") as caught:
        keyring.by_id("log", "20200101a-abcdef")
    assert "gongkai keys import" in str(caught.value)
    for path in ring.glob("index-*"):
        path.unlink()
    with pytest.raises(KeyLost, match="没有 index 密钥"):
        keyring.current("index")
    assert not list(ring.glob("index-*"))


def test_an_empty_ring_is_not_filled_while_rows_name_keys(ring: Path) -> None:
    name = KeyName("log", "20200101a-abcdef")
    keyring.names_keys(lambda: [name])
    assert keyring.missing() == [name]
    with pytest.raises(KeyLost, match="log-20200101a-abcdef"):
        keyring.current("log")
    assert not ring.exists()


def test_what_is_missing_is_asked_of_the_disk(ring: Path) -> None:
    key = keyring.current("log")
    names = [("log", key.kid), ("log", "20200101a-abcdef")]
    assert keyring.missing(names) == [KeyName("log", "20200101a-abcdef")]
    shutil.rmtree(ring)
    assert keyring.missing(names) == [KeyName(*name) for name in names]


@pytest.mark.parametrize("text", ["", "not hexadecimal", "00" * 16, "密钥"])
def test_a_damaged_or_exchanged_file_is_noticed(ring: Path, text: str) -> None:
    keyring.current("fields")
    kid = keyring.listed()[0].kid
    (ring / f"fields-{kid}.key").write_text(text, encoding="utf-8")
    keyring._read.clear()
    with pytest.raises(KeyLost):
        keyring.by_id("fields", kid)
    assert keyring.missing([("fields", kid)]) == [KeyName("fields", kid)]


def _first_use(folder: Path, start, answers) -> None:
    keyring.settings.KEYS = folder
    start.wait()
    answers.put([keyring.current(purpose).kid for purpose in keyring.PURPOSES])


def test_processes_that_come_first_together_make_one_ring(ring: Path) -> None:
    context = multiprocessing.get_context("fork")
    start, answers = context.Event(), context.Queue()
    processes = [
        context.Process(target=_first_use, args=(ring.parent, start, answers), daemon=True) for _ in range(6)
    ]
    for process in processes:
        process.start()
    start.set()
    found = [answers.get(timeout=20) for _ in processes]
    for process in processes:
        process.join()
    assert all(kids == found[0] for kids in found)
    assert len(list(ring.iterdir())) == len(keyring.PURPOSES)
    assert list(ring.parent.iterdir()) == [ring]
