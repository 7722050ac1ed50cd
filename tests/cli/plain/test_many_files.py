"""Folders, archives, hundreds of files: every file is told, nothing is cut in the middle, little is loaded."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.cli.plain.stopping import Stopping
from gongkai.papers.workers.process_tree import descendants

COMMAND = [sys.executable, "-m", "gongkai.cli"]
ENDLESS = "本机关全年收到申请1件，2件，3件。\n" * 100_000


@pytest.fixture
def folder(tmp_path: Path, yuhang: Path) -> Path:
    """A folder as a supervising office has it: subfolders, an archive, leftovers, a damaged file."""
    inside = tmp_path / "各局"
    (inside / "乙").mkdir(parents=True)
    (inside / ".隐藏").mkdir()
    report = yuhang.read_bytes()
    for name in ("甲.txt", "乙/乙.txt", ".隐藏/丙.txt", "~$甲.docx", ".DS_Store"):
        (inside / name).write_bytes(report)
    (inside / "坏.docx").write_bytes(b"PK\x03\x04")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("丁.txt", report)
        archive.writestr("信.txt", "请准时参加。")
    (inside / "包.zip").write_bytes(data.getvalue())
    return inside


NAMES = ["乙/乙.txt", "包.zip/丁.txt", "包.zip/信.txt", "坏.docx", "甲.txt"]


def test_a_folder_means_all_its_files_and_an_archive_all_its_members(gongkai, folder: Path) -> None:
    ran = gongkai("read", folder, "--json", "--jobs", 2)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["file"].removeprefix(f"{folder}/") for line in lines] == NAMES
    assert [line["exit"] for line in lines] == [0, 0, 3, 4, 0]
    assert ran.status == 4
    assert all(("error" in line) is (line["exit"] != 0) for line in lines)
    told = ran.err.strip().splitlines()
    assert "信.txt" in told[0]
    assert "坏.docx" in told[1]
    assert told[-1] == "共 5 个文件：读出 3（0 个有存疑），未读 2。"


def test_one_file_gives_one_object_and_an_archive_lines_even_with_one_member(
    gongkai, tmp_path: Path, yuhang: Path
) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("报告.txt", yuhang.read_bytes())
    path = tmp_path / "包.zip"
    path.write_bytes(data.getvalue())
    (line,) = gongkai("read", path, "--json").out.splitlines()
    assert json.loads(line)["file"] == f"{path}/报告.txt"
    assert "file" not in json.loads(gongkai("read", yuhang, "--json").out)
    assert gongkai("check", path).status == 0
    assert json.loads(gongkai("convert", path, "--to", "json").out)["organ"] == "杭州市余杭区教育局"


def test_where_one_report_is_wanted_an_archive_of_several_is_refused(gongkai, folder: Path) -> None:
    for words in (
        ["convert", folder / "包.zip", "--to", "json"],
        ["check", folder / "甲.txt", "--previous", folder / "包.zip"],
        ["compare", folder / "甲.txt", folder / "包.zip"],
        ["check", folder / "包.zip", "--previous", folder / "甲.txt"],
    ):
        ran = gongkai(*words)
        assert ran.status == 2, words
        assert "解压" in ran.err


def test_merge_adds_up_a_folder_or_says_which_file_is_in_the_way(gongkai, folder: Path, yuhang: Path) -> None:
    ran = gongkai("merge", folder)
    assert ran.status == 4
    assert ran.out == ""
    assert "坏.docx" in ran.err
    (folder / "坏.docx").unlink()
    (folder / "包.zip").unlink()
    (folder / "乙" / "乙.txt").unlink()
    out = folder.parent / "全县.docx"
    assert gongkai("merge", folder, "-o", out).status == 0
    merged, alone = (json.loads(gongkai("read", path, "--json").out) for path in (out, yuhang))
    assert merged["table3"]["（七）总计"] == alone["table3"]["（七）总计"]


def test_a_name_cannot_steer_the_terminal_nor_break_a_sentence(gongkai, tmp_path: Path, yuhang: Path) -> None:
    for name in ("换\n行.txt", "\x1b[2J清屏.txt", os.fsdecode(b"\xff.txt")):
        (tmp_path / name).write_bytes(b"")
        (tmp_path / f"读{name}").write_bytes(yuhang.read_bytes())
    ran = gongkai("read", tmp_path)
    assert ran.status == 4
    assert "\x1b" not in ran.out + ran.err
    assert len(ran.err.strip().splitlines()) == 4
    lines = [json.loads(line) for line in gongkai("read", tmp_path, "--json").out.splitlines()]
    names = {path.name.replace("\udcff", "?") for path in tmp_path.iterdir()}  # as this stream writes it
    assert {Path(line["file"]).name for line in lines} == names


def test_an_empty_folder_is_told(gongkai, tmp_path: Path) -> None:
    (tmp_path / ".keep").write_bytes(b"")
    ran = gongkai("check", tmp_path)
    assert (ran.status, ran.out) == (4, "")
    assert "没有可读的文件" in ran.err


@pytest.mark.parametrize("value", ["0", "-3", "viel", "1.5", "99999999", "１"])
def test_a_limit_that_is_none_is_wrong_usage(gongkai, yuhang: Path, monkeypatch, value: str) -> None:
    monkeypatch.setenv("GONGKAI_READ_SECONDS", value)
    ran = gongkai("read", yuhang)
    assert (ran.status, ran.out) == (2, "")
    assert "GONGKAI_READ_SECONDS" in ran.err


def test_limits_are_taken_from_the_surroundings(gongkai, tmp_path: Path, yuhang: Path, monkeypatch) -> None:
    long = tmp_path / "长.txt"
    long.write_text(ENDLESS, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_READ_SECONDS", "1")
    ran = gongkai("read", long, yuhang, "--json")
    assert [json.loads(line)["exit"] for line in ran.out.splitlines()] == [4, 0]
    assert "读了1秒还没有读完" in ran.err
    monkeypatch.setenv("GONGKAI_READ_SIZE", "1")
    assert "1MB的上限" in gongkai("read", long).err


def test_ctrl_c_leaves_what_is_done_and_no_process(folder: Path, yuhang: Path) -> None:
    for name in ("坏.docx", "包.zip"):
        (folder / name).unlink()
    (folder / "长.txt").write_text(ENDLESS, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "read", folder / "乙", folder / "甲.txt", folder / "长.txt", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        lines = [program.stdout.readline() for _ in range(2)]
        workers = descendants(program.pid)
        program.send_signal(signal.SIGINT)
        said = program.stderr.read()
        assert program.stdout.read() == ""
        assert program.wait(timeout=20) == 130
    assert [json.loads(line)["organ"] for line in lines] == ["杭州市余杭区教育局"] * 2
    assert "已读 2 个文件：读出 2" in said
    assert "已中断：以上是中断前读完的，其余没有读。" in said
    assert "Traceback" not in said
    assert workers
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def test_ctrl_c_between_two_results_cuts_nothing() -> None:
    done = []
    with Stopping() as stopping:
        for item in stopping.each(each for each in range(5)):
            if item == 2:
                os.kill(os.getpid(), signal.SIGINT)
            done.append(item)
    assert done == [0, 1, 2]
    assert stopping.asked


def test_a_second_ctrl_c_ends_the_program() -> None:
    with Stopping() as stopping:
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert stopping.asked


def on_a_terminal(*arguments: object) -> str:
    """What a command says on a terminal that its results do not go to."""
    terminal, end = pty.openpty()
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=end):
        os.close(end)
        said = b""
        try:
            while data := os.read(terminal, 1 << 16):
                said += data
        except OSError:
            pass  # the other end is closed
    os.close(terminal)
    return said.decode()


def test_of_one_archive_how_many_of_its_files_are_read_is_counted(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for number in range(7):
            archive.writestr(f"{number}.txt", "请准时参加。")
    text = on_a_terminal("read", tmp_path / "包.zip", "--json")
    assert [f"已读 {number} 个" in text for number in (4, 5, 6, 7, 8)] == [False, True, True, True, False]


def test_a_bar_shows_on_a_terminal_alone_how_far_it_is(folder: Path) -> None:
    for number in range(6):
        (folder / f"信{number}.txt").write_text("请准时参加。", encoding="utf-8")
    text = on_a_terminal("read", folder, "--json")
    assert "读取" in text
    assert "10/10" in text
    assert "共 11 个文件" in text


PLAIN_START = """
import sys
from gongkai.cli.main import run
assert run(["deadline", "2022-09-30"]) == 0
print(sorted(set(sys.modules) & {"lxml", "pypdfium2", "pdfplumber", "openpyxl", "typst", "xlsxwriter", "django"}))
"""


def test_who_asks_for_a_deadline_does_not_wait_for_the_libraries_of_documents() -> None:
    done = subprocess.run([sys.executable, "-c", PLAIN_START], capture_output=True, text=True, check=True)
    assert done.stdout == "2022-11-02\n[]\n"
