"""A CSV and a sheet whose merged cells were parted: blanks that were never printed pass for no printed blanks."""

from io import BytesIO

import openpyxl

from gongkai.papers.model import Document, Grid
from gongkai.papers.remarks import UNMERGED
from papers.printed import opened

HEAD = ["项目", "自然人", "企业", "其他", "总计"]
FULL = [
    ["新收", 3, 1, 0, 4],
    ["结转", 0, 0, 0, 0],
    ["公开", 2, 1, 0, 3],
    ["其他处理", 0, 0, 0, 0],
    ["重复申请", 0, 0, 0, 0],
]


def as_csv(rows: list[list[object]]) -> Document:
    return opened("\r\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows))


def as_xlsx(rows: list[list[object]], merge: str = "") -> Document:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    out = BytesIO()
    book.save(out)
    return opened(out.getvalue())


def doubted(document: Document) -> set[tuple[str, str]]:
    """The first cell of the row and the text of each cell that may have been merged."""
    return {
        (row[0].text, cell.text)
        for block in document.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if UNMERGED in cell.remark
    }


def test_a_figure_merged_over_two_columns_and_the_blank_beside_it_are_doubtful() -> None:
    rows = [HEAD, *FULL, ["结转下年", 1, 0, 7, None]]
    expected = {("结转下年", "7"), ("结转下年", ""), ("重复申请", "0")}  # the last may reach down
    assert doubted(as_csv(rows)) == expected
    assert doubted(as_xlsx(rows)) == expected


def test_a_figure_merged_over_two_rows_is_doubtful_too() -> None:
    document = as_csv([HEAD, *FULL, ["不予公开", 5, 0, 0, 5], ["不予处理", 0, None, 0, 0]])
    assert ("不予公开", "0") in doubted(document)
    assert ("不予处理", "") in doubted(document)


def test_blanks_instead_of_noughts_are_printed_blanks() -> None:
    rows = [[cell or None for cell in row] for row in [*FULL, *FULL]]
    assert doubted(as_csv([HEAD, *rows])) == set()


def test_two_tables_of_different_width_do_not_make_each_other_doubtful() -> None:
    narrow = [["信息内容", "处理数量", None, None, None], ["许可", 7, None, None, None]]
    assert doubted(as_csv([HEAD, *FULL, *narrow])) == set()


def test_tables_written_one_by_one_with_lines_between_them_lost_no_merged_cell() -> None:
    rows = [["某局报告"], HEAD, *FULL, ["结转下年", 1, 0, 7, None]]
    assert doubted(as_csv(rows)) == set()


def test_a_sheet_that_keeps_its_merged_cells_says_by_itself_where_they_are() -> None:
    rows = [["某局报告", None, None, None, None], HEAD, *FULL, ["结转下年", 1, 0, 7, None]]
    assert doubted(as_xlsx(rows, "A1:E1")) == set()
