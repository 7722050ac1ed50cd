"""CSV as printed: for Excel and for programs, never a formula."""

import csv
from io import StringIO

import pytest

from gongkai.papers.limits import LIMITS
from gongkai.papers.model import Cell, Document, Grid, Heading, Paragraph, Shape
from gongkai.papers.sheets import read_csv
from gongkai.papers.tiling import tiled
from gongkai.papers.writing.write_csv import write_csv


def lines(*blocks: Heading | Paragraph | Grid) -> list[list[str]]:
    return list(csv.reader(StringIO(write_csv(Document(blocks, "文件")).removeprefix("\ufeff"), newline="")))


def test_it_bears_a_mark_and_ends_its_lines_as_the_standard_says() -> None:
    assert write_csv(Document((Heading("甲", ""), Paragraph("乙，丙", "")), "")) == "\ufeff甲\r\n乙，丙\r\n"


def test_a_merged_cell_stands_in_its_first_place_and_rows_are_equally_long() -> None:
    grid = tiled([[Cell("甲", "", down=2), Cell("乙", "", across=2)], [Cell("1", ""), Cell("", "")]], "")
    assert lines(grid) == [["甲", "乙", ""], ["", "1", ""]]


def test_rows_of_unproven_columns_are_filled_up() -> None:
    loose = Grid(((Cell("甲", ""), Cell("乙", "")), (Cell("丙", ""),)), Shape.ROWS, "")
    assert lines(loose) == [["甲", "乙"], ["丙", ""]]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-甲", "@SUM(A1)", "\t=1", "-1-1", "=cmd|' /C calc'!A0"])
def test_a_text_that_excel_would_run_is_guarded(text: str) -> None:
    assert lines(Heading(text, ""), Paragraph(text, ""), tiled([[Cell(text, ""), Cell("", "")]], "")) == [
        ["'" + text],
        ["'" + text],
        ["'" + text, ""],
    ]


@pytest.mark.parametrize("text", ["-8", "+4", "-3.50", "0", "12", "甲=乙", "'甲", "——甲"])
def test_figures_and_harmless_texts_stay_as_they_are(text: str) -> None:
    assert lines(Paragraph(text, "")) == [[text]]


def test_quotes_commas_and_line_ends_are_quoted_and_forbidden_signs_shown_as_lost() -> None:
    assert lines(Paragraph('"甲",乙\n丙\r\n丁\x00\ud800𠮷', "")) == [['"甲",乙\n丙\n丁\ufffd\ufffd𠮷']]


def test_nothing_is_an_empty_file() -> None:
    assert write_csv(Document((), "")) == "\ufeff"


@pytest.mark.parametrize("text", ["=1+1局", "+1+1", "- 全面落实", "-甲", "@SUM(A1)", "'甲"])
def test_a_guard_is_not_read_back_as_part_of_a_text(text: str) -> None:
    """Prose that began with a dash and an organ that began with = came back with an apostrophe."""
    grid = tiled([[Cell(text, ""), Cell("1", ""), Cell("2", ""), Cell("3", "")]] * 4, "")
    written = write_csv(Document((Heading(text, ""), Paragraph(text, ""), grid), ""))
    found = read_csv.read(written.encode(), "年报.csv", LIMITS)
    assert [block.text for block in found.blocks if not isinstance(block, Grid)] == [text, text]
    assert {row[0].text for block in found.blocks if isinstance(block, Grid) for row in block.rows} == {text}
