"""Tables of web pages: every cell in its true column, whatever the page's author left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.limits import Limits
from gongkai.papers.model import Grid
from gongkai.papers.refusal import CannotOpen
from papers.printed import grids, lines, opened, remarks


@pytest.mark.parametrize(
    ("page", "grid"),
    [
        ("<table><tr><td rowspan=2>甲<td>1<tr><td>2</table>", [["甲 2×1", "1"], ["2"]]),
        ("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>", [["甲 3×1", "1"], ["2"], ["3"]]),
        ("<table><tr><td colspan='2px'>甲<tr><td>1<td>2</table>", [["甲 1×2"], ["1", "2"]]),
        ("<table><tr><td colspan=0>甲<td>乙<tr><td>1<td>2</table>", [["甲", "乙"], ["1", "2"]]),
        ("<table><tr><td colspan=-3 rowspan=x>甲<td>乙<tr><td>1<td>2</table>", [["甲", "乙"], ["1", "2"]]),
        ("<table><tr><td>甲<td>乙<tr><td>1</table>", [["甲", "乙"], ["1", "∅"]]),
        ("<table><td>甲<td>乙<tr><td>1<td>2</table>", [["甲", "乙"], ["1", "2"]]),
        ("<table><tr><td>1<td>2<li>x<td>3<tr><td><h2>4<td>5<td>6</h2></table>", [["1", "2\nx", "3"], ["4", "5", "6"]]),
        ("<TABLE><TR><FORM><TD>1</TD><TD>2</TD></FORM></TR><TR><TD>3<TD>4</TABLE>", [["1", "2"], ["3", "4"]]),
        ("<table><tfoot><tr><td>尾<td>9</tfoot><tbody><tr><td>1<td>2</tbody><thead><tr><td>头<td>0</thead></table>",
         [["头", "0"], ["1", "2"], ["尾", "9"]]),
        ("<table><tbody><tr><td rowspan=9>甲<td>1</tbody><tbody><tr><td>乙<td>2</tbody></table>",
         [["甲", "1"], ["乙", "2"]]),
        ("<table><colgroup><col><col></colgroup><tr><td>1<td>2</table>", [["1", "2"]]),
        ("<table><tr><td><p>（三）</p>\n<p><span>不予</span><span>公开</span></p></td><td>&nbsp;</td></tr></table>",
         [["（三）\n不予公开", ""]]),
        ("<table><tr><td>一\n  、<br>总计</td><td> 1\n</td></tr></table>", [["一、\n总计", "1"]]),
        ("<table><tr><td>规范<embed src=x>性<wbr>文件<td><!-- 5 -->6<!-- 7 --></table>", [["规范性文件", "6"]]),
    ],
)  # fmt: skip
def test_cells_stand_in_their_true_columns(page: str, grid: list[list[str]]) -> None:
    assert grids(opened(page)) == [grid]


def test_what_stands_in_a_table_outside_its_cells_is_printed_before_it() -> None:
    document = opened("<table><caption>单位：件</caption>附：<tr><td>1<td>2</tr></table>后")
    assert [block.text for block in document.blocks if not isinstance(block, Grid)] == [
        "单位：件",
        "附：",
        "后",
    ]
    assert grids(document) == [[["1", "2"]]]


def test_a_table_that_only_lays_out_is_dissolved_in_reading_order() -> None:
    page = (
        "<table><tr><td>导航</td><td><p>前</p><table><tr><td>1<td>2</table><p>中</p>"
        "<table><tr><td>3<td>4</table></td><td>尾</td></tr></table>"
    )
    document = opened(page)
    assert [block.text if not isinstance(block, Grid) else block.at for block in document.blocks] == [
        *("导航", "前", "表1", "中", "表2", "尾"),
    ]


def test_an_article_in_one_cell_of_a_layout_is_read_line_by_line() -> None:
    article = "".join(f"<p>第{n}句，本机关主动公开政府信息情况。</p>" for n in range(60))
    assert len(lines(opened(f"<table><tr><td>栏目</td><td>{article}</td></tr></table>"))) == 61


def test_a_table_of_one_cell_is_text() -> None:
    assert lines(opened("<table><tr><td>一、总体情况</td></tr></table>")) == ["一、总体情况"]
    document = opened("<table><tr><td>甲<td><table><tr><td>5</table></table>")
    assert grids(document) == [[["甲", "5"]]]


def test_places_name_the_true_column() -> None:
    (grid,) = opened("<p>x</p><table><tr><td rowspan=2>甲<td>1<tr><td>2</table>").blocks[1:]
    assert isinstance(grid, Grid)
    assert grid.rows[1][0].at == "表1行2列2"


@pytest.mark.parametrize(
    ("cell", "text", "remark"),
    [
        ("12<sup>3</sup>", "12 3", "有上标、下标或公式"),
        ("12<sup>[3]</sup>", "12 [3]", "有上标、下标或公式"),
        ("<del>1</del><ins>2</ins>", "1 2", "有修订、有删除线"),
        ("<span style='text-decoration:line-through'>5</span>", "5", "有删除线"),
        ("<span>5</span><s>6</s>", "5 6", "有删除线"),
        ("<img src=5.png>", "", "有图片"),
    ],
)
def test_doubtful_figures_are_kept_apart_and_told(cell: str, text: str, remark: str) -> None:
    assert remarks(opened(f"<table><tr><td>甲<td>{cell}</table>")) == [(text, remark)]


def test_a_struck_row_is_struck_in_every_cell() -> None:
    page = "<table><tr style='text-decoration:line-through'><td>甲<td>5</tr><tr><td>乙<td>6</table>"
    assert remarks(opened(page)) == [("甲", "有删除线"), ("5", "有删除线")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<input value=7>", "7"),
        ("<input type=hidden value=7>", ""),
        ("<input placeholder=7>", ""),
        ("<textarea>\n7</textarea>", "7"),
        ("<select><option>6<option selected>7</select>", "7"),
        ("<select><option>6<option>7</select>", "6"),
        ("<input value=1><input value=2>", "1 2"),
        ("<label>1</label><label>2</label>", "1 2"),
        ("<span style='display:inline-block'>1</span><span style='display:inline-block'>2</span>", "1 2"),
        ("<span aria-hidden=true>5</span><span class=sr>5</span>", "5 5"),
        ("<img src=dot.gif width=1 height=1>", ""),
        ("<ol start=3><li>危及安全</ol>", "3.危及安全"),
        ("<ol><li>5</ol>", "1. 5"),
        ("<ruby>厅<rt>ting</rt></ruby>", "厅"),
        ("1<script>2</script><style>3</style><template>4</template><noscript>5</noscript>", "1"),
    ],
)
def test_a_cell_says_what_is_seen_in_it(cell: str, text: str) -> None:
    assert grids(opened(f"<table><tr><td>甲<td>{cell}</td></tr></table>")) == [[["甲", text]]]


@pytest.mark.parametrize(
    "hidden",
    [
        "<td style='DISPLAY : none'>9</td>",
        "<td hidden>9</td>",
        "<td class=gone>9</td>",
        "<td id=away>9</td>",
    ],
)
def test_hidden_cells_are_not_there(hidden: str) -> None:
    style = "<style>.gone{display:none}#away{display:none}</style>"
    assert grids(opened(f"{style}<table><tr><td>甲{hidden}<td>1</table>")) == [[["甲", "1"]]]


def test_an_invisible_cell_is_neither_a_figure_nor_a_blank() -> None:
    assert grids(opened("<table><tr><td>甲<td style='visibility:hidden'>9<td>1</table>")) == [
        [["甲", "∅", "1"]]
    ]


def test_tables_deeper_than_the_limit_and_too_large_are_refused() -> None:
    with pytest.raises(CannotOpen, match="层"):
        opened("<table><tr><td>a" * 4, Limits(depth=3))
    with pytest.raises(CannotOpen, match="上限"):
        opened("<table>" + "<tr><td>1<td>2" * 60 + "</table>", Limits(cells=100))
    with pytest.raises(CannotOpen, match="上限"):  # few cells, many places
        opened("<table><tr>" + "<td rowspan=90>1" * 9 + "<tr><td>1" * 90 + "</table>", Limits(cells=500))
    assert grids(opened("<table><tr><td colspan=1000000000 rowspan=1000000000>1<td>2</table>"))


PIECES = (
    "5| |\n|&nbsp;|公开|<p>|</p>|<span>|<span lang=EN-US>|</span>|<b>|</b>|<div>|</div>|<o:p></o:p>"
    "|<font size=2>|</font>|<span style='color:red'>|<span style='display:none'>|<i hidden>|</i>|<span class=x>|<br>"
)
CELL = st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=2, max_size=3))
def test_plain_cells_taken_at_once_say_what_walking_them_says(rows: list[list[str]]) -> None:
    def page(before: str) -> str:
        return "".join("<tr>" + "".join(f"<td>{before}{cell}</td>" for cell in row) + "</tr>" for row in rows)

    walked = opened(f"<table>{page('<!-- -->')}</table>")
    assert opened(f"<table>{page('')}</table>").blocks == walked.blocks
