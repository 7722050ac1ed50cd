"""Pictures of pages before anything is recognised: levelled, their tables found, ink told from bare paper."""

import cv2
import numpy as np
import pytest

from gongkai.papers.scan.frames import Frame, Outline, lines_of, tables_of
from gongkai.papers.scan.ink import box_of, inked, strokes
from gongkai.papers.scan.ink import lines_of as printed_lines
from gongkai.papers.scan.laying import Held, Part, laid, seamed
from gongkai.papers.scan.upright import straightened

pytestmark = pytest.mark.ocr
WIDE, HIGH = 1654, 2339  # A4 at 200 dots an inch
ROWS = range(400, 1601, 60)
COLUMNS = range(250, 1451, 150)
CELLS = (len(ROWS) - 1) * (len(COLUMNS) - 1)


def page(row_height: int = 60) -> np.ndarray:  # type: ignore[name-defined]
    """A table of equal cells, a figure in every second one."""
    picture = np.full((HIGH, WIDE), 250, np.uint8)
    rows = range(400, 400 + row_height * len(ROWS) - row_height + 1, row_height)
    for y in rows:
        cv2.line(picture, (COLUMNS[0], y), (COLUMNS[-1], y), (20,), 2)
    for x in COLUMNS:
        cv2.line(picture, (x, rows[0]), (x, rows[-1]), (20,), 2)
    for row, y in enumerate(rows[:-1]):
        for column, x in enumerate(COLUMNS[:-1]):
            if (row + column) % 2:
                cv2.putText(picture, "18", (x + 50, y + row_height // 2 + 8), 0, 0.7, (30,), 2)
    return picture


def found(picture: np.ndarray) -> list[Outline]:  # type: ignore[name-defined]
    return tables_of(lines_of(straightened(picture)))


def whole(tables: list[Outline]) -> bool:
    return len(tables) == 1 and tables[0].whole and len(tables[0].frames) == CELLS


@pytest.mark.parametrize("angle", [-3.0, -0.4, 0.0, 1.2])
def test_a_table_scanned_askew_keeps_its_cells(angle: float) -> None:
    turn = cv2.getRotationMatrix2D((WIDE / 2, HIGH / 2), angle, 1.0)
    assert whole(found(cv2.warpAffine(page(), turn, (WIDE, HIGH), borderValue=(255,))))


def test_a_page_photographed_from_aside_on_a_dark_desk_keeps_its_cells() -> None:
    flat = np.array([[0, 0], [WIDE, 0], [WIDE, HIGH], [0, HIGH]], np.float32)
    seen = np.array([[60, 20], [WIDE - 20, 70], [WIDE - 90, HIGH - 40], [20, HIGH - 90]], np.float32)
    photograph = cv2.warpPerspective(
        page(), cv2.getPerspectiveTransform(flat, seen), (WIDE, HIGH), borderValue=(60,)
    )
    assert whole(found(photograph))


def test_rows_hardly_higher_than_their_text_are_parted_from_their_neighbours() -> None:
    tables = found(page(row_height=34))
    assert len(tables) == 1
    assert len(tables[0].frames) == CELLS


def cell_with(draw: object = None) -> tuple[int, int, int, int] | None:
    """Where ink is seen in the table's first cell, which is blank unless something is drawn into it."""
    picture = page()
    if draw is not None:
        draw(picture)  # type: ignore[operator]
    lines = lines_of(picture)
    paper = inked(picture, lines)
    return box_of(paper.cell(tables_of(lines)[0].frames[0]), paper)


def test_bare_paper_is_told_from_the_palest_figure() -> None:
    assert cell_with() is None
    assert cell_with(lambda picture: cv2.putText(picture, "1", (320, 440), 0, 0.7, (170,), 2)) is not None


def test_a_speck_of_dust_is_no_figure_and_a_figure_in_pieces_is_no_dust() -> None:
    assert cell_with(lambda picture: cv2.circle(picture, (320, 430), 1, (20,), -1)) is None

    def pieces(picture: object) -> None:
        for y in (420, 428, 436, 444):
            cv2.circle(picture, (320, y), 1, (20,), -1)

    assert cell_with(pieces) is not None


def test_as_many_figures_are_counted_as_stand_apart() -> None:
    picture = np.full((60, 120), 250, np.uint8)
    cv2.putText(picture, "11", (20, 45), 0, 1.0, (20,), 2)
    assert strokes(picture)[0] == 2
    assert len(printed_lines(picture, inked(picture, np.zeros_like(picture)))) == 1


def part(top: int, texts: list[list[str]]) -> Part:
    """A part of a table of even cells, its texts surely read."""
    cells = tuple(
        Held(
            Frame(100 * column, top + 40 * row, 100 * column + 98, top + 40 * row + 38),
            text, 1.0, f"{row}/{column}",
        )
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )  # fmt: skip
    return Part(cells, 0, top, 100 * len(texts[0]), whole=True)


def test_a_blank_row_beside_a_pages_end_may_be_half_of_a_row_that_is_cut() -> None:
    first, second = seamed(
        part(100, [["项目", "3", "4"], ["1.属于", "1", "1"]]),
        part(50, [["国家秘密", "", ""], ["2.重复申请", "", ""]]),
    )
    rows = laid((first, second), "表").rows
    assert [[cell.sure for cell in row] for row in rows] == [[1.0] * 3, [1.0] * 3, [1.0, 0.3, 0.3], [1.0] * 3]


def test_a_row_with_a_figure_beside_a_pages_end_keeps_its_blanks() -> None:
    first, second = seamed(part(100, [["项目", "3", ""]]), part(50, [["重复申请", "", "2"]]))
    assert all(cell.sure == 1.0 for row in laid((first, second), "表").rows for cell in row)
