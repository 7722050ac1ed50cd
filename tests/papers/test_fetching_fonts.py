"""`make fonts` without a network: from a folder; what cannot be had is said in one sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "fonts.py"


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """The tool in a project of its own, so that it brings nothing into this one."""
    copy = tmp_path / "project" / "tools" / "fonts.py"
    copy.parent.mkdir(parents=True)
    shutil.copyfile(TOOL, copy)
    return copy


def run(tool: Path, folder: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(tool)],
        env={**os.environ, "FONTS": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_font_files_of_a_folder_are_brought_and_nothing_else(tool: Path, tmp_path: Path) -> None:
    source = tmp_path / "fonts" / "inner"
    source.mkdir(parents=True)
    for name in ("仿宋_GB2312.TTF", "b.otf", "c.ttc", "readme.txt"):
        (source / name).write_bytes(b"x")
    done = run(tool, tmp_path / "fonts")
    assert done.returncode == 0
    assert "3 个字体文件" in done.stdout
    own = tool.parents[1] / "var" / "fonts"
    assert sorted(path.name for path in own.iterdir()) == ["b.otf", "c.ttc", "仿宋_GB2312.TTF"]


@pytest.mark.parametrize(("folder", "says"), [("gone", "没有文件夹"), ("empty", "没有字体文件")])
def test_a_folder_that_cannot_serve_is_named(tool: Path, tmp_path: Path, folder: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run(tool, tmp_path / folder)
    assert done.returncode == 5
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
