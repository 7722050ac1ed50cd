"""What stops a start is one sentence that says what to type."""

import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import preflight
from gongkai.cli.plain.status import Failure, Status


def sentence(check: Callable[[], object]) -> str:
    with pytest.raises(Failure) as failure:
        check()
    assert failure.value.status == Status.ENVIRONMENT
    assert "\n" not in failure.value.sentence
    return failure.value.sentence


def test_a_busy_port_is_named_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = sentence(lambda: preflight.listen("127.0.0.1", port))
    assert f"端口 {port}" in said
    free = int(said.partition("PORT=")[2].split()[0])
    assert free != port
    preflight.listen("127.0.0.1", free).close()


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "300.1.1.1"])
def test_an_address_that_is_not_ours_is_named(host: str) -> None:
    said = sentence(lambda: preflight.listen(host, 8000))
    assert host in said
    assert "127.0.0.1" in said


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = tmp_path / "file" / "var"
    said = sentence(lambda: preflight.writable(folder))
    assert str(folder) in said
    assert "GONGKAI_DATA=" in said
    assert not folder.exists()


def test_a_new_folder_is_for_its_owner(tmp_path: Path) -> None:
    preflight.writable(tmp_path / "var")
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "var").iterdir()) == []


def test_sqlite_without_full_text_search_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    preflight.full_text_search()

    class Old(sqlite3.Connection):
        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("no such module: fts5")

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name: real(name, factory=Old))
    assert "FTS5" in sentence(preflight.full_text_search)
