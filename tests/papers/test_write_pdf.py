"""A PDF as an official paper: what it says can be selected, heard and found; nothing is printed as a box."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from pypdfium2 import raw

from annual.reports import zeros
from gongkai.annual.compose import compose
from gongkai.annual.form import Edition
from gongkai.annual.report import Chapter
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.tiling import tiled
from gongkai.papers.writing.fonts import Fonts, MissingGlyph, find_fonts
from gongkai.papers.writing.write_pdf import write_pdf

pytestmark = pytest.mark.fonts
MARKUP = '#eval("1") *粗* _斜_ $x^2$ `码` <标> @引 = 题 // 注 \\ [甲] {乙} #import "/etc" ~ -- ---'


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return find_fonts()


@pytest.fixture(scope="module")
def report(fonts: Fonts) -> bytes:
    chapters = {
        "一": Chapter("一、总体情况", "（一）主动公开\n" + "全年公开。" * 200),
        "六": Chapter("六", "无。"),
    }
    return write_pdf(compose(zeros(Edition.E2021, chapters=chapters)), fonts)


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as file:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in file]
    return "".join(re.sub(r"—\d+—", "", page) for page in pages)


def test_it_is_a4_tagged_titled_and_in_chinese(report: bytes) -> None:
    with pypdfium2.PdfDocument(report) as file:
        assert {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in file} == {(210, 297)}
        assert file.get_metadata_value("Title") == "示例县教育局2022年政府信息公开工作年度报告"
        assert raw.FPDFCatalog_IsTagged(file)
    assert b"pdfuaid:part>1<" in report
    assert b"pdfaid:part>2<" in report
    assert b"/Lang" in report


def test_chapters_are_bookmarks(report: bytes) -> None:
    with pypdfium2.PdfDocument(report) as file:
        found = [(mark.level, mark.get_title()) for mark in file.get_toc()]
    assert found[0] == (0, "示例县教育局2022年政府信息公开工作年度报告")
    assert found[1:3] == [(1, "一、总体情况"), (2, "（一）主动公开")]
    assert found[-1] == (1, "六、其他需要报告的事项")


def test_page_numbers_stand_at_the_outer_edge(report: bytes) -> None:
    with pdfplumber.open(BytesIO(report)) as file:
        for number, page in enumerate(file.pages, start=1):
            words = [word for word in page.extract_words() if word["top"] > page.height - 100]
            (place,) = [word["x0"] for word in words if word["text"].strip("—") == str(number)]
            assert (place > page.width / 2) == (number % 2 == 1)


def test_every_font_is_embedded(report: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(report)
    told = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], check=True, capture_output=True, text=True)
    lines = told.stdout.splitlines()[2:]
    assert lines
    assert all(" yes yes yes " in line for line in lines)  # embedded, a part of it, with its characters


def test_a_long_table_has_its_heads_on_every_page_and_no_row_parted(fonts: Fonts) -> None:
    rows = [[Cell("单位", "", header=True), Cell("件数", "", header=True)]]
    rows += [[Cell(f"第{n}局", "", header=True), Cell(str(n), "")] for n in range(1000, 1090)]
    data = write_pdf(Document((Heading("汇总", ""), tiled(rows, "")), "汇总"), fonts)
    with pdfplumber.open(BytesIO(data)) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    assert len(tables) >= 3
    assert all(table[0] == ["单位", "件数"] for table in tables)
    assert [row[1] for table in tables for row in table[1:]] == [str(n) for n in range(1000, 1090)]


def test_a_group_taller_than_a_page_is_parted_and_nothing_stands_in_the_margin(fonts: Fonts) -> None:
    head = [Cell("组", "", across=1, header=True), Cell("项", "", header=True), Cell("数", "", header=True)]
    label = Cell("办理结果", "", down=60, header=True)
    rows = [
        head,
        *([label] * (n == 0) + [Cell(f"第{n}项", "", header=True), Cell("0", "")] for n in range(60)),
    ]
    data = write_pdf(Document((Heading("表", "", 1), tiled(rows, "")), "表"), fonts)
    with pdfplumber.open(BytesIO(data)) as pdf:
        words = [word for page in pdf.pages for word in page.extract_words()]
        height = pdf.pages[0].height
    figures = [word for word in words if word["text"].endswith("项") and word["text"] != "项"]
    assert [word["text"] for word in figures] == [f"第{n}项" for n in range(60)]
    assert max(word["bottom"] for word in figures) < height - 35 / 25.4 * 72


def test_a_line_right_above_a_table_stays_with_it(fonts: Fonts) -> None:
    grid = tiled([[Cell(f"{n}", "")] for n in range(30)], "")
    for lines in range(12, 20):  # somewhere among them the line would be the last of its page
        blocks = (*(Paragraph("文字。", "") for _ in range(lines)), Paragraph("〔本表不含：甲局〕", ""), grid)
        with pdfplumber.open(BytesIO(write_pdf(Document(blocks, "表"), fonts))) as pdf:
            pages = [page.extract_text() for page in pdf.pages]
        (page,) = [text for text in pages if "本表不含" in text]
        assert "\n0\n" in page


def test_text_is_never_markup(fonts: Fonts) -> None:
    blocks = (Heading(MARKUP, ""), Paragraph(MARKUP, ""), tiled([[Cell(MARKUP, "")]], ""))
    said = text_of(write_pdf(Document(blocks, MARKUP), fonts, remark=MARKUP))
    assert said.count("".join(MARKUP.split())) == 4


def test_a_long_address_in_a_narrow_cell_is_parted_and_not_cut(fonts: Fonts) -> None:
    address = "http://example.cn/" + "a" * 200
    rows = [[Cell("来源", "", header=True), *[Cell("数量", "", header=True)] * 8]]
    rows += [[Cell(address, ""), *[Cell("1", "")] * 8]]
    data = write_pdf(Document((tiled(rows, ""),), "甲"), fonts)
    assert address in text_of(data).replace("\u200b", "")
    with pdfplumber.open(BytesIO(data)) as file:
        (table,) = file.pages[0].find_tables()
        first = table.rows[1].cells[0]
        assert all(c["x1"] <= first[2] for c in file.pages[0].chars if c["text"] == "a")


def test_a_character_that_no_font_has_is_named_and_nothing_written(fonts: Fonts) -> None:
    with pytest.raises(MissingGlyph, match=r"“ꙮ”（U\+A66E）.*没有写PDF"):
        write_pdf(Document((Paragraph("甲ꙮ乙", ""),), "甲"), fonts)
    with pytest.raises(MissingGlyph, match=r"U\+F0123"):
        write_pdf(Document((tiled([[Cell("\U000f0123", "")]], ""),), "甲"), fonts)


def test_rare_characters_come_from_another_font_and_forbidden_ones_show_as_lost(fonts: Fonts) -> None:
    said = text_of(write_pdf(Document((Paragraph("珺堃𠮷é①㎡\x07\ud800\ufffd\u200b零", ""),), "甲"), fonts))
    assert "珺堃𠮷é①㎡〓〓〓零" in said.replace("\u200b", "")


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Grid((), Shape.RULED, ""),),
        (Heading("乙", "", 3), Heading("甲", "", 1), Heading("丙", "", 9)),
        (Paragraph("公开" * 5_000, ""), Paragraph("", "")),
        (tiled([[Cell("数量", "", header=True)] * 30, [Cell("1234567", "")] * 30], ""), Paragraph("后", "")),
        (tiled([[Cell("结果维持", "", header=True)] * 40, [Cell("1", "")] * 40], ""),),
        (
            tiled(
                [[Cell("甲\n乙", "", down=2), Cell("丙", "", header=True)], [Cell("丁", "", header=True)]], ""
            ),
        ),
        (Grid(((Cell("甲", ""), Cell("乙", "")), (Cell("丙", ""),)), Shape.ROWS, ""),),
    ],
    ids=[
        "nothing",
        "empty grid",
        "levels left out",
        "long",
        "lying",
        "upright heads",
        "odd heads",
        "loose rows",
    ],
)
def test_odd_documents_are_set_and_always_alike(fonts: Fonts, blocks: tuple[Paragraph | Grid, ...]) -> None:
    data = write_pdf(Document(blocks, "文件"), fonts)
    assert write_pdf(Document(blocks, "文件"), fonts) == data
    said = text_of(data)
    for block in blocks:
        texts = [cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text]
        assert all(line in said for text in texts for line in text.split("\n"))
