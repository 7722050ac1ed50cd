"""What a person cannot see on a page never joins a figure: it is left out where that is certain, else told."""

import pytest

from gongkai.papers.model import Grid
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import UNSEEN
from papers.printed import grids, opened

_GONE = (
    "opacity:0",
    "visibility:hidden",
    "font-size:0",
    "font:0/0 a",
    "text-indent:-9999px",
    "text-indent:-999em",
    "position:absolute;left:-9999px",
    "position:fixed;top:-999px",
    "clip-path:inset(50%)",
    "width:1px;height:1px;overflow:hidden",
    "max-height:0;overflow:hidden",
)
_DIM = (
    "color:#fff",
    "color:white",
    "color:#FFFFFFFF",
    "COLOR : rgb(255, 255, 255) !important",
    "color:whitesmoke",
    "color:transparent",
    "color:rgba(0,0,0,.01)",
    "color:red;background:red",
    "background:#000",
    "opacity:.05",
    "font-size:1px",
    "left:-9999px",
    "margin-left:-9999px",
    "transform:scale(0)",
    "transform:translateX(-9999px)",
    "unicode-bidi:bidi-override;direction:rtl",
)
_SEEN = (
    "color:#333",
    "color:#ccc",
    "color:#fff;background-color:#0050a0",
    "background:#369 url(x.png) no-repeat;color:white",
    "text-indent:-2em",
    "left:-20px;position:relative",
    "font-size:9px",
    "font-size:.8em",
    "opacity:.9",
    "width:1px;overflow:hidden",
)


@pytest.mark.parametrize("style", _GONE)
@pytest.mark.parametrize("way", ["1<span style='{}'>2</span>", "<p>1<b class=x>2</b></p>"])
def test_what_is_certainly_not_seen_is_not_there(style: str, way: str) -> None:
    assert _cell(way.format(style), style) == ("1", "")


@pytest.mark.parametrize("style", _DIM)
@pytest.mark.parametrize("way", ["1<span style='{}'>2</span>", "<p>1<b class=x>2</b></p>"])
def test_what_is_perhaps_not_seen_is_kept_apart_and_told(style: str, way: str) -> None:
    assert _cell(way.format(style), style) == ("1 2", UNSEEN)


@pytest.mark.parametrize("style", _SEEN)
@pytest.mark.parametrize("way", ["1<span style='{}'>2</span>", "<p>1<b class=x>2</b></p>"])
def test_what_is_seen_is_one_figure(style: str, way: str) -> None:
    assert _cell(way.format(style), style) == ("12", "")


@pytest.mark.parametrize(
    ("cell", "remark"),
    [
        ("<td bgcolor=#336699><font color=#ffffff>12</font>", ""),
        ("<td bgcolor=#ffffff><font color=#ffffff>12</font>", UNSEEN),
        ("<td style='color:#fff'>12", UNSEEN),
        ("<td style='color:#fff'><span style='color:#000'>12</span>", ""),
        ("<td style='background:#111'><b style='color:#fff'>12</b>", ""),
        ("<td style='background:#111'>12", UNSEEN),
        ("<td style='font-size:0'><b>12</b>", UNSEEN),
        ("<td style='font-size:0'><b style='font-size:14px'>12</b>", ""),
        ("<td class=a>12", UNSEEN),
        ("<td class=a><span class=b>12</span>", ""),
        ("<td class=c><font color=white>12</font>", ""),
    ],
)
def test_colour_and_size_are_held_against_what_lies_below(cell: str, remark: str) -> None:
    rules = "<style>.a{color:#fff}.a .b{color:#222}.c{background:#036}</style>"
    assert _told(f"{rules}<table><tr><td>甲{cell}</table>") == [("甲", ""), ("12", remark)]


@pytest.mark.parametrize(
    ("cell", "text", "remark"),
    [
        ("<bdo dir=rtl>12</bdo>", "12", UNSEEN),
        ("{{ row.new }}", "{{ row.new }}", UNSEEN),
        ("${row.new}", "${row.new}", UNSEEN),
        ("1<dialog>2</dialog>", "1", ""),
        ("<dialog open>2</dialog>", "2", ""),
    ],
)
def test_what_else_is_not_seen_as_it_is_written(cell: str, text: str, remark: str) -> None:
    assert _told(f"<table><tr><td>甲<td>{cell}</table>")[-1] == (text, remark)


def test_a_page_that_only_a_script_would_fill_says_so() -> None:
    page = "<html><body><div id=app></div><script>show({rows: [[1, 2]]})</script></body></html>"
    with pytest.raises(CannotOpen, match="程序在浏览器中生成"):
        opened(page)


def test_a_white_row_or_table_is_told_in_every_cell() -> None:
    page = "<table style='color:#fff'><tr><td>甲<td>5</tr><tr style='color:black'><td>乙<td>6</table>"
    assert _told(page) == [("甲", UNSEEN), ("5", UNSEEN), ("乙", ""), ("6", "")]


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        ("td [data-a]{display:none}", "1"),
        ("b[data-a=x]{display:none}", "1"),
        ("b[data-a=y]{display:none}", "12"),
        ("td b:first-child{display:none}", "1"),
        ("td b:nth-child(2){display:none}", "12"),
        ("@media (min-width:768px){b{display:none}}", "1"),
        ("@media screen and (max-width: 768px){b{display:none}}", "12"),
        ("@supports (display:grid){b{display:none}}", "1"),
    ],
)
def test_rules_by_attribute_place_and_width_of_screen(rules: str, shown: str) -> None:
    page = f"<style>{rules}</style><table><tr><td>甲<td>1<b data-a=x>2</b></table>"
    assert grids(opened(page)) == [[["甲", shown]]]


@pytest.mark.parametrize(
    ("rule", "remark"),
    [
        ("td::after{content:'0'}", UNSEEN),
        ("td b:before{content:'1'}", UNSEEN),
        ("td:after{content:'\\31'}", UNSEEN),
        ("td::before{content:counter(rows)}", UNSEEN),
        ("td::before{content:'\\f101'}", ""),
        ("td::after{content:''}", ""),
        ("td::after{display:none}", ""),
    ],
)
def test_figures_that_a_style_sheet_adds_are_told(rule: str, remark: str) -> None:
    page = f"<style>{rule}</style><table><tr><td>甲<td><b>12</b></table>"
    assert _told(page)[-1] == ("12", remark)


def test_an_element_with_hidden_is_there_where_a_style_shows_it() -> None:
    page = "<table><tr><td>甲<td>1<b hidden style='display:inline'>2</b><i hidden>3</i></table>"
    assert grids(opened(page)) == [[["甲", "12"]]]


def _cell(inside: str, style: str) -> tuple[str, str]:
    page = f"<style>.x{{{style}}}</style><table><tr><td>甲<td>{inside}</table>"
    return _told(page if "class=x" in inside else page.partition("</style>")[2])[-1]


def _told(page: str) -> list[tuple[str, str]]:
    """Text and remark of every cell."""
    grids = [block for block in opened(page).blocks if isinstance(block, Grid)]
    return [(cell.text, cell.remark) for grid in grids for row in grid.rows for cell in row]
