"""A workbook as printed: a sheet a table, figures as numbers where Excel holds them, nothing ever a formula."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from annual.reports import zeros
from gongkai.annual.form import Edition
from gongkai.annual.report import Chapter
from gongkai.annual.writers import WRITERS
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.tiling import tiled
from gongkai.papers.writing.write_xlsx import write_xlsx

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(A1)",
    "{=A1}",
    "\t=1",
    "http://a.cn/",
    "_x0041_",
)


def opened(*blocks: Heading | Paragraph | Grid, names: dict[str, str] | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write_xlsx(Document(blocks, "文件"), names=names)))


def one(text: str) -> Grid:
    return tiled([[Cell(text, "")]], "")


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    chapters = {key: Chapter(key, "甲。") for key in "一五六"}
    return openpyxl.load_workbook(BytesIO(WRITERS["xlsx"](zeros(Edition.E2021, chapters=chapters), None)))


def column(sheet: Worksheet) -> list[object]:
    return [row[0].value for row in sheet.iter_rows() if row[0].value is not None]


def test_every_table_has_a_sheet_and_text_stands_together(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["正文", "主动公开", "申请办理", "复议诉讼", "问题与改进"]
    assert column(book["正文"]) == ["示例县教育局2022年政府信息公开工作年度报告", "一、总体情况", "甲。"]
    assert column(book["问题与改进"])[-2:] == ["六、其他需要报告的事项", "甲。"]
    assert book.properties.title == "示例县教育局2022年政府信息公开工作年度报告"


def test_the_form_is_merged_frozen_and_set_up_for_a4(book: openpyxl.Workbook) -> None:
    sheet = book["申请办理"]
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A1:J1", "A2:C4", "D2:J2", "A7:A28"}
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$2:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["主动公开"].freeze_panes is None  # its captions come again further down


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("12", 12, "0"),
        ("-8", -8, "0"),
        ("17.2750", 17.275, "0.0000"),
        ("0.10", 0.1, "0.00"),
        ("123456789012345", 123456789012345, "0"),
        ("1234567890123456", "1234567890123456", "@"),
        ("12345678901.23456", "12345678901.23456", "@"),
        ("00", "00", "@"),
        ("+4", "+4", "@"),
        ("1,113", "1,113", "@"),
        ("17万元", "17万元", "@"),
        ("-0", "-0", "@"),
        ("", None, "@"),
    ],
)
def test_a_figure_is_a_number_only_where_excel_shows_it_as_printed(
    text: str, value: object, shown: str
) -> None:
    cell = opened(one(text)).active["A1"]
    assert (cell.value, cell.number_format) == (value, shown)


def test_a_head_of_digits_stays_text() -> None:
    head = tiled([[Cell("2022", "", header=True)], [Cell("1", "")]], "")
    assert opened(head).active["A1"].value == "2022"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    data = write_xlsx(Document((Heading(text, ""), Paragraph(text, ""), one(text)), text), names={text: "甲"})
    with zipfile.ZipFile(BytesIO(data)) as file:
        sheets = [file.read(name) for name in file.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"hyperlink" in sheet for sheet in sheets)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_title_with_signs_that_a_sheets_name_may_not_have_is_a_name_all_the_same() -> None:
    blocks = [Heading(f"甲[乙]:*?/\\丙'{'长' * 40}", "", 2), one("1"), Heading("History", "", 2), one("2")]
    blocks += [Heading("重", "", 2), one("3"), Heading("重", "", 2), one("4"), one("5")]
    names = opened(*blocks).sheetnames
    assert names[0] == f"甲乙丙'{'长' * 27}"[:31]
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert "history" not in [name.casefold() for name in names]


@pytest.mark.parametrize("length", [10_000, 40_000])
def test_a_long_text_is_whole_and_has_the_room_it_needs(length: int) -> None:
    text = "公开" * (length // 2)
    sheet = opened(Heading("甲", ""), Paragraph(text, "")).active
    assert "".join(str(value) for value in column(sheet)[1:]) == text
    heights = [sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)]
    assert max(heights) <= 409
    assert sum(heights) >= length / 40 * 12


@pytest.mark.parametrize("blocks", [(), (Grid((), Shape.RULED, ""),), (Paragraph("\x00\ud800𠮷", ""),)])
def test_odd_documents_are_sound_files_and_always_alike(blocks: tuple[Paragraph | Grid, ...]) -> None:
    data = write_xlsx(Document(blocks, "文件"))
    assert data == write_xlsx(Document(blocks, "文件"))
    assert len(openpyxl.load_workbook(BytesIO(data)).worksheets) == 1
