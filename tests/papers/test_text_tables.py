"""Tables pasted from a word processor or a spreadsheet, and bars that part two cells only."""

from gongkai.papers.model import Grid, Shape
from gongkai.papers.text.read_text import blocks_of


def grids(text: str) -> list[Grid]:
    return [block for block in blocks_of(text) if isinstance(block, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_quoted_cell_with_line_ends_is_one_cell_of_its_row() -> None:
    (grid,) = grids('"三、\n本\n年"\t（一）予以公开\t1\t""\n\t"（二）""部分""\n公开"\t\t2\n')
    assert texts(grid) == [["三、\n本\n年", "（一）予以公开", "1", ""], ["", '（二）"部分"\n公开', "", "2"]]
    assert grid.rows[1][1].at == "L4:c2"


def test_a_quote_in_prose_that_nobody_closes_parts_no_lines() -> None:
    blocks = blocks_of('"甲\n乙\n丙\t1\n丁\t2\n')
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Paragraph", "Grid", "Paragraph"]


def test_upright_labels_make_a_run_in_which_every_line_end_parts() -> None:
    (grid,) = grids("甲\t自\n然\n人\t其\n他\n总\n计\t维\n持\n乙\t1\t2\n")
    assert grid.shape is Shape.CELLS
    assert texts(grid) == [["甲", *"自然人其他总计维持乙12"]]


def test_lines_of_two_cells_are_rows_and_the_title_after_them_is_none() -> None:
    (grid,) = grids("信息内容 | 本年收费金额\n行政事业性收费 | \n三、收到和处理申请情况\n")
    assert grid.shape is Shape.ROWS
    assert texts(grid) == [["信息内容", "本年收费金额"], ["行政事业性收费", ""]]
