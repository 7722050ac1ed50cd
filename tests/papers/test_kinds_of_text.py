"""What kind of text some bytes are, in which encoding, and the readers of the smaller kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.encodings import decode_page
from gongkai.papers.kinds import Kind, kind_of
from gongkai.papers.limits import Limits
from gongkai.papers.model import Grid, Shape
from gongkai.papers.refusal import CannotOpen
from papers.printed import grids, lines, opened

SENTENCE = "云溪县教育局政府信息公开工作年度报告，本年新收申请三件，均已办结。"
TRADITIONAL = "雲溪縣教育局政府資訊公開工作年度報告，本年新收申請三件，均已辦結。"
TABLE = "行,自然人,商业企业,总计\n新收,1,2,3\n结转,,0,0\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!-- x -->\n<div>a", Kind.HTML),
        ("<center>a", Kind.HTML),
        ("<script>x</script><body>a", Kind.HTML),
        ("页面\n<html><head></head><body>a", Kind.HTML),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="x"><body>a', Kind.HTML),
        ("MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n", Kind.MHTML),
        ("# 报告\n<b>粗</b>\n", Kind.TEXT),
        ("a < b 而 c > d", Kind.TEXT),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "Excel的XML文件"),
        ('<?xml version="1.0"?><feed/>', "XML文件"),
        (TABLE, Kind.CSV),
        (TABLE.replace(",", ";"), Kind.CSV),
        (f"标题,,,\n{TABLE}", Kind.CSV),
        (f"一、总体情况\n{TABLE}说明\n", Kind.CSV),
        ("In 2020, we published, among others, rules.\nThen, as before, we did, too.\nSo, at last, it, ended.\n"
         "And this line, which goes on, as such lines in an English report do, is no table.\n", Kind.TEXT),
        ("2020年, 本局公开信息1,234条, 其中规章0件, 规范性文件2件。\n新收申请1,000件, 办结1,000件。\n", Kind.TEXT),
        ("1,234,567,890\n2,345,678,901\n", Kind.TEXT),
        ("a,b,c\nd,e,f\ng,h,i\n", Kind.TEXT),
        ("甲\t1,2,3,4\n乙\t1,2,3,4\n丙\t1,2,3,4\n", Kind.TEXT),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_kind_is_told_by_content_in_any_encoding(text: str, kind: Kind | str, encoding: str) -> None:
    assert kind_of(text.encode(encoding)) == kind


@pytest.mark.parametrize("said", ["utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "nonsense", ""])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SENTENCE, "utf-8"),
        (SENTENCE, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
        (SENTENCE, "utf-16"),
    ],
)
def test_a_page_that_is_wrong_about_itself_is_not_believed(text: str, encoding: str, said: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={said}"><p>{text}'
    assert lines(opened(page.encode(encoding))) == [text]


def test_a_byte_that_fits_nowhere_spoils_its_own_place_alone() -> None:
    page = f"<html><meta charset=utf-8><p>{SENTENCE * 5}<p>5\xff6".encode()
    broken = page.replace("\xff".encode(), b"\xff")
    assert lines(opened(broken))[1] == "5\ufffd6"
    short = "<html><meta charset=gbk><p>年".encode("gbk")
    assert lines(opened(short)) == ["年"]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(CannotOpen, match="编码"):
        opened(b"<html><p>" + bytes(range(128, 256)) * 20)


@given(st.binary(max_size=300))
def test_decoding_a_page_never_fails_otherwise(data: bytes) -> None:
    try:
        assert isinstance(decode_page(data), str)
    except CannotOpen as problem:
        assert "编码" in str(problem)  # noqa: PT017 - either outcome is right


def test_a_table_with_commas_keeps_blanks_quotes_and_lines_around() -> None:
    text = f'云溪县教育局\n\n"（三）\n不予公开",1,"1,234",3\n{TABLE}说明：无\n'
    document = opened(text.encode("gb18030"))
    assert lines(document) == ["云溪县教育局", "", "说明：无"]
    assert grids(document) == [
        [
            ["（三）\n不予公开", "1", "1,234", "3"],
            ["行", "自然人", "商业企业", "总计"],
            ["新收", "1", "2", "3"],
            ["结转", "", "0", "0"],
        ]
    ]
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.shape is Shape.RULED
    assert grid.rows[1][1].at == "L5:c2"


def test_rows_of_different_length_do_not_stand_in_true_columns() -> None:
    (grid,) = opened(f"{TABLE}合计,5\n").blocks
    assert isinstance(grid, Grid)
    assert grid.shape is Shape.ROWS


def test_a_quotation_mark_that_never_ends_does_not_swallow_the_table() -> None:
    (grid,) = grids(opened('"名称,a,b,c\n' + "行,1,2,3\n" * 30))
    assert grid[-1] == ["行", "1", "2", "3"]
    assert len(grid) == 31


def test_too_large_a_table_with_commas_is_refused() -> None:
    with pytest.raises(CannotOpen, match="上限"):
        opened("a,b,c,d\n" * 100, Limits(cells=300))


def test_tables_of_html_in_markdown_are_grids_and_lines_keep_their_numbers() -> None:
    table = "<table>\n<tr><td rowspan=2>甲</td><td>1</td></tr>\n<tr><td>2</td></tr>\n</table>"
    text = f"# 报告\n\n{table}\n\n一、总体情况\n"
    document = opened(text)
    assert document.kind is Kind.TEXT
    assert grids(document) == [[["甲 2×1", "1"], ["2"]]]
    assert document.blocks[-2].at == "L8"
    assert grids(opened(text + "\n<table><tr><td>3<td>4</table>"))[1] == [["3", "4"]]


def test_a_page_saved_as_one_file_gives_all_its_pages() -> None:
    """A workbook saved as .mht: a frame and a page for each sheet."""
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
    parts = [
        ("text/html", "<html><frameset><frame src=sheet1.htm></frameset></html>"),
        ("text/html; charset=gb2312", "<html><table><tr><td>甲<td>1</table></html>"),
        ("text/html; charset=gb2312", "<html><table><tr><td>乙<td>2</table></html>"),
        ("image/png", "x"),
    ]
    body = "".join(
        f"--B\nContent-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n{text}\n" for kind, text in parts
    )
    document = opened((head + body + "--B--\n").encode("gb18030"))
    assert grids(document) == [[["甲", "1"]], [["乙", "2"]]]
    assert [block.at for block in document.blocks if isinstance(block, Grid)] == ["表1", "表2"]


def test_a_saved_page_without_a_page_is_refused() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
    with pytest.raises(CannotOpen, match="没有网页"):
        opened(f"{head}--B\nContent-Type: image/png\n\nx\n--B--\n")


def test_a_saved_page_of_too_many_or_too_deep_parts_is_refused_whole() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
    with pytest.raises(CannotOpen, match="上限"):
        opened(head + "--B\nContent-Type: text/html\n\n<p>甲\n" * 30, Limits(members=20))
    deep = "".join(f"--B{n}\nContent-Type: multipart/related; boundary=B{n + 1}\n\n" for n in range(2000))
    with pytest.raises(CannotOpen, match="套得太深"):
        opened(head.replace("=B", "=B0") + deep)


def test_a_page_of_nothing_but_comments_is_told_at_once() -> None:
    assert kind_of(b"<!--a-->" * 10_000 + b"<p>x") is Kind.TEXT  # an ambiguous pattern would try for ever
    assert kind_of(b"<!--a-->" * 100 + b"<p>x") is Kind.HTML
