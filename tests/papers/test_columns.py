"""How a grid is set: no figure is parted, no head cut, narrow heads stand upright, wide tables lie."""

import pytest

from gongkai.annual.compose import blank_form
from gongkai.annual.form import Edition
from gongkai.papers.model import Cell, Grid, Shape
from gongkai.papers.tiling import tiled
from gongkai.papers.writing.columns import LANDSCAPE, PADDING, PORTRAIT
from gongkai.papers.writing.setting import Setting, setting

_MM = 25.4 / 72


def numbers(count: int, text: str = "12", head: str = "结果维持") -> Setting:
    heads = [Cell(head, "", header=True) for _ in range(count)]
    return setting(tiled([heads, [Cell(text, "") for _ in range(count)]], ""))


@pytest.mark.parametrize("edition", list(Edition))
def test_every_table_of_the_form_stands_upright_on_a4_in_readable_type(edition: Edition) -> None:
    for grid in (block for block in blank_form(edition).blocks if isinstance(block, Grid)):
        made = setting(grid)
        assert not made.lying
        assert not made.upright
        assert made.size >= 9
        assert sum(made.widths) == pytest.approx(PORTRAIT)


@pytest.mark.parametrize("count", [1, 4, 15, 20, 30, 60])
@pytest.mark.parametrize("text", ["0", "12345", "1234567890.1234"])
def test_widths_fill_the_page_and_hold_the_longest_figure_while_any_page_can(count: int, text: str) -> None:
    made = numbers(count, text)
    assert sum(made.widths) == pytest.approx(LANDSCAPE if made.lying else PORTRAIT)
    needed = len(text) * 0.55 * made.size * _MM + 2 * PADDING
    if count * (len(text) * 0.62 * 7.5 * _MM + 2 * PADDING) <= LANDSCAPE:
        assert min(made.widths) >= needed


def test_heads_of_very_narrow_columns_stand_upright_in_rows_high_enough() -> None:
    made = numbers(40, "1")
    assert len(made.upright) == 40
    assert made.height(0) >= 4 * made.size * _MM
    assert made.height(1) == 6


def test_a_table_lies_only_where_upright_cannot_hold_it() -> None:
    assert not numbers(15).lying
    assert numbers(20, "1234567").lying


def test_heads_repeat_only_where_they_speak_for_every_row_below() -> None:
    head, figure = Cell("甲", "", header=True), Cell("1", "")
    assert setting(tiled([[head], [figure], [figure]], "")).heads == 1
    assert setting(tiled([[head], [figure], [head], [figure]], "")).heads == 0
    assert setting(tiled([[head], [head]], "")).heads == 0
    assert setting(tiled([[figure]], "")).heads == 0


def test_labels_begin_at_the_left_where_one_is_long() -> None:
    def labels(text: str) -> list[bool]:
        rows = [
            [Cell("头", "", header=True)] * 2,
            *([Cell(t, "", header=True), Cell("1", "")] for t in ("短", text)),
        ]
        made = setting(tiled(rows, ""))
        return [made.flush_left(item) for row in made.rows for item in row]

    assert labels("行政许可") == [False] * 6
    assert labels("5.要求行政机关确认或重新出具") == [False, False, True, False, True, False]


def test_a_grid_whose_columns_are_not_proven_is_filled_up() -> None:
    loose = Grid(((Cell("甲", ""), Cell("乙", "")), (Cell("丙", ""),)), Shape.ROWS, "")
    assert [len(row) for row in setting(loose).rows] == [2, 2]
