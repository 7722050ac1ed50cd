"""What a PDF page prints is read, what it only holds is not; ruling lines are lines however they are drawn."""

import pytest

from gongkai.papers.limits import LIMITS
from gongkai.papers.model import Document, Grid, Paragraph, Shape
from gongkai.papers.pdf.read_pdf import read
from gongkai.papers.remarks import PICTURE, STRUCK
from papers.drawn_pdf import XS, YS, bar, cells, drawn, frame, line, text

GAP = "gap"
FOUR = cells("name", "count", "alpha", "12")


def rows(document: Document | None) -> list[list[str]]:
    """The texts of the one grid."""
    assert document is not None
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert grid.shape is Shape.RULED
    return [[GAP if cell.gap else cell.text for cell in row] for row in grid.rows]


def of(content: str, **more: object) -> Document:
    return read(drawn(content, **more), "r.pdf", LIMITS)  # type: ignore[arg-type]


def lines_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


TABLE = [["name", "count"], ["alpha", "12"]]
_HALVES = [
    piece
    for x0, x1 in ((40, 90), (90, 140), (140, 190.5), (190, 240))
    for y in YS
    for piece in (line(x0, y, x1, y),)
]
_UPRIGHT = "".join(line(x, 120, x, 180) for x in XS)


@pytest.mark.parametrize(
    "ruling",
    [
        frame(),
        "".join(_HALVES) + _UPRIGHT,
        "".join(bar(40, y, 200, 0.5) for y in YS) + "".join(bar(x, 120, 0.5, 60) for x in XS),
        "".join(line(40, y, 240, y, "[3 3] 0 d 0.5 w") for y in YS) + _UPRIGHT,
        "".join(bar(x, y, 3, 0.5) for y in YS for x in range(40, 240, 6)) + _UPRIGHT,
        "".join(bar(x, y, 0.7, 0.7) for y in YS for x in range(40, 241, 2))
        + "".join(bar(x, y, 0.7, 0.7) for x in XS for y in range(120, 181, 2)),
        "".join(line(40, y + off, 240, y + off) for y in YS for off in (-0.8, 0.8)) + _UPRIGHT,
        "".join(f"{x} {y} 100 30 re S " for x in (40, 140) for y in (120, 150)),
        "".join(f"{x + 1} {y + 1} 98 28 re S " for x in (40, 140) for y in (120, 150)),
        "".join(f"{x} {y} 100 30 re {x + 1} {y + 1} 98 28 re f* " for x in (40, 140) for y in (120, 150)),
        bar(40, 120, 200, 60, "0.8 g") + frame().replace("0 G", "1 G"),
    ],
    ids=[
        "whole lines", "pieces", "thin bars", "a dash pattern", "drawn dashes", "dots", "double lines", "boxes",
        "boxes apart", "frames", "white lines on grey",
    ],
)  # fmt: skip
def test_however_the_lines_are_drawn_the_table_is_the_same(ruling: str) -> None:
    document = of(ruling + FOUR)
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_white_lines_on_white_paper_are_no_table() -> None:
    document = of(frame().replace("0 G", "1 G") + FOUR)
    assert not any(isinstance(block, Grid) for block in document.blocks)


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        (text(200, 130, "99", before="3 Tr"), "drawn in no way that shows"),
        (text(200, 130, "99", before="1 g"), "white on white"),
        (text(200, 130, "99", size=0.5), "too small to see"),
        (text(145, 230, "99"), "above the page"),
    ],
)
def test_text_that_does_not_show_is_not_read(hidden: str, why: str) -> None:
    document = of(frame() + FOUR + hidden)
    assert rows(document) == TABLE, why


def test_white_text_on_a_dark_cell_shows() -> None:
    dark = bar(140, 120, 100, 30) + text(145, 130, "12", before="1 g")
    document = of(dark + frame() + cells("name", "count", "alpha"))
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_what_was_painted_over_is_not_read_and_the_readings_differ() -> None:
    content = (
        frame() + cells("name", "count", "alpha", "12") + bar(142, 122, 90, 24, "1 g") + text(200, 130, "7")
    )
    document = of(content)
    assert rows(document)[1] == ["alpha", "7"]
    assert rows(document.second)[1] != ["alpha", "7"]


def test_bold_by_printing_twice_is_read_once() -> None:
    document = of(frame() + FOUR + text(145.3, 130, "12") + text(45.3, 130, "alpha"))
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_a_pair_of_equal_digits_is_two_digits() -> None:
    document = of(frame() + cells("name", "count", "alpha", "11"))
    assert rows(document)[1] == ["alpha", "11"]
    assert rows(document.second)[1] == ["alpha", "11"]


def test_a_figure_that_runs_over_a_border_belongs_to_no_cell() -> None:
    content = frame() + cells("name", "count") + text(120, 130, "123456789")
    assert rows(of(content))[1] == [GAP, GAP]


def test_a_label_that_runs_over_a_border_is_where_it_begins() -> None:
    content = frame() + cells("name", "count") + text(100, 130, "alphabetical")
    assert rows(of(content))[1] == ["alphabetical", ""]


def test_a_shape_that_no_border_closes_is_no_cell() -> None:
    # No border between the upper two cells and none under the second: an angle, not a rectangle.
    xs = (40, 140, 200, 260)
    lines = "".join(line(x, 120, x, 180) for x in (40, 200, 260)) + "".join(
        line(40, y, 260, y) for y in (180, 120)
    )
    content = lines + line(40, 150, 140, 150) + line(200, 150, 260, 150) + line(140, 120, 140, 150)
    content += cells("name", "count", "more", "alpha", "12", "3", xs=xs)
    assert rows(of(content)) == [[GAP, GAP, "more"], ["alpha", GAP, "3"]]


def test_merged_cells_keep_their_spans() -> None:
    lines = line(40, 180, 240, 180) + line(40, 120, 240, 120) + line(40, 150, 240, 150)
    content = lines + line(40, 120, 40, 180) + line(240, 120, 240, 180) + line(140, 120, 140, 150) + FOUR
    (grid,) = (block for block in of(content).blocks if isinstance(block, Grid))
    assert [[(cell.text, cell.across) for cell in row] for row in grid.rows] == [
        [("name count", 2)],
        [("alpha", 1), ("12", 1)],
    ]


def test_one_box_around_text_is_no_table() -> None:
    document = of(frame((40, 240), (180, 120)) + text(50, 150, "notice"))
    assert lines_of(document) == ["notice"]


def test_a_table_around_a_table_only_lays_out() -> None:
    outer = frame((10, 290), (195, 60, 20))
    document = of(outer + frame() + FOUR + text(20, 40, "below"))
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE
    assert lines_of(document) == ["below"]


@pytest.mark.parametrize("missing", ["left", "right"])
def test_the_outer_border_may_be_missing_where_the_rows_lines_reach(missing: str) -> None:
    kept = XS[1:] if missing == "left" else XS[:-1]
    lines = "".join(line(40, y, 240, y) for y in YS) + "".join(line(x, 120, x, 180) for x in kept)
    document = of(lines + FOUR)
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_lines_in_a_form_object_stand_where_its_matrix_puts_them() -> None:
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Matrix[0.5 0 0 0.5 20 10]/Resources<</Font<</F1 3 0 R>>>>>>|"
    document = of("/X1 Do", objects=[form + frame() + FOUR])
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_upright(turn: int) -> None:
    document = of(frame() + FOUR, page_more=f"/Rotate {turn}")
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_what_the_crop_box_cuts_off_is_not_read() -> None:
    document = of(frame() + FOUR + text(10, 20, "secret"), page_more="/CropBox[30 100 260 190]")
    assert rows(document) == TABLE
    assert lines_of(document) == []


def test_a_watermark_across_the_table_is_in_no_cell() -> None:
    mark = "BT /F1 20 Tf 0.7 0.7 -0.7 0.7 130 110 Tm (2024) Tj ET\n"
    document = of(frame() + FOUR + mark)
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_what_is_filled_into_a_form_field_is_printed() -> None:
    look = "<</Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F1 3 0 R>>>>>>|" + text(
        2, 5, "12"
    )
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(12)/Rect[145 125 235 145]/F 4/AP<</N 10 0 R>>>>"
    document = of(
        frame() + cells("name", "count", "alpha"), objects=[look, field], page_more="/Annots[11 0 R]"
    )
    assert rows(document) == TABLE
    assert rows(document.second) == TABLE


def test_struck_text_and_pictures_in_cells_are_marked() -> None:
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>|\x80"
    content = frame() + cells("name", "count", "alpha", "12") + line(145, 133.5, 157, 133.5)
    document = of(content + "q 20 0 0 10 200 155 cm /X1 Do Q", objects=[image])
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [[cell.remark for cell in row] for row in grid.rows] == [["", PICTURE], ["", STRUCK]]


def test_an_underlined_figure_is_not_struck() -> None:
    (grid,) = (
        block for block in of(frame() + FOUR + line(145, 128.5, 157, 128.5)).blocks if isinstance(block, Grid)
    )
    assert [[(cell.text, cell.remark) for cell in row] for row in grid.rows][1] == [("alpha", ""), ("12", "")]


def test_text_beside_the_table_stays_outside_and_has_its_place() -> None:
    document = of(frame() + FOUR + text(40, 190, "Report 2024"))
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "Report 2024"
    assert first.at.startswith("第1页(40,")


APART = "".join(
    f"q 0.5 w {x + 2} {y - 28} {wide - 4} 26 re S Q\n" for y in YS[:-1] for x, wide in ((40, 100), (140, 100))
)


@pytest.mark.parametrize("around", ["", "q 0.5 w 38 118 204 64 re S Q\n"])
def test_cells_that_are_boxes_of_their_own_are_one_table(around: str) -> None:
    document = of(around + APART + FOUR)
    assert rows(document) == rows(document.second) == TABLE


def test_thick_bars_are_rules() -> None:
    bars = "".join(bar(40, y - 2, 200, 4) for y in YS) + "".join(bar(x - 2, 118, 4, 64) for x in XS)
    document = of(bars + FOUR)
    assert rows(document) == rows(document.second) == TABLE


def test_borders_of_two_tables_that_nearly_coincide_are_kept_apart() -> None:
    lower = frame((40, 139.8, 240), (90, 60, 30)) + text(45, 70, "more") + text(145, 40, "7")
    for document in (of(frame() + FOUR + lower), of(frame() + FOUR + lower).second):
        assert document is not None
        found = [block for block in document.blocks if isinstance(block, Grid)]
        texts = [[[cell.text for cell in row] for row in grid.rows] for grid in found]
        assert texts == [TABLE, [["more", ""], ["", "7"]]]


def test_a_frame_around_rows_without_columns_is_no_table_of_one_column() -> None:
    rules = "".join(line(20, y, 280, y) for y in (190, 160, 130, 100)) + line(20, 100, 20, 190)
    rules += line(280, 100, 280, 190)
    words = "".join(
        text(x, y, said)
        for y, label in ((170, "one"), (140, "two"), (110, "three"))
        for x, said in ((30, label), (120, "1"), (200, "2"))
    )
    document = of(rules + words)
    for each in (document, document.second):
        assert each is not None
        assert not any(isinstance(block, Grid) for block in each.blocks)
        assert [[word.text for word in line.words] for line in each.lines] == [
            ["one", "1", "2"],
            ["two", "1", "2"],
            ["three", "1", "2"],
        ]


def test_cells_beside_each_other_whose_baselines_nearly_meet_are_lines_of_their_own() -> None:
    document = of(text(30, 150, "alpha") + text(120, 147, "beta") + text(200, 144, "gamma"))
    for each in (document, document.second):
        assert each is not None
        assert lines_of(each) == ["alpha", "beta", "gamma"]


def test_a_raised_mark_belongs_to_the_line_it_stands_beside() -> None:
    document = of(text(30, 150, "alpha") + text(54, 152, "2", size=8))
    for each in (document, document.second):
        assert each is not None
        assert lines_of(each) == ["alpha2"]


@pytest.mark.parametrize("digits", ["7", "3 0 0 2"])
def test_figures_close_under_a_line_at_the_pages_end_are_no_page_number(digits: str) -> None:
    page = text(30, 30, "label") + "".join(
        text(100 + 40 * n, 18, each) for n, each in enumerate(digits.split())
    )
    document = read(drawn(page, page), "r.pdf", LIMITS)
    for each in (document, document.second):
        assert each is not None
        words = [word.text for line in each.lines for word in line.words]
        assert words.count(digits.split()[0]) == len({line.page for line in each.lines})


@pytest.mark.parametrize(
    ("between", "tables"),
    [((45, "alpha"), 1), ((145, "alpha"), 2), ((45, "delta"), 2), ((145, "12"), 2)],
    ids=["of the cell", "of another column", "of no cell", "a figure"],
)
def test_a_cells_text_again_over_its_table_on_the_next_page_parts_nothing(
    between: tuple[int, str], tables: int
) -> None:
    """Spreadsheet programs print the text of a cell that a page break cuts on both pages, and clip it."""
    x, said = between
    clipped = f"q 40 120 200 60 re W n {text(x, 184, said)} Q\n"
    document = read(drawn(frame() + FOUR, clipped + frame() + cells("", "13", "beta", "4")), "r.pdf", LIMITS)
    for each in (document, document.second):
        assert each is not None
        assert sum(isinstance(block, Grid) for block in each.blocks) == tables
