"""A document as a page that stands alone: whole, escaped, accessible, always the same."""

from pathlib import Path

import pytest

from gongkai.annual.compose import compose
from gongkai.annual.contract import loads
from gongkai.annual.form import Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Report
from gongkai.papers.geometry import placed
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.writing.write_html import STYLE, write_html
from markup import Node, read

GOLDEN = Path(__file__).parents[1] / "golden" / "report.html"
SAMPLE = Path(__file__).parents[1] / "demo" / "expected" / "yuhang-2020.json"


def parse(html: str) -> Node:
    root, problems = read(html)
    assert problems == []
    return root


def page(*blocks: Heading | Paragraph | Grid, **options: object) -> Node:
    return parse(write_html(Document(blocks, "文件"), **options))  # type: ignore[arg-type]


def test_a_report_as_a_page_is_the_golden_page() -> None:
    """Golden file: when the page changes on purpose, write it anew and read the difference."""
    written = write_html(
        compose(loads(SAMPLE.read_text(encoding="utf-8"))),
        source="数据来源：该局公布的2020年度报告",
        remark="演示数据",
        noindex=True,
    )
    assert written == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", list(Edition))
def test_every_number_names_headers_that_are_there(edition: Edition) -> None:
    form = form_of(edition)
    root = parse(write_html(compose(Report("示例县教育局", 2022, edition, dict.fromkeys(form.addresses, 0)))))
    ids = [node["id"] for node in root.all() if node.get("id")]
    assert len(set(ids)) == len(ids)
    cells = list(root.all("td"))
    assert len(cells) == len(form.addresses)
    for cell in cells:
        assert set(cell["headers"].split()) <= set(ids)
    assert {node["scope"] for node in root.all("th")} == {"col", "colgroup", "row", "rowgroup"}


def test_text_is_escaped() -> None:
    evil = '<script>alert(1)</script> & "引号" \''
    root = page(
        Heading(evil, ""), Paragraph(evil, ""), Grid(((Cell(evil, ""),),), Shape.RULED, ""), remark=evil
    )
    assert not list(root.all("script"))
    for tag in ("h1", "td", "title"):
        assert root.one(tag).text == evil
    assert [node.text for node in root.all("p")] == [evil, evil]


def test_signs_that_no_page_may_hold_are_shown_as_lost() -> None:
    assert page(Paragraph("甲\x00乙\ud800丙", "")).one("p").text == "甲\ufffd乙\ufffd丙"


def test_lines_in_a_cell_stay_lines() -> None:
    assert "不予<br>公开" in write_html(
        Document((Grid(((Cell("不予\n公开", ""),),), Shape.RULED, ""),), "甲")
    )


def test_one_heading_of_the_first_level() -> None:
    assert [node.text for node in page(Paragraph("文", "")).all("h1")] == ["文件"]
    twice = page(Heading("甲", ""), Heading("乙", ""), Heading("丙", "", 9))
    assert [(node.tag, node.text) for node in twice.all("h1", "h2", "h6")] == [
        ("h1", "甲"),
        ("h2", "乙"),
        ("h6", "丙"),
    ]


@pytest.mark.parametrize("noindex", [True, False])
def test_robots_are_told_only_when_asked(noindex: bool) -> None:
    robots = list(page(noindex=noindex).all("meta", name="robots"))
    assert [node["content"] for node in robots] == (["noindex"] if noindex else [])


def test_remark_first_and_source_last() -> None:
    lines = [node.text for node in page(Paragraph("正文", ""), remark="演示数据", source="来源").all("p")]
    assert lines == ["演示数据", "正文", "来源"]
    assert [node.text for node in page(Paragraph("正文", "")).all("p")] == ["正文"]


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    assert not [
        word for word in ("<script", "src=", "url(", "@import", "http:", "https:", " style=") if word in text
    ]


def test_a_grid_whose_columns_are_not_proven_is_written_row_by_row() -> None:
    loose = Grid(((Cell("甲", ""), Cell("乙", "")), (Cell("丙", ""),)), Shape.ROWS, "")
    rows = [[cell.text for cell in row.all("td")] for row in page(loose).all("tr")]
    assert rows == [["甲", "乙"], ["丙", ""]]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([[Cell("甲", "", across=2)], [Cell("乙", "")]], "没有铺满"),
        ([[Cell("甲", "", down=2)]], "没有铺满"),
        ([[Cell("甲", ""), Cell("乙", "", down=2)], [Cell("丙", "", across=2)]], "重叠在第2行第2列"),
    ],
)
def test_a_ruled_grid_with_holes_or_overlaps_is_refused(rows: list[list[Cell]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        placed(Grid(tuple(tuple(row) for row in rows), Shape.RULED, ""))


def test_labels_keep_their_width_on_a_narrow_screen() -> None:
    """At 360 pixels the labels of 表三 shrank to one character a line."""
    assert 'th[scope^="row"] { min-width: 6em; }' in STYLE
