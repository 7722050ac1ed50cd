"""The workbook of many readings: what was read is in it, as numbers and as text, never as formulas."""

import resource
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gongkai.annual.batch import Answer, FileRead
from gongkai.annual.form import Address, Edition
from gongkai.annual.report import Report, Trace, Unread
from gongkai.cli.plain import read_workbook
from gongkai.cli.plain.read_workbook import ReadWorkbook

AMOUNT = Address("table2", "procurement", "amount")
TOTAL = Address("table3", "closed", "total")
NEW = Address("table3", "new", "total")


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def made(path: Path, *reads: FileRead, interrupted: bool = False) -> dict[str, list[tuple[object, ...]]]:
    book = ReadWorkbook(path, path.parent)
    for read in reads:
        book.add(read)
    book.close(interrupted=interrupted)
    return sheets(path)


REPORT = Report(
    "=HYPERLINK(1)",
    2020,
    Edition.E2019,
    {AMOUNT: Decimal("2873.4950"), TOTAL: 10**17, NEW: None},
    {AMOUNT: "万元"},
    unread=(Unread(*NEW, "表2行3列4", "=1+1", "看不清"), Unread(None, None, None, "L9", "7", "多出一格")),
    trace=(Trace(AMOUNT, "2873.4950万元", "表1行2列3"),),
)


def test_cells_are_rows_with_their_place_and_blanks_stay_blank(tmp_path: Path) -> None:
    found = made(tmp_path / "a.xlsx", FileRead("报告.docx", Answer.READ, REPORT, "Word文件（.docx）"))
    head, *rows = found["数字"]
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    amount, total, new = cells
    assert amount["值"] == 2873.495
    assert (amount["单位"], amount["原样"], amount["出处"]) == ("万元", "2873.4950万元", "表1行2列3")
    assert total["值"] == str(10**17)  # a spreadsheet would round it
    assert (new["值"], new["状态"]) == (None, "存疑")
    assert {cell["机关"] for cell in cells} == {"=HYPERLINK(1)"}
    doubts = found["存疑"]
    assert [row[6] for row in doubts] == ["原文", "=1+1", "7"]
    assert found["文件"][1][:6] == ("报告.docx", "读出", "=HYPERLINK(1)", 2020, "2019", "否")


def test_what_was_refused_is_in_it_with_its_sentence(tmp_path: Path) -> None:
    says = "坏.docx是损坏的压缩文件"
    found = made(
        tmp_path / "a.xlsx",
        FileRead("坏\udc80.docx", Answer.CANNOT_OPEN, kind="损坏的压缩文件", says=says),
        FileRead("信.txt", Answer.NOT_A_REPORT, says="x" * 40_000),
        interrupted=True,
    )
    _, bad, letter, last = found["文件"]
    assert (bad[0], bad[1], bad[-1]) == ("坏\\udc80.docx", "打不开", says)
    assert len(str(letter[-1])) == 32_767
    assert "已中断" in str(last[0])


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_workbook, "MOST_ROWS", 3)
    found = made(tmp_path / "a.xlsx", *[FileRead(f"{n}.txt", Answer.READ, REPORT) for n in range(3)])
    assert {"文件", "文件2", "数字", "数字2", "存疑", "存疑2"} <= set(found)
    assert all(len(rows) <= 3 for rows in found.values())
    assert sum(len(rows) - 1 for name, rows in found.items() if name.startswith("数字")) == 9


def test_the_same_readings_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        made(tmp_path / name, FileRead("报告.docx", Answer.READ, REPORT))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_command_writes_it_whole_or_not_at_all(gongkai, tmp_path: Path, yuhang: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04")
    ran = gongkai("read", yuhang, bad, "--xlsx", tmp_path / "a.xlsx")
    assert ran.status == 4
    assert ran.out == f"已写 {tmp_path / 'a.xlsx'}\n"
    assert "读出 1" in ran.err
    assert [row[1] for row in sheets(tmp_path / "a.xlsx")["文件"]] == ["结果", "读出", "打不开"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "坏.docx"]
    assert gongkai("read", yuhang, "--xlsx", tmp_path / "none" / "a.xlsx").status == 5


def test_what_was_begun_is_cleared_away_where_the_disk_takes_no_more(tmp_path: Path, yuhang: Path) -> None:
    """The rows of a workbook that could not be written were left in the folder, and kept the disk full."""
    command = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "read", *[yuhang] * 8]
    ran = subprocess.run(
        [*command, "--xlsx", tmp_path / "a.xlsx"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert (ran.returncode, ran.stdout) == (5, "")
    assert "a.xlsx 写不进去（" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == []
