"""The printed lines of one paragraph are one paragraph again, where the page leaves no doubt; blanks that the file
prints are kept in prose."""

import pytest

from gongkai.papers.limits import LIMITS
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.pdf.flowing import Printed, flowed
from gongkai.papers.pdf.read_pdf import read
from gongkai.papers.writing.fonts import find_fonts
from gongkai.papers.writing.write_pdf import write_pdf

EM, LEFT, RIGHT, STEP = 16.0, 80.0, 528.0, 29.0
FULL = "本机关坚持以公开为常态不公开为例外全年主动公开政府信"  # 26 characters from an indent to the edge
MORE = "息一千二百三十四条并在门户网站上逐条发布接受社会监督和"


def line(
    text: str, row: int, *, indent: float = 0, page: int = 1, size: float = EM, prose: bool = True
) -> Printed:
    x0, top = LEFT + indent * EM, 100 + row * STEP
    return Printed(text, f"{page}:{row}", page, 608.0, x0, top, x0 + len(text) * size, size, prose)


def texts(*lines: Printed) -> list[str]:
    return [block.text for block in flowed(lines) if isinstance(block, Paragraph)]


def test_the_lines_of_an_indented_paragraph_are_one_with_the_place_of_the_first() -> None:
    (block,) = flowed([line(FULL, 0, indent=2), line(MORE, 1), line("改进。", 2)])
    assert block == Paragraph(FULL + MORE + "改进。", "1:0")


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    assert texts(line(FULL, 9, indent=2), line(MORE, 0, page=2)) == [FULL + MORE]
    assert texts(line(FULL, 9, indent=2), line(MORE, 0, page=3)) == [FULL, MORE]


@pytest.mark.parametrize(
    ("below", "why"),
    [
        (line("二是完善制度。", 1, indent=2), "indented"),
        (line("二、主动公开政府信息情况", 1), "a heading at the left edge"),
        (line("（二）依申请公开", 1), "a heading in brackets"),
        (line("2.依申请公开情况", 1), "a number"),
        (line("附件：情况统计表", 1), "an annex"),
        (line("改进。", 1, size=12), "of another size"),
        (line("改进。", 3), "far below"),
        (line("12", 1), "a figure by itself"),
        (line("新收申请 1 0 0 0 0 0 1", 1), "cells of a table"),
        (line("新收    申请", 1, prose=False), "set in columns"),
        (line("示例县教育局", 1, indent=20), "set to the right"),
    ],
)  # fmt: skip
def test_what_may_begin_anew_is_not_joined(below: Printed, why: str) -> None:
    assert texts(line(MORE, 8), line(FULL, 0, indent=2), below) == [MORE, FULL, below.text], why


def test_a_line_that_is_not_full_ends_its_paragraph() -> None:
    assert texts(line(FULL[:20], 0, indent=2), line(MORE, 1), line("改进。", 2)) == [
        FULL[:20],
        MORE + "改进。",
    ]


def test_without_an_indent_a_full_line_that_ends_a_sentence_may_end_a_paragraph() -> None:
    ended = MORE + "。"
    assert texts(line(ended, 0), line("又一段说明。", 1)) == [ended, "又一段说明。"]
    assert texts(line(MORE + "对", 0), line("又一段说明。", 1)) == [MORE + "对又一段说明。"]


def test_full_lines_that_are_all_indented_are_paragraphs_of_their_own() -> None:
    lines = [line(FULL, row, indent=2) for row in range(2)]
    assert texts(*lines, line("改进", 5)) == [FULL, FULL, "改进"]


def test_between_figures_or_letters_a_blank_may_be_lost_and_the_lines_stay_apart() -> None:
    assert texts(line(FULL[:-1] + "1", 0, indent=2), line("2件。", 1)) == [FULL[:-1] + "1", "2件。"]


def test_the_lines_of_a_title_stay_parted() -> None:
    title = [line("示例县教育局二〇二四年政府信息公开工", row, size=22) for row in range(2)]
    body = [line(FULL, 5, indent=2), line(MORE, 6)]
    assert texts(*title, *body) == [title[0].text, title[1].text, FULL + MORE]


@pytest.mark.parametrize("size", [float("inf"), float("nan")])
def test_a_line_without_a_size_in_a_damaged_file_stays_by_itself(size: float) -> None:
    lost = line("改进。", 1, size=size)
    assert texts(line(FULL, 0, indent=2), lost, line(MORE, 2)) == [FULL, "改进。", MORE]


def test_nothing_between_blocks_is_joined() -> None:
    grid = Grid(((Cell("甲", ""),),), Shape.ROWS, "")
    assert flowed([line(FULL, 0, indent=2), grid, line(MORE, 1)])[1] == grid
    assert len(flowed([line(FULL, 0, indent=2), grid, line(MORE, 1)])) == 3


PROSE = (
    "- 全面 推进政务公开",
    "（一）主动公开 2024 年信息，公开 5% 以上 —— 全部完成。",
    FULL + MORE + "，" + MORE + "。",
    *(["全年工作稳步推进，各项任务按时完成，政府信息公开 2 次，" * 6 + "完。"] * 5),
    "无。",
)


@pytest.mark.fonts
def test_our_own_pdf_gives_back_the_same_paragraphs_with_their_blanks() -> None:
    grid = Grid(((Cell("甲", ""), Cell("乙", "")), (Cell("1", ""), Cell("2", ""))), Shape.RULED, "")
    said = [Heading("示例县教育局2024年报告", ""), *(Paragraph(each, "") for each in PROSE)]
    made = Document((*said, grid, *(Paragraph(each, "") for each in PROSE)))
    document = read(write_pdf(made, find_fonts()), "报告.pdf", LIMITS)
    assert document.second is not None
    assert printed(document) == [said[0].text, *PROSE, *PROSE]
    assert printed(document.second)[1:4] == list(PROSE[:3])  # it leaves out pages without tables


def printed(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]
