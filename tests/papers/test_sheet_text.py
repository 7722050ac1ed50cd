"""What stands around a table on a sheet is text; a drawn row without text is a row of printed blanks."""

from io import BytesIO

import openpyxl
from openpyxl.styles import Border, Side

from gongkai.papers.model import Block, Grid, Paragraph
from gongkai.papers.open import from_bytes

LINE = Border(*[Side("thin")] * 4)


def read(book: openpyxl.Workbook) -> tuple[Block, ...]:
    file = BytesIO()
    book.save(file)
    return from_bytes(file.getvalue(), "表.xlsx").blocks


def sheet(*rows: list[object], merge: tuple[str, ...] = ()) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    return book


def test_titles_above_and_merged_text_below_a_table_are_paragraphs() -> None:
    book = sheet(
        ["某局2022年报告"],
        ["一、总体情况\n全年公开。"],
        ["项目", "数量", "合计"],
        ["规章", 1, 2],
        ["五、存在的问题"],
        merge=("A1:C1", "A2:C2", "A5:C5"),
    )
    *before, grid, after = read(book)
    assert [block.text for block in before if isinstance(block, Paragraph)] == [
        "某局2022年报告",
        "一、总体情况",
        "全年公开。",
    ]
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["项目", "数量", "合计"],
        ["规章", "1", "2"],
    ]
    assert isinstance(after, Paragraph)
    assert after.text == "五、存在的问题"


def test_a_last_label_with_blank_cells_beside_it_stays_a_row() -> None:
    (grid,) = read(sheet(["项目", "数量"], ["规章", 1], ["行政许可", None]))
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows][-1] == ["行政许可", ""]


def test_a_drawn_row_without_text_is_printed_and_an_undrawn_one_is_not() -> None:
    for drawn, rows in ((3, 3), (1, 2)):
        book = sheet(["结果维持", "结果纠正", "总计"], [None], merge=())
        book.active.insert_rows(1)
        for column, text in enumerate(["行政复议", "甲", "乙"], start=1):
            book.active.cell(1, column, text)
        for column in range(1, drawn + 1):
            book.active.cell(3, column).border = LINE
        (grid,) = read(book)
        assert isinstance(grid, Grid)
        assert len(grid.rows) == rows
