"""Plain text becomes grids only where its own marks show cells; each test is named for what broke the reader."""

from gongkai.papers.model import Cell, Grid, Heading, Paragraph, Shape
from gongkai.papers.text.read_text import blocks_of, regrouped


def grids(text: str) -> list[Grid]:
    return [block for block in blocks_of(text) if isinstance(block, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_tabs_between_cells_keep_blank_cells() -> None:
    (grid,) = grids("甲\t1\t\t3\n乙\t\t\t\n")
    assert grid.shape is Shape.ROWS
    assert texts(grid) == [["甲", "1", "", "3"], ["乙", "", "", ""]]
    assert grid.rows[0][3].at == "L1:c4"


def test_a_value_pushed_to_the_next_line_stays_in_its_cell() -> None:
    (grid,) = grids("\t甲\n\t\n3\n\t4\n\n\t乙\n\t\n\n0\n\t1\n\n\n后文的一段话\n")
    assert grid.shape is Shape.CELLS
    assert texts(grid) == [["甲", "3", "4"], ["乙", "0", "1"]]


def test_whole_bars_are_rows_and_a_ruler_is_none() -> None:
    (grid,) = grids("| 甲 | 1 |  |\n|---|---|---|\n| 乙 |  | 2 |\n")
    assert texts(grid) == [["甲", "1", ""], ["乙", "", "2"]]


def test_broken_bars_are_a_run_in_which_a_line_end_may_be_a_cell() -> None:
    (grid,) = grids("|甲|1|\n2|3|\n|乙|4|5|6|\n")
    assert grid.shape is Shape.CELLS
    assert "\n" in [cell.text for cell in grid.rows[0]]


def test_two_tables_with_a_title_between_are_two() -> None:
    assert len(grids("| 甲 | 1 |\n| 乙 | 2 |\n\n四、行政复议和行政诉讼情况\n\n| 丙 | 3 |\n| 丁 | 4 |\n")) == 2


def test_blank_lines_remain_for_whoever_knows_their_meaning() -> None:
    blocks = blocks_of("# 题目\n甲\n\n0\n")
    assert blocks == (
        Heading("题目", "L1", 1),
        Paragraph("甲", "L2"),
        Paragraph("", "L3"),
        Paragraph("0", "L4"),
        Paragraph("", "L5"),
    )


def test_a_table_typed_in_paragraphs_of_another_source_becomes_a_grid_with_their_places() -> None:
    ruled = Grid(((Cell("丙", "表1行1列1"),),), Shape.RULED, "表1")
    before, after = Paragraph("前文", "第1段"), Heading("# 不是标记", "第5段")
    blocks = (before, Paragraph("甲\t1", "第2段"), Paragraph("乙\t", "第3段"), ruled, after)
    grid = Grid(
        (
            (Cell("甲", "第2段:c1"), Cell("1", "第2段:c2")),
            (Cell("乙", "第3段:c1"), Cell("", "第3段:c2")),
        ),
        Shape.ROWS,
        "第2段",
    )
    assert regrouped(blocks) == (before, grid, ruled, after)
