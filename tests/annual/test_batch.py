"""Many files: every one has its answer, in order, whatever the others are; nothing is left running."""

import io
import os
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai import annual
from gongkai.annual.batch import Answer, FileRead, read_files
from gongkai.annual.batch_load import report_in
from gongkai.annual.batch_order import WINDOW
from gongkai.annual.writers import WRITERS
from gongkai.papers.limits import LIMITS, MB
from gongkai.papers.workers.process_tree import descendants

SAMPLES = sorted((Path(annual.__file__).parents[1] / "demo" / "samples").glob("*.txt"))
YUHANG = next(path for path in SAMPLES if path.stem == "yuhang-2020").read_bytes()
LETTER = "关于召开会议的通知\n请各科室准时参加。\n".encode()
# Long enough that no machine reads it within the time the tests give, and small on the disk.
ENDLESS = ("本机关全年收到申请1件，2件，3件。\n" * 200_000).encode()
HURRIED = replace(LIMITS, seconds=1.0, characters=10**8)


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def stored(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def told(found: Iterable[FileRead], folder: Path) -> list[tuple[str, Answer]]:
    return [(read.name.removeprefix(f"{folder}/"), read.answer) for read in found]


def test_every_file_has_its_answer_in_order(tmp_path: Path) -> None:
    paths = stored(
        tmp_path,
        {
            "b.txt": YUHANG,
            "a.docx": b"PK\x03\x04" + b"\0" * 64,
            "empty.txt": b"",
            "letter.txt": LETTER,
            "z.txt": YUHANG,
            "copy.json": b'{"organ": ',
        },
    )
    found = list(read_files([*paths, tmp_path / "none", tmp_path], jobs=2))
    assert told(found, tmp_path)[:7] == [
        ("b.txt", Answer.READ),
        ("a.docx", Answer.CANNOT_OPEN),
        ("empty.txt", Answer.CANNOT_OPEN),
        ("letter.txt", Answer.NOT_A_REPORT),
        ("z.txt", Answer.READ),
        ("copy.json", Answer.CANNOT_OPEN),
        ("none", Answer.CANNOT_OPEN),
    ]
    assert found[7].answer is Answer.CANNOT_OPEN
    assert all(bool(read.says) is (read.report is None) for read in found)
    assert found[0].report == found[4].report
    assert found[0].kind == "文本文件"
    assert all(read.document is None for read in found)
    assert descendants(os.getpid()) == []


def test_a_report_is_the_same_alone_and_among_many() -> None:
    many = list(read_files(SAMPLES * 8, jobs=2))
    assert [read.name for read in many] == [str(path) for path in SAMPLES * 8]
    reports = {path: report_in(path.read_bytes(), path.name) for path in SAMPLES}
    assert all(read.report == reports[Path(read.name)] for read in many)


def test_what_the_reader_saw_is_kept_where_it_is_asked_for(tmp_path: Path) -> None:
    (read,) = read_files(stored(tmp_path, {"报告.txt": YUHANG}), keep_document=True)
    assert read.document is not None
    assert read.document.name == "报告.txt"
    assert read.document.blocks


def test_an_archive_gives_an_answer_a_member(tmp_path: Path) -> None:
    inner = zipped({"内.txt": YUHANG})
    archive = zipped({"甲.txt": YUHANG, "乡镇/乙.docx": b"PK\x03\x04", "丙.zip": inner, "信.txt": LETTER})
    paths = stored(tmp_path, {"前.txt": YUHANG, "包.zip": archive, "空.zip": zipped({}), "后.txt": YUHANG})
    found = list(read_files(paths, jobs=2))
    assert told(found, tmp_path) == [
        ("前.txt", Answer.READ),
        ("包.zip/甲.txt", Answer.READ),
        ("包.zip/乡镇/乙.docx", Answer.CANNOT_OPEN),
        ("包.zip/丙.zip/内.txt", Answer.READ),
        ("包.zip/信.txt", Answer.NOT_A_REPORT),
        ("空.zip", Answer.CANNOT_OPEN),
        ("后.txt", Answer.READ),
    ]
    assert "包.zip/乡镇/乙.docx" in found[2].says
    assert "没有可读的文件" in found[5].says


def test_the_members_of_one_archive_are_spread_over_the_workers(tmp_path: Path) -> None:
    inside = {f"{number:02d}.txt": YUHANG if number % 3 else LETTER for number in range(40)}
    archive = zipped({**inside, "内.zip": zipped({"1.txt": YUHANG, "2.txt": YUHANG})})
    paths = stored(tmp_path, {"包.zip": archive, "坏.zip": archive[:5000] + archive[-99:], "后.txt": YUHANG})
    alone = [replace(read, seconds=0) for read in read_files(paths)]
    together = read_files(paths, jobs=3)
    first = next(together)
    assert len(descendants(os.getpid())) == 3
    assert [replace(read, seconds=0) for read in (first, *together)] == alone
    assert len(alone) == 40 + 2 + 1 + 1


def test_what_takes_too_long_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    # Nothing shorter than the time limit itself can show it: two files run into it.
    archive = zipped({"一.txt": YUHANG, "二.txt": ENDLESS, "三.txt": YUHANG})
    paths = stored(tmp_path, {"前.txt": YUHANG, "长.txt": ENDLESS, "包.zip": archive, "后.txt": YUHANG})
    found = list(read_files(paths, jobs=2, limits=HURRIED))
    assert told(found, tmp_path) == [
        ("前.txt", Answer.READ),
        ("长.txt", Answer.CANNOT_OPEN),
        ("包.zip/一.txt", Answer.READ),
        ("包.zip/二.txt", Answer.CANNOT_OPEN),
        ("包.zip/三.txt", Answer.READ),
        ("后.txt", Answer.READ),
    ]
    for read in (found[1], found[3]):
        assert "读了1秒还没有读完" in read.says
        assert read.name in read.says


def test_what_takes_too_much_memory_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    paths = stored(tmp_path, {"大.txt": ENDLESS * 3, "后.txt": YUHANG})
    found = list(read_files(paths, limits=replace(LIMITS, memory=128 * MB, characters=10**8)))
    assert told(found, tmp_path) == [("大.txt", Answer.CANNOT_OPEN), ("后.txt", Answer.READ)]
    assert "内存超过128MB" in found[0].says


def test_files_are_taken_as_they_are_needed_however_many_there_are(tmp_path: Path) -> None:
    (path,) = stored(tmp_path, {"报告.txt": YUHANG})
    taken = 0

    def endless() -> Iterable[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield path

    answers = read_files(endless(), jobs=2)
    for _ in range(5):
        assert next(answers).answer is Answer.READ
    assert taken <= WINDOW + 5
    assert descendants(os.getpid())
    answers.close()
    assert descendants(os.getpid()) == []


@pytest.mark.parametrize("text", ["[索引号] 33011\n[发布机构] 余杭区教育局\n", "{公开}\n"])
def test_a_page_that_begins_with_a_bracket_is_no_exchange_format(text: str) -> None:
    assert report_in(text.encode() + YUHANG, "报告.txt").cells


def test_the_exchange_format_is_known_by_content_in_any_encoding(tmp_path: Path) -> None:
    text = '{\n "organ": null'
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        (read,) = read_files(stored(tmp_path, {"报告.docx": data}))
        assert read.kind == "JSON（交换格式）"
        assert "不是完整的JSON" in read.says


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Two reports as LibreOffice writes .doc."""
    folder = tmp_path_factory.mktemp("old")
    for path in SAMPLES[:2]:
        report = report_in(path.read_bytes(), path.name)
        (folder / f"{path.stem}.docx").write_bytes(WRITERS["docx"](report, None))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", folder, *folder.glob("*.docx")],
        check=True,
        capture_output=True,
    )
    return [path.read_bytes() for path in sorted(folder.glob("*.doc"))]


@pytest.mark.office
def test_old_word_files_are_read_together_wherever_they_lie(tmp_path: Path, old_word: list[bytes]) -> None:
    # Two runs of LibreOffice, one for the folder's files and one for the archive's: each takes a second or two.
    one, other = old_word
    paths = stored(
        tmp_path,
        {
            "一.doc": one,
            "前.txt": YUHANG,
            "断.doc": one[: len(one) // 2],
            "包.zip": zipped({"二.doc": other, "一.wps": one, "信.txt": LETTER}),
            "二.doc": other,
        },
    )
    found = list(read_files(paths, jobs=2))
    assert told(found, tmp_path) == [
        ("一.doc", Answer.READ),
        ("前.txt", Answer.READ),
        ("断.doc", Answer.CANNOT_OPEN),
        ("包.zip/二.doc", Answer.READ),
        ("包.zip/一.wps", Answer.READ),
        ("包.zip/信.txt", Answer.NOT_A_REPORT),
        ("二.doc", Answer.READ),
    ]
    reports = [report_in(path.read_bytes(), path.name) for path in SAMPLES[:2]]
    for read, report in ((found[0], reports[0]), (found[3], reports[1]), (found[6], reports[1])):
        assert read.report is not None
        assert read.report.cells == report.cells
        assert read.seconds > 0
