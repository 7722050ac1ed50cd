"""Whatever cannot be used: one sentence on stderr, the right status, nothing on stdout, nothing written."""

import json
import os
import time
from pathlib import Path

import pytest

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
    assert time.monotonic() - begun < 5


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
