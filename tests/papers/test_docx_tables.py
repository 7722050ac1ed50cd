"""Tables of Word documents keep their true columns, whatever merged, deleted or wrapped them."""

import random

import pytest

from corpus.as_office import docx
from corpus.made import make
from corpus.ruled import page
from gongkai.papers.geometry import placed
from gongkai.papers.limits import Limits
from gongkai.papers.model import Cell, Grid, Shape
from gongkai.papers.open import from_bytes
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import TRACKED
from papers.word_files import cell, document, grids, row, shown, table, texts

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ON_BY_NAME = '<w:vMerge w:val="continue"/>'


def wide(text: str, across: int) -> str:
    return cell(text, properties=f'<w:gridSpan w:val="{across}"/>')


def one(*rows: str, grid: str = "") -> Grid:
    (found,) = grids(document(table(*rows, grid=grid)))
    return found


def test_cells_merged_across_and_down_reach_as_far_as_printed() -> None:
    grid = one(
        row(cell("（三）不予公开", properties=START), "1.属于国家秘密", "0"),
        row(cell("", properties=ON), "2.其他", "1"),
        row(cell("", properties=ON_BY_NAME), "3.危及", "2"),
        row(wide("（七）总计", 2), "3"),
    )
    assert shown(grid) == [
        ["（三）不予公开×3×1", "1.属于国家秘密", "0"],
        ["2.其他", "1"],
        ["3.危及", "2"],
        ["（七）总计×1×2", "3"],
    ]
    assert grid.rows[1][0].at == "表1行2列2"


def test_legacy_merging_across() -> None:
    first, rest = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    grid = one(row(cell("总计", properties=first), cell("", properties=rest), "3"), row("a", "b", "c"))
    assert shown(grid) == [["总计×1×2", "3"], ["a", "b", "c"]]


def test_places_before_and_after_a_row_are_gaps_not_blanks() -> None:
    grid = one(row("a", "b", "c"), row("b", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))
    assert shown(grid) == [["a", "b", "c"], ["·", "b", "·"]]


def test_a_merged_cell_that_continues_nothing_is_a_gap() -> None:
    assert shown(one(row("a", "b"), row(cell("", properties=ON), "c"))) == [["a", "b"], ["·", "c"]]
    # as one that is wider than the cell above it
    grid = one(
        row(cell("a", properties=START), "b", "c"),
        row(cell("", properties=ON + '<w:gridSpan w:val="2"/>'), "d"),
    )
    assert shown(grid)[1] == ["·×1×2", "d"]


def test_deleted_rows_and_cells_are_gone_and_new_ones_marked() -> None:
    grid = one(
        row("a", "1"),
        row("b", "2", properties='<w:del w:id="1"/>'),
        row("c", "3", properties='<w:ins w:id="2"/>'),
        row("d", cell("9", properties='<w:cellDel w:id="3"/>'), "4"),
    )
    assert shown(grid) == [["a", "1"], ["c", "3"], ["d", "4"]]
    assert [each.remark for each in grid.rows[1]] == [TRACKED, TRACKED]


def test_a_blank_in_a_new_row_is_certain() -> None:
    """Accepted or not, nothing is printed there."""
    grid = one(row("a", "1"), row("b", "", properties='<w:ins w:id="2"/>'))
    assert [each.remark for each in grid.rows[1]] == [TRACKED, ""]


def test_rows_and_cells_in_content_controls_are_there() -> None:
    def controlled(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    grid = one(row("a", controlled(cell("8"))), controlled(row("b", "9")))
    assert shown(grid) == [["a", "8"], ["b", "9"]]


def test_columns_narrower_than_a_millimetre_are_the_neighbours() -> None:
    rows = (row(wide("自然人", 2), "总计"), row("1", wide("2", 2)))
    assert shown(one(*rows, grid="1000 20 1000")) == [["自然人", "总计"], ["1", "2"]]
    # a real column stays one
    assert shown(one(*rows, grid="1000 300 1000")) == [["自然人×1×2", "总计"], ["1", "2×1×2"]]
    # and no cell vanishes
    assert shown(one(row("a", "b", "c"), grid="1000 20 1000")) == [["a", "b", "c"]]


def test_a_table_that_only_lays_out_is_dissolved_in_reading_order() -> None:
    inner = table(row("行政许可", "5"), row("行政处罚", "6"))
    read = document(table(row(cell("导航", "首页"), cell("正文", inner, "结尾"))))
    assert [shown(grid) for grid in grids(read)] == [[["行政许可", "5"], ["行政处罚", "6"]]]
    assert texts(read) == ["导航", "首页", "正文", "结尾"]
    assert grids(read)[0].rows[1][1].at == "表1行2列2"


def test_a_frame_of_one_cell_is_text() -> None:
    assert texts(document(table(row("一、总体情况")))) == ["一、总体情况"]
    grid = one(row(cell("a", table(row("5"))), "6"))
    assert shown(grid) == [["a\n5", "6"]]


def tiling(rng: random.Random) -> list[list[Cell]]:
    """A rectangle cut at random into merged and single cells."""
    height, width = rng.randint(1, 7), rng.randint(2, 9)
    taken: set[tuple[int, int]] = set()
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for at in range(height):
        for column in range(width):
            if (at, column) in taken:
                continue
            across = rng.choice((1, 1, 2, 3))
            free = next(
                (a for a in range(across) if column + a >= width or (at, column + a) in taken), across
            )
            down = min(rng.choice((1, 1, 1, 2, 3)), height - at)
            taken |= {(at + d, column + a) for d in range(down) for a in range(free)}
            rows[at].append(Cell(f"{at},{column}" if rng.random() < 0.8 else "", "", down, free))
    return rows


def as_word(rows: list[list[Cell]]) -> str:
    """Merged cells as Word writes them: one that is merged down has a cell of its own in every row."""
    lines: list[list[tuple[int, str]]] = [[] for _ in rows]
    for line in placed(Grid(tuple(tuple(each) for each in rows), Shape.RULED, "")):
        for item in line:
            span = f'<w:gridSpan w:val="{item.cell.across}"/>' if item.cell.across > 1 else ""
            for further in range(item.cell.down):
                merged = "" if item.cell.down == 1 else ON if further else START
                text = "" if further else item.cell.text
                lines[item.row + further].append((item.column, cell(text, properties=span + merged)))
    return table(*[row(*[xml for _, xml in sorted(line)]) for line in lines])


def test_any_way_to_merge_cells_comes_back() -> None:
    rng = random.Random(4)
    for _ in range(150):
        rows = tiling(rng)
        if sum(map(len, rows)) == 1:
            continue
        (grid,) = grids(document(as_word(rows)))
        assert shown(grid) == shown(Grid(tuple(tuple(each) for each in rows), Shape.RULED, ""))


def test_every_cell_of_a_made_report_comes_back() -> None:
    """Slow by python-docx, which writes the file."""
    rng = random.Random(1)
    report = page(make(rng), rng, "none")
    read = from_bytes(docx(report, rng), "报告.docx")
    tables = [
        tuple(tuple(each) for each in block) for _, block in report.blocks if not isinstance(block, str)
    ]
    assert [shown(grid) for grid in grids(read)] == [shown(Grid(rows, Shape.RULED, "")) for rows in tables]


def nested(depth: int) -> str:
    return table(row(cell("底" if depth == 1 else nested(depth - 1)), "x"))


def test_tables_ten_deep_are_read_and_deeper_ones_refused() -> None:
    assert len(grids(document(nested(10)))) == 1
    for depth in (11, 60, 300):
        with pytest.raises(CannotOpen, match=r"报告\.docx"):
            document(nested(depth))


def test_cells_beyond_the_limit_are_refused() -> None:
    many = table(*[row("1", "2")] * 30)
    with pytest.raises(CannotOpen, match="50格"):
        document(many, limits=Limits(cells=50))
    # few cells that would fill many places
    with pytest.raises(CannotOpen, match="50格"):
        document(table(row(wide("a", 60), "b")), limits=Limits(cells=50))


def test_a_table_inside_a_text_box_comes_after_its_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{table(row('a', '1'))}</w:txbxContent></w:pict></w:r>"
    read = document(f"<w:p><w:r><w:t>前</w:t></w:r>{box}</w:p>", "后")
    assert [shown(block) if isinstance(block, Grid) else block.text for block in read.blocks] == [
        "前",
        [["a", "1"]],
        "后",
    ]
