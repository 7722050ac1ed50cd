"""Whatever cannot be used: one sentence on stderr, the right status, nothing on stdout, nothing written."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from made_files import ole

FILES = {
    "empty.txt": (b"", 4),
    "blank.txt": (b" \n\n\t\n", 4),
    "binary.bin": (bytes(range(256)) * 64, 4),
    "word.docx": (b"PK\x03\x04" + b"\0" * 64, 4),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, 4),
    "paper.pdf": (b"%PDF-1.7\n" + b"\0" * 64, 4),
    "letter.txt": ("关于召开会议的通知\n请各科室准时参加。\n".encode(), 3),
    "cut.json": (b'{"organ": "\xe6\x9f\x90', 4),
    "cut2.json": (b'{"organ": null, "year": 2020, "table2": {"', 4),
    "list.json": (b'{"hello": [1, 2, 3]}', 4),
}


@pytest.mark.parametrize("command", ["read", "check", "convert", "merge"])
@pytest.mark.parametrize("name", ["empty.txt", "letter.txt", "cut.json"])
def test_a_file_that_is_no_report_is_told_in_one_sentence(
    gongkai, tmp_path: Path, command: str, name: str
) -> None:
    content, status = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    words = (
        [command, path, "--json"] if command != "convert" else [command, path, "-o", tmp_path / "out.json"]
    )

    ran = gongkai(*words)

    assert ran.status == status, ran
    assert not ran.out
    lines = ran.err.strip().splitlines()
    assert len(lines) == (2 if command == "merge" else 1), ran.err
    assert name in lines[0]
    assert "Traceback" not in ran.err
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_every_such_file_among_others_has_a_line_with_its_status(gongkai, tmp_path: Path) -> None:
    for name, (content, _) in FILES.items():
        (tmp_path / name).write_bytes(content)
    ran = gongkai("read", *(tmp_path / name for name in FILES), "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert {Path(line["file"]).name: line["exit"] for line in lines} == {
        name: status for name, (_, status) in FILES.items()
    }
    assert all(Path(line["file"]).name in line["error"] for line in lines)
    assert ran.status == 4
    assert len(ran.err.strip().splitlines()) == len(FILES) + 1


def test_a_missing_file_and_a_folder(gongkai, tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        ran = gongkai("read", path)
        assert (ran.status, ran.out) == (4, "")
        assert len(ran.err.strip().splitlines()) == 1


def test_a_pipe_is_refused_and_never_waited_for(gongkai, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    begun = time.monotonic()
    ran = gongkai("read", pipe)
    assert (ran.status, ran.out) == (4, "")
    assert time.monotonic() - begun < 30


def test_two_hundred_megabytes_are_refused_before_they_are_read(gongkai, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    ran = gongkai("read", path)
    assert (ran.status, ran.out) == (4, "")
    assert "MB" in ran.err


def test_one_bad_file_never_stops_the_others(gongkai, tmp_path: Path, yuhang: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    ran = gongkai("read", bad, yuhang, "--json")
    assert ran.status == 4
    lines = ran.out.strip().splitlines()
    assert len(lines) == 2
    assert '"exit": 4' in lines[0]
    assert '"exit": 0' in lines[1]


@pytest.mark.parametrize(
    "words",
    [
        ["deadline", "2023-02-30"],
        ["deadline", "yesterday"],
        ["deadline", "2018-06-01"],
        ["deadline", "2019-05-14"],
        ["deadline"],
        ["fee"],
        ["fee", "--items", "-1"],
        ["fee", "--items", "ten"],
        ["fee", "--items", "3", "--pages", "4"],
        ["read"],
        ["nothing"],
        ["read", "--nothing"],
        ["convert", "a.txt"],
        ["convert", "a.txt", "-o", "a.exe"],
        ["merge", "a.txt", "-o", "a.exe"],
        ["read", "a.txt", "--xlsx", "a.csv"],
        ["read", "a.txt", "--xlsx", "a.xlsx", "--json"],
        ["read", "a.txt", "--jobs", "0"],
        ["read", "a.txt", "--jobs", "1000"],
    ],
)
def test_an_impossible_value_or_wrong_usage_is_status_2(gongkai, words: list[str]) -> None:
    ran = gongkai(*words)
    assert ran.status == 2, ran
    assert not ran.out
    assert len(ran.err.strip().splitlines()) == 1, ran.err


def test_what_cannot_be_written_is_not_half_written(gongkai, tmp_path: Path, yuhang: Path) -> None:
    ran = gongkai("convert", yuhang, "-o", tmp_path / "no such folder" / "out.json")
    assert ran.status == 5
    assert len(ran.err.strip().splitlines()) == 1
    ran = gongkai("convert", yuhang, "-o", tmp_path)
    assert ran.status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_never_written_over(gongkai, tmp_path: Path, yuhang: Path) -> None:
    pipe = tmp_path / "out.json"
    os.mkfifo(pipe)
    ran = gongkai("convert", yuhang, "-o", pipe)
    assert ran.status == 2
    assert pipe.is_fifo()


def test_a_file_nobody_may_read_is_status_4_and_stops_nothing(gongkai, tmp_path: Path, yuhang: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text("x", encoding="utf-8")
    closed.chmod(0)
    ran = gongkai("read", closed, yuhang, "--json")
    # An administrator may read everything: then it is simply no report.
    assert ran.status == (3 if os.geteuid() == 0 else 4)
    assert '"file": "' + str(yuhang) in ran.out


@pytest.mark.parametrize("command", ["convert", "merge"])
@pytest.mark.parametrize("alias", ["same.json", "linked.json"])
def test_a_file_that_is_read_is_never_written_over(gongkai, tmp_path: Path, command: str, alias: str) -> None:
    """`convert a.pdf -o a.pdf` wrote over the source, also under another name of the same file."""
    source = tmp_path / "same.json"
    gongkai("form", "2021", "-o", source, "--organ", "示例县教育局", "--year", "2022")
    if alias != source.name:
        (tmp_path / alias).hardlink_to(source)
    before = source.read_bytes()
    ran = gongkai(command, source, "-o", tmp_path / alias)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.strip().splitlines()) == 1
    assert source.read_bytes() == before


def test_a_workbook_of_readings_is_never_one_of_the_files_read(gongkai, tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    gongkai("form", "2021", "-o", book)
    before = book.read_bytes()
    assert gongkai("read", book, "--xlsx", book).status == 2
    assert book.read_bytes() == before


def test_whoever_stops_reading_ends_the_command_without_a_fault(tmp_path: Path, samples: list[Path]) -> None:
    """`compare A B | head -3` gave 1: click ends with it when nobody reads."""
    command = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "compare", *samples[:2]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, err = running.communicate()
    assert (running.returncode, err) == (0, b"")


def test_where_nothing_can_be_written_is_told_before_anything_is_read(gongkai, tmp_path: Path) -> None:
    missing, nowhere = tmp_path / "没有.docx", tmp_path / "none"
    for command in (
        ("read", missing, "--xlsx", nowhere / "a.xlsx"),
        ("convert", missing, "-o", nowhere / "a.docx"),
        ("merge", missing, "-o", nowhere / "a.docx"),
    ):
        ran = gongkai(*command)
        assert (ran.status, ran.out) == (5, "")
        assert ran.err.count("\n") == 1
        assert f"没有文件夹 {nowhere}，" in ran.err


def test_standard_input_is_declined_in_words(gongkai, yuhang: Path) -> None:
    for command in (("read", "-"), ("convert", "-", "--to", "json"), ("compare", yuhang, "-")):
        ran = gongkai(*command)
        assert ran.status == 2
        assert "不能从标准输入读；请先存成文件" in ran.err


def test_what_the_system_refuses_is_said_in_chinese(gongkai, tmp_path: Path, yuhang: Path) -> None:
    """The brackets held the system's English: No such file or directory."""
    ran = gongkai("convert", yuhang, "-o", tmp_path / "none" / "out.json")
    assert f"没有文件夹 {tmp_path / 'none'}，out.json 没有写" in ran.err
    ran = gongkai("convert", yuhang, "-o", tmp_path / ("长" * 100 + ".json"))
    assert "写不进去（文件名太长）" in ran.err
    assert ran.status == 5
    ran = gongkai("read", tmp_path / ("长" * 100 + ".docx"))
    assert ran.status == 4
    assert "文件名太长" in ran.err
    loop = tmp_path / "loop.docx"
    loop.symlink_to(loop)
    ran = gongkai("read", loop)
    assert ran.status == 4
    assert "绕成了圈的链接" in ran.err


def test_an_encrypted_file_is_to_be_freed_of_its_password_first(gongkai, tmp_path: Path) -> None:
    """Whoever was told to save it as Word had done so: the sentence did not speak of the password."""
    path = tmp_path / "locked.docx"
    path.write_bytes(ole({"EncryptedPackage": b"\x01" * 5000, "EncryptionInfo": bytes(100)}))
    ran = gongkai("read", path)
    assert ran.status == 4
    assert "去掉密码" in ran.err


@pytest.mark.parametrize("levels", [11, 60, 200])
def test_tables_nested_too_deep_are_refused_for_their_depth(gongkai, tmp_path: Path, levels: int) -> None:
    """Two hundred levels were said to be damage: the parser gives up before the tables are counted."""
    word, page = tmp_path / "deep.docx", tmp_path / "deep.html"
    gongkai("form", "2021", "-o", tmp_path / "form.docx")
    cell = "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"
    inside = "<w:p/>"
    for _ in range(levels):
        inside = cell.format(inside)
    shutil.copy(tmp_path / "form.docx", word)
    with zipfile.ZipFile(tmp_path / "form.docx") as old, zipfile.ZipFile(word, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + inside.encode(), 1)
            new.writestr(part, data)
    table = "<table><tr><td>a</td><td>"
    page.write_text(
        f"<html><body>{table * levels}1{'</td></tr></table>' * levels}</body></html>", encoding="utf-8"
    )
    for path in (word, page):
        ran = gongkai("read", path)
        assert ran.status == 4
        assert "套" in ran.err
        assert "损坏" not in ran.err


def test_a_text_far_longer_than_any_report_is_refused_for_its_length(gongkai, tmp_path: Path) -> None:
    """Thirty-six megabytes in one line took twenty seconds to be no report."""
    path = tmp_path / "long.txt"
    path.write_text("一、本年新收" * 2_000_000, encoding="utf-8")
    ran = gongkai("read", path)
    assert ran.status == 4
    assert "万字的上限" in ran.err
