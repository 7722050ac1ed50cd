"""Rows with spans become a rectangle; what is missing is a gap, never a blank."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.geometry import placed
from gongkai.papers.model import Cell
from gongkai.papers.tiling import tiled

CELLS = st.builds(lambda down, across: Cell("x", "", down, across), st.integers(-1, 5), st.integers(0, 5))


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_any_rows_tile_a_rectangle_and_keep_every_cell(rows: list[list[Cell]]) -> None:
    grid = tiled(rows, "")
    placed(grid)
    kept = [cell for row in grid.rows for cell in row if not cell.gap]
    assert len(kept) == sum(map(len, rows))


def test_a_short_row_has_gaps_where_no_cell_is_printed() -> None:
    grid = tiled([[Cell("a", "", 2), Cell("b", ""), Cell("", "")], [Cell("c", "")]], "")
    assert [[(cell.text, cell.gap) for cell in row] for row in grid.rows] == [
        [("a", False), ("b", False), ("", False)],
        [("c", False), ("", True)],
    ]


def test_a_span_ends_at_the_next_cell_and_at_the_end_of_the_table() -> None:
    grid = tiled([[Cell("a", ""), Cell("b", "", 9)], [Cell("c", "", 1, 5)]], "")
    assert [(cell.text, cell.down, cell.across) for row in grid.rows for cell in row] == [
        ("a", 1, 1),
        ("b", 2, 1),
        ("c", 1, 1),
    ]
