"""A Word file as an official paper: page and type of GB/T 9704, real merged cells, heads repeated, rows whole."""

import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from annual.reports import zeros
from gongkai.annual.compose import compose
from gongkai.annual.form import Edition
from gongkai.annual.report import Chapter
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.tiling import tiled
from gongkai.papers.writing.write_docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = "<w:t>&\"'\x00\x0b\ud800\ufffe 𠮷\t甲\n乙"


def opened(*blocks: Heading | Paragraph | Grid, **options: str) -> docx.document.Document:
    return docx.Document(BytesIO(write_docx(Document(blocks, "文件"), **options)))


@pytest.fixture(scope="module")
def report() -> docx.document.Document:
    chapters = {"一": Chapter("一、总体情况", "（一）主动公开\n全年公开。")}
    return docx.Document(BytesIO(write_docx(compose(zeros(Edition.E2021, chapters=chapters)))))


def test_page_and_type_are_those_of_the_standard(report: docx.document.Document) -> None:
    (section,) = report.sections
    page = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(each.mm) for each in page] == [210, 297, 37, 35]
    assert [round(section.left_margin.mm), round(section.right_margin.mm)] == [28, 26]
    styles = {style.style_id: style.element for style in report.styles}
    assert styles["Normal"].find(f"{W}pPr/{W}spacing").get(f"{W}line") == "579"  # 28.95 points
    fonts = {name: styles[name].find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") for name in
             ("Heading1", "Heading2", "Heading3", "Cell")}  # fmt: skip
    assert fonts == {
        "Heading1": "方正小标宋简体",
        "Heading2": "黑体",
        "Heading3": "楷体_GB2312",
        "Cell": "宋体",
    }
    assert report.styles.element.find(f".//{W}rPrDefault//{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
    assert report.settings.odd_and_even_pages_header_footer


def test_headings_are_headings_and_the_title_is_the_files(report: docx.document.Document) -> None:
    said = [(p.style.name, p.text) for p in report.paragraphs if p.style.name.startswith("Heading")]
    assert said[:3] == [
        ("Heading 1", "示例县教育局2022年\n政府信息公开工作年度报告"),
        ("Heading 2", "一、总体情况"),
        ("Heading 3", "（一）主动公开"),
    ]
    assert report.core_properties.title == "示例县教育局2022年政府信息公开工作年度报告"


def test_cells_are_merged_as_in_the_form(report: docx.document.Document) -> None:
    requests = report.tables[1]
    assert (len(requests.rows), len(requests.columns)) == (28, 10)
    assert requests.cell(5, 0)._tc is requests.cell(26, 0)._tc
    assert requests.cell(0, 0)._tc is requests.cell(2, 2)._tc
    assert requests.cell(0, 3).text == requests.cell(0, 9).text == "申请人情况"
    assert report.tables[2].cell(1, 0)._tc is report.tables[2].cell(2, 0)._tc


def rows(table: docx.table.Table) -> Iterator[tuple[bool, bool]]:
    for row in table.rows:
        properties = row._tr.trPr
        yield properties.find(f"{W}tblHeader") is not None, properties.find(f"{W}cantSplit") is not None


def test_heads_come_again_on_every_page_and_no_row_is_parted(report: docx.document.Document) -> None:
    documents, requests, remedies = (list(rows(table)) for table in report.tables)
    assert [head for head, _ in requests] == [True] * 3 + [False] * 25
    assert [head for head, _ in remedies] == [True] * 3 + [False]
    assert not any(head for head, _ in documents)  # several captions: none speaks for all rows
    assert all(whole for _, whole in [*documents, *requests, *remedies])


def test_a_tall_table_begins_a_page_unless_only_the_title_stands_before_it() -> None:
    tall = tiled([[Cell("项", "", header=True)], *([Cell(str(n), "")] for n in range(30))], "")
    for before, breaks in ((Paragraph("文", ""), 1), (Heading("题", ""), 0)):
        body = opened(before, Heading("表", "", 2), tall).element.body
        assert len(body.findall(f".//{W}pageBreakBefore")) == breaks
    short = tiled([[Cell("项", "", header=True)], [Cell("1", "")]], "")
    body = opened(Paragraph("文", ""), Heading("表", "", 2), short).element.body
    assert body.find(f".//{W}pageBreakBefore") is None


def test_a_wide_table_stands_on_a_lying_page_with_its_heading() -> None:
    heads = [Cell("数量", "", header=True)] * 25
    wide = tiled([heads, [Cell("1234567", "")] * 25], "")
    made = opened(Heading("甲", ""), Paragraph("文", ""), Heading("宽表", "", 2), wide, Paragraph("后", ""))
    assert [section.orientation for section in made.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_a_line_right_above_a_table_stays_with_it() -> None:
    grid = tiled([[Cell("1", "")]], "")
    blocks = (
        Paragraph("文字。" * 40, ""),
        grid,
        Paragraph("〔本表不含：甲局〕", ""),
        grid,
        Paragraph("完。", ""),
    )
    found = docx.Document(BytesIO(write_docx(Document(blocks, "表"))))
    keeps = {p.text[:3]: p.paragraph_format.keep_with_next for p in found.paragraphs if p.text}
    assert keeps == {"文字。": None, "〔本表": True, "完。": None}


def test_a_mark_behind_a_figure_begins_a_line_where_both_find_no_room_in_one() -> None:
    narrow = tiled([[Cell("标签" * 20, "", header=True), *[Cell("36852〔存疑〕", "")] * 8]], "")
    wide = tiled([[Cell("36852〔存疑〕", "")]], "")
    for grid, lines in ((narrow, ["36852", "〔存疑〕"]), (wide, ["36852〔存疑〕"])):
        table = docx.Document(BytesIO(write_docx(Document((grid,), "表")))).tables[0]
        assert [paragraph.text for paragraph in table.rows[0].cells[-1].paragraphs] == lines


def test_narrow_heads_stand_upright() -> None:
    heads = [Cell("结果维持", "", header=True)] * 40
    made = opened(tiled([heads, [Cell("1", "")] * 40], ""))
    turned = made.tables[0]._tbl.findall(f".//{W}textDirection")
    assert {each.get(f"{W}val") for each in turned} == {"tbRlV"}
    assert len(turned) == 40


def test_any_text_is_written_as_it_stands_but_what_xml_forbids() -> None:
    made = opened(Heading(EVIL, ""), Paragraph(EVIL, ""), tiled([[Cell(EVIL, "")]], ""), remark=EVIL)
    shown = "<w:t>&\"'\ufffd\ufffd\ufffd\ufffd 𠮷\t甲\n乙"
    assert [p.text for p in made.paragraphs if p.text] == [shown] * 3
    assert made.tables[0].cell(0, 0).text == shown


def test_quotation_marks_are_set_in_the_chinese_font() -> None:
    (run,) = opened(Paragraph("“三安全一稳定”", "")).paragraphs[-1].runs
    assert run._r.rPr.rFonts.get(f"{W}hint") == "eastAsia"


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Grid((), Shape.RULED, ""),),
        (Paragraph("甲" * 10_000, ""),),
        (tiled([[Cell("甲", "")]], ""), tiled([[Cell("乙", "")]], "")),
        (Grid(((Cell("甲", ""), Cell("乙", "")), (Cell("丙", ""),)), Shape.ROWS, ""),),
    ],
    ids=["nothing", "empty grid", "long", "table after table", "loose rows"],
)
def test_odd_documents_are_sound_files(blocks: tuple[Paragraph | Grid, ...]) -> None:
    data = write_docx(Document(blocks, "文件"))
    assert write_docx(Document(blocks, "文件")) == data
    made = docx.Document(BytesIO(data))
    assert len(made.tables) == sum(isinstance(b, Grid) and any(b.rows) for b in blocks)
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            etree.fromstring(file.read(name))
        assert {info.date_time[0] for info in file.infolist()} == {1980}


@pytest.mark.office
def test_libreoffice_shows_every_character_on_four_pages(tmp_path: Path) -> None:
    """Twelve seconds where the machine is busy: the start of LibreOffice."""
    document = compose(zeros(Edition.E2019, chapters={"一": Chapter("一", "全年公开。")}))
    (tmp_path / "a.docx").write_bytes(write_docx(document))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    told = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    )
    shown = "".join(told.stdout.split())
    for block in document.blocks:
        texts = [c.text for row in block.rows for c in row] if isinstance(block, Grid) else [block.text]
        assert set("".join(texts)) <= set(shown)
    assert told.stdout.count("\f") <= 4
    assert "—1—" in shown
