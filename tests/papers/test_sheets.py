"""Workbooks of every kind: the cells as a person sees them, in their true columns."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack
from subprocess import run

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.papers.limits import Limits
from gongkai.papers.model import Grid, Heading
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import UNSEEN
from papers.printed import grids, lines, opened, remarks


def made(fill: Callable[[Worksheet], None], *more: Callable[[Worksheet], None]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    for number, each in enumerate(more, 2):
        each(book.create_sheet(f"表{number}"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def report(sheet: Worksheet) -> None:
    """Merges, formats, text that looks like a number, a hidden row and column, a formula, a blank row."""
    sheet["A1"] = "云溪县教育局报告"
    sheet.merge_cells("A1:D1")
    sheet.append(["行", "藏", "自然人", "总计"])
    sheet.append(["新收", 9, 12.0, "0012"])
    sheet.append(["藏行", 9, 9, 9])
    sheet.append(["结转", 9, None, 3])
    sheet["D5"].number_format = '0"件"'
    sheet["A6"] = "结果"
    sheet["C6"] = 0.1 + 0.2
    sheet.merge_cells("A6:A7")
    sheet["C7"] = "=1+2"
    sheet["D9"] = "尾"
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True


OLD = (Path(__file__).parent / "samples" / "report.xls").read_bytes()
REPORT = [
    ["行", "自然人", "总计"],
    ["新收", "12", "0012"],
    ["结转", "", "3件"],
    ["结果 2×1", "0.3", ""],
    ["=1+2（C7没有存计算结果）", ""],
    ["", "", ""],
    ["", "", "尾"],
]


def test_a_workbook_is_read_as_it_is_shown() -> None:
    document = opened(made(report))
    assert lines(document) == ["云溪县教育局报告"]
    assert grids(document) == [REPORT]
    assert remarks(document) == [("=1+2（C7没有存计算结果）", "由公式得出")]
    grid = document.blocks[-1]
    assert isinstance(grid, Grid)
    assert grid.rows[2][2].at == "工作表“Sheet”D5"


def styled(sheet: Worksheet) -> None:
    """Struck and raised letters, whole and in part, numbers and texts that are not shown, a drawn blank row."""
    line = Border(*[Side("thin")] * 4)
    sheet.append(["头", 5, 7, CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "3"))])
    sheet.append(["次", 0, "藏", CellRichText(TextBlock(InlineFont(strike=True), "1"), "2")])
    sheet["B1"].font = Font(strike=True)
    sheet["C1"].number_format = sheet["C2"].number_format = ";;;"
    for column in range(1, 5):
        sheet.cell(3, column).border = line
    sheet.sheet_view.showZeros = False


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_kinds_of_workbook_say_the_same(kind: str, tmp_path: Path) -> None:
    """Written by LibreOffice, which computes the formula."""
    (tmp_path / "a.xlsx").write_bytes(made(report))
    (tmp_path / "b.xlsx").write_bytes(made(styled))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = tmp_path / "out"
    run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", target, *tmp_path.glob("*.xlsx")],
        check=True, capture_output=True, timeout=60)  # fmt: skip
    data = (target / f"a.{kind}").read_bytes()
    document = opened(data)
    assert lines(document) == ["云溪县教育局报告"]
    assert grids(document) == [[["3" if "没有存" in text else text for text in row] for row in REPORT]]
    assert remarks(document) == [("3", "由公式得出")]
    if kind != "ods":  # an independent reader finds the same numbers, formats and hiding apart
        rows = python_calamine.load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()
        assert rows[2] == ["新收", 9.0, 12.0, "0012"]
        other = opened((target / "b.xls").read_bytes())
        ((head, second, drawn),) = grids(other)
        assert head == ["头", "5", "（存的数是7）", "12 3 "]
        assert second == ["次", "（不显示的0）", "", " 1 2"]
        assert drawn == [""] * 4
        assert remarks(other) == remarks(opened(made(styled)))


def test_hidden_sheets_are_not_read_and_several_are_named() -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet["A1"] = 9
        sheet.sheet_state = "veryHidden"

    document = opened(made(report, hidden, lambda sheet: sheet.append(["另", 1])))
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["Sheet", "表3"]
    assert len(grids(document)) == 2


def test_a_merged_text_under_a_hidden_column_is_still_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["题", None, 9])
        sheet.append([1, 2, 3])
        sheet.merge_cells("A1:B1")
        sheet.column_dimensions["A"].hidden = True

    assert grids(opened(made(fill))) == [[["题", "9"], ["2", "3"]]]


def test_struck_and_raised_letters_are_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A1"].font = 5, Font(strike=True)
        sheet["B1"] = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "3"))
        sheet["C1"] = CellRichText(TextBlock(InlineFont(strike=True), "1"), "2")

    assert remarks(opened(made(fill))) == [
        ("5", "有删除线"),
        ("12 3 ", "有上标、下标或公式"),
        (" 1 2", "有删除线"),
    ]


def faded(sheet: Worksheet) -> None:
    """White letters on white, on blue; black ones on black; a white run; letters that a condition makes white."""
    white, unseen = Font(color="FFFFFFFF"), [1, 2, 5]
    sheet.append(["甲", *range(1, 8)])
    for column in unseen:
        sheet.cell(1, column + 1).font = white
    sheet["D1"].fill = PatternFill("solid", fgColor="FF000000")
    sheet["F1"].fill = PatternFill("solid", fgColor="FF4472C4")
    sheet["H1"] = CellRichText("1", TextBlock(InlineFont(color="FFFFFFFF"), "2"))
    rule = CellIsRule(operator="equal", formula=["0"], font=white)
    sheet.conditional_formatting.add("G1:G9", rule)


_TOLD = [("1", UNSEEN), ("2", UNSEEN), ("3", UNSEEN), ("6", UNSEEN), ("1 2 ", UNSEEN)]


def test_letters_in_the_colour_of_their_ground_are_told() -> None:
    assert remarks(opened(made(faded))) == _TOLD


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_kinds_of_workbook_tell_them_too(kind: str, tmp_path: Path) -> None:
    """But for a condition."""
    (tmp_path / "a.xlsx").write_bytes(made(faded))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / "out", tmp_path / "a.xlsx"],
        check=True, capture_output=True, timeout=60)  # fmt: skip
    assert remarks(opened((tmp_path / "out" / f"a.{kind}").read_bytes())) == [*_TOLD[:3], _TOLD[-1]]


def test_a_formula_whose_result_a_program_left_at_nought_is_not_nought() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["甲", 1, 2])
        sheet.write_formula(0, 3, "=SUM(B1:C1)")
        sheet.write_formula(0, 4, "=SUM(B1:C1)", None, 3)
    assert grids(opened(out.getvalue())) == [[["甲", "1", "2", "=SUM(B1:C1)（D1没有存计算结果）", "3"]]]


def test_errors_and_truths_are_texts() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["#REF!", True, "x\r\ny"])
        sheet["A1"].data_type = "e"

    assert grids(opened(made(fill))) == [[["#REF!", "TRUE", "x\ny"]]]


def test_a_sheet_as_long_as_can_be_is_short_where_it_is_blank() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B1"], sheet["B30"], sheet["A1048576"], sheet["C1048576"] = "头", 1, "尾", 2

    (grid,) = grids(opened(made(fill)))
    assert [row for row in grid if any(row)] == [["", "头", ""], ["", "1", ""], ["尾", "", "2"]]
    assert len(grid) == 5


def test_too_many_cells_are_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(20):
            sheet.append([row] * 20)

    with pytest.raises(CannotOpen, match="上限"):
        opened(made(fill), Limits(cells=300))

    def corners(sheet: Worksheet) -> None:
        for place in range(1, 300):
            sheet.cell(place, place, place)

    with pytest.raises(CannotOpen, match="299行299列"):
        opened(made(corners), Limits(cells=10_000))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("damage", [b"", b"<x", b"\x00" * 50])
def test_a_damaged_workbook_is_refused_in_one_sentence(part: str, damage: bytes) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made(report))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, damage if name == part else old.read(name))
    with pytest.raises(CannotOpen, match=r"^报告.*损坏"):
        opened(out.getvalue())


def test_a_nought_in_an_old_workbook_that_is_computed_anew_on_opening_is_no_figure() -> None:
    """The formula's result is 3 in the sample, its flags say that nothing is left to compute."""
    formula = OLD.index(pack("<d", 3.0))
    stale = OLD[:formula] + pack("<dH", 0.0, 2) + OLD[formula + 10 :]
    assert "=（C7没有存计算结果）" in str(grids(opened(stale)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda data: data.replace(pack("<HH", 0x5C, 112), pack("<HH", 0x2F, 112), 1), "设有密码"),
        (lambda data: data[:2048] + pack("<8H", 0x809, 8, 0x500, 5, 0, 0, 0x0A, 0) + data[2064:], "Excel 95"),
        (lambda data: data.replace(pack("<HH", 0x0A, 0), pack("<HH", 0x0B, 0)), "已损坏"),
    ],
)
def test_an_old_workbook_that_is_not_read_is_told_and_nothing_is_printed(
    wrong: Callable[[bytes], bytes], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library prints what it finds wrong."""
    data = wrong(OLD)
    assert data != OLD
    with pytest.raises(CannotOpen, match=f"^报告.*{said}"):
        opened(data)
    assert capfd.readouterr() == ("", "")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_damage_of_an_old_workbook_is_refused_or_read(data: st.DataObject) -> None:
    whole = bytearray(OLD)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        opened(bytes(whole[: data.draw(st.integers(600, len(whole)))]), Limits(cells=5000))
    except CannotOpen as problem:
        assert str(problem).startswith("报告")  # noqa: PT017 - either outcome is right
