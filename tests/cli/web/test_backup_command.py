"""`gongkai backup` and `gongkai restore`: what they print and how they end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backed_up import numbers, registered
from gongkai.base import keyring
from gongkai.cases.models import Request
from gongkai.cli.main import run
from gongkai.records import heads

pytestmark = pytest.mark.web


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], installation: Path):
    """Runs the command: its exit status, what it printed, what it complained of."""

    def command(*words: object) -> tuple[int, str, str]:
        status = run([str(word) for word in words])
        return status, *capsys.readouterr()

    return command


def test_from_backup_to_restore(said, request_row: Request, tmp_path: Path) -> None:
    """The keys go another way; what was logged after the backup is named. Restoring runs all migrations."""
    file, kept = tmp_path / "a.tar", tmp_path / "keys.json"
    status, out, err = said("backup", file)
    assert (status, err) == (0, "")
    assert "1 个" in out
    fields = next(str(name) for name in keyring.listed() if name.purpose == "fields")
    assert f"{fields}" in out
    assert "密钥不在备份里" in out
    assert said("keys", "export", kept)[0] == 0
    assert kept.stat().st_mode & 0o777 == 0o600
    registered(request_row.organ, "2020-0002")
    heads.write()

    shutil.rmtree(keyring.folder())
    keyring._read.clear()
    status, out, err = said("restore", "--replace", file)
    assert status == 5
    assert fields in err
    assert "gongkai keys import" in err
    assert numbers() == ["2020-0001", "2020-0002"]

    assert said("keys", "import", kept)[0] == 0
    status, out, err = said("restore", "--replace", file)
    assert (status, err) == (0, "")
    assert "cases_request  1\n" in out
    assert "操作日志核对通过" in out
    assert "在备份之后还记到过第 2 条" in out
    assert numbers() == ["2020-0001"]


def test_what_cannot_be_done_is_one_sentence_and_a_status(said, request_row: Request, tmp_path: Path) -> None:
    file = tmp_path / "a.tar"
    assert said("backup", file)[0] == 0
    (tmp_path / "cut.tar").write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    (tmp_path / "other").write_text("hello")
    for words, expected, sentence in (
        (("backup", file), 5, "已经有了"),
        (("backup", tmp_path / "no" / "a.tar"), 5, "没有文件夹"),
        (("restore", file), 2, "--replace"),
        (("restore", "--replace", tmp_path / "cut.tar"), 4, "不完整"),
        (("restore", "--replace", tmp_path / "other"), 4, "不是 Gongkai 的备份"),
        (("restore", "--replace", tmp_path / "nowhere"), 4, "没有"),
        (("restore",), 2, "还缺"),
    ):
        status, _, err = said(*words)
        assert (status, len(err.splitlines())) == (expected, 1), (words, err)
        assert sentence in err
        assert "张三" not in err
    assert numbers() == ["2020-0001"]


def test_as_processes_of_their_own(tmp_path: Path) -> None:
    """Nothing is loaded before the settings are read; an installation that is not there has nothing to back up."""
    environment = os.environ | {"GONGKAI_DATA": str(tmp_path / "data"), "GONGKAI_DEMO": "0"}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    for words, status, sentence in (
        (["backup", "a.tar"], 5, "还没有数据"),
        (["restore", "a.tar"], 4, "没有"),
        (["keys", "list"], 0, "还没有密钥"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "gongkai.cli", *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, sentence in done.stdout + done.stderr) == (status, True), done
