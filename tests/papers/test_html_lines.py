"""The lines of a web page: what a browser shows, each printed line by itself, nothing run together."""

import pytest

from gongkai.papers.model import Heading
from gongkai.papers.refusal import CannotOpen
from papers.printed import grids, lines, opened


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("<p>甲</p>乙<div>丙<br>丁</div>", ["甲", "乙", "丙", "丁"]),
        ("<p>甲<br><br>乙</p>", ["甲", "", "乙"]),
        ("<p>&nbsp;</p><p></p><p>甲</p>", ["", "甲"]),
        ("<p>政府\n   信息 ,  公开\n年报</p>", ["政府信息 , 公开年报"]),
        ("<p>20<span>21</span>年</p>", ["2021年"]),
        ("<pre>一\n  二\n\n三</pre>", ["一", "  二", "", "三"]),
        ("<div style='white-space:pre'>一\n二</div>", ["一", "二"]),
        ("<ul><li>一<li>二</ul><dl><dt>三<dd>四</dl>", ["一", "二", "三", "四"]),
        ("<p>甲<!-- 乙 -->丙</p><!--[if gte mso 9]><p>丁</p><![endif]-->", ["甲丙"]),
        ("<p><![if !supportLists]><span>一、</span><![endif]>总体情况<o:p>&nbsp;</o:p></p>", ["一、总体情况"]),
        ("<script>1</script><style>p{}</style><p>甲</p><noscript>2</noscript><template><p>3</p></template>", ["甲"]),
        ("<p>共5<s>6</s>件</p>", ["共5~~6~~件"]),
        ("<p><a>1</a><a>2</a><a>3</a></p>", ["1 2 3"]),
        ("<title>页名</title><meta content=5><p>甲", ["甲"]),
    ],
)  # fmt: skip
def test_each_printed_line_is_one_line(page: str, printed: list[str]) -> None:
    assert lines(opened("<html><body>" + page)) == printed


@pytest.mark.parametrize(
    "cell",
    [
        "<div class=cell>{}</div>",
        "<span class=cell>{}</span>",
        "<span style='display:table-cell'>{}</span>",
        "<i style='display:block'>{}</i>",
        "<x-cell>{}</x-cell>",
    ],
)
def test_cells_that_are_only_drawn_never_run_together(cell: str) -> None:
    row = "".join(cell.format(text) for text in ("新收", "1", "2", "3"))
    assert lines(opened(f"<html><body><div class=row>{row}</div>")) == ["新收", "1", "2", "3"]


def test_a_drawn_blank_cell_is_a_blank_line() -> None:
    cells = "<div class=t>甲</div><div class=t></div><div class=t>3</div>"
    page = f"<style>.t{{display:table-cell}}</style><div>{cells}</div>"
    assert lines(opened(page)) == ["甲", "", "3"]


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        (".a{display:none}", False),
        ("p.a , .z{ color:red; display : none !important }", False),
        (".b .a{display:none}", False),
        (".b > .a{display:none}", False),
        ("div p{visibility:hidden}", False),
        (".c .a{display:none}", True),
        ("div > div > .a{display:none}", True),
        (".a{display:none} .b .a{display:block}", True),
        (".b .a{display:block} .a{display:none}", True),
        (".b .a{display:block} .a{display:none!important}", False),
        ("@media print{.a{display:none}}", True),
        ("@media screen{.a{display:none}} .z{color:red}", False),
        ("/* .a{display:none} */", True),
        ("<!-- .a{display:none} -->", False),
        (".a:hover{display:none} .a::before{display:none}", True),
        ("body{visibility:hidden}", True),  # until a script has run
        ("@font-face{src:url(x)} .a{display:none", False),
    ],
)
def test_the_pages_own_styles_hide(rules: str, shown: bool) -> None:
    page = f"<style>{rules}</style><div class=b><p class=a>甲</p></div><p>乙</p>"
    assert lines(opened(page)) == (["甲", "乙"] if shown else ["乙"])


def test_what_is_visible_in_the_invisible_is_read() -> None:
    page = "<div style='visibility:hidden'>甲<p style='visibility:visible'>乙</p>丙</div>"
    assert lines(opened(page)) == ["乙"]


def test_headings_keep_their_level() -> None:
    blocks = opened("<h1>报告</h1><h3>一、总体情况</h3>").blocks
    assert [(block.text, block.level) for block in blocks if isinstance(block, Heading)] == [
        ("报告", 1),
        ("一、总体情况", 3),
    ]


def test_a_table_typed_with_tabs_in_a_page_is_a_table() -> None:
    assert grids(opened("<pre>项目\t自然人\t总计\n新收\t1\t2\n</pre>")) == [
        [["项目", "自然人", "总计"], ["新收", "1", "2"]]
    ]


@pytest.mark.parametrize(
    "frame", ["<frameset><frame src=a.htm></frameset>", "<body><iframe src=a.pdf></iframe>"]
)
def test_a_page_of_frames_says_where_its_content_is(frame: str) -> None:
    with pytest.raises(CannotOpen, match="框架"):
        opened(f"<html><head><title>报告</title></head>{frame}</html>")


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 100_000,
        "<p " + " ".join(f"a{n}=1" for n in range(2000)) + ">",
        "<style>" + "".join(f".a{n} .x .c{{display:none}}" for n in range(1900)) + ".x .y .c{display:none}" * 90
        + "</style><div class=x>" + "<p class=c>1</p>" * 3000,
    ],
)  # fmt: skip
def test_a_page_made_to_exhaust_is_refused(page: str) -> None:
    with pytest.raises(CannotOpen, match="不像正常的网页"):
        opened(page)


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY a0 "哈">{laughs}<!ENTITY f SYSTEM "file:///etc/hostname">]><html><p>甲&a9;&f;</p>'
    assert sum(map(len, lines(opened(page)))) < 200


def test_sloppy_pages_deeper_than_the_parsers_first_bound_are_read_whole() -> None:
    assert lines(opened("<html><body>" + "<font>" * 400 + "甲<p>乙")) == ["甲", "乙"]


def test_a_numbered_list_in_a_cell_counts_on() -> None:
    (grid,) = grids(opened("<table><tr><td>甲<td><ol>" + "<li>x" * 100 + "</table>"))
    assert grid[0][1].splitlines()[-1] == "100. x"
