"""The table that a grid goes on with from the one before: its rows stand on several pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.counted import counted
from gongkai.annual.reading.ruled.halves import cut_row, doubt, drop
from gongkai.annual.reading.ruled.heads import labels_end
from gongkai.annual.reading.ruled.lines import CUT
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.ruled.remedies import side_by_side
from gongkai.annual.reading.ruled.tables import Shown, crossed
from gongkai.annual.reading.words import row_order


@dataclass(slots=True)
class Page:
    """The table at the end of a grid, which may go on in the next one."""

    head: Head
    columns: tuple[Column, ...]  # with those whose names are lost
    width: int
    last: str  # key of its last row
    spread: bool  # its groups stand side by side and no figures were seen yet
    row: Sequence[Spot]  # the last one of its grid
    shown: Sequence[Shown]  # what was read of it


def read_in(shown: Sequence[Shown]) -> int:
    """How many cells were read of these tables."""
    return sum(reading.why is None for each in shown for reading in each.cells.values())


def tables_under(matrix: Matrix, head: Head, end: int, flowing: bool) -> list[Shown] | None:
    """The tables under a head as it lies; None where they cannot be read."""
    read = side_by_side if head.grouped else crossed
    return read(matrix, head, end, flowing=flowing)


def page_of(matrix: Matrix, head: Head, shown: Sequence[Shown]) -> Page | None:
    """The table under the last head of a grid, if it ends where the grid ends."""
    if shown and (head.grouped or not _at_end(matrix, head, shown[-1].rows.stop)):
        return None
    last = shown[-1].last if shown else ""
    return Page(head, columns_under(matrix, head), matrix.width, last, head.grouped, matrix.at[-1], shown)


def columns_under(matrix: Matrix, head: Head) -> tuple[Column, ...]:
    """The columns of a head from the first behind the labels to the last that has a cell in it."""
    columns = [column for column in head.columns if column.left >= head.labels_end]
    while columns and head.bottom and matrix.at[head.bottom - 1][columns[-1].left].sort is Sort.GAP:
        columns.pop()
    return tuple(columns)


def _at_end(matrix: Matrix, head: Head, stop: int) -> bool:
    """Whether a table ends where its grid ends, or one row before, whose label is not known: it may be cut."""
    if stop == matrix.height:
        return True
    return stop == matrix.height - 1 and any(
        spot.sort is Sort.TEXT and spot.row == stop and spot.right <= head.first for spot in matrix.at[stop]
    )


def continuation(
    matrix: Matrix, page: Page, end: int, flowing: bool
) -> tuple[list[Shown], tuple[Matrix, Head]]:
    """The rows above the first head of a grid, where they go on with the table of the grid before, and what they were
    read as: as they lie, or by the number of their cells where these are not those of the page before."""
    head = replace(page.head, top=0, bottom=0)
    ways = []
    if page.width == matrix.width:  # where its labels end is seen where they stand
        here = labels_end(matrix, head.table, 0, head.labels, head.first)
        ways.append((matrix, replace(head, labels_end=here)))
    if page.width != matrix.width or (flowing and matrix.gaps):
        anew = counted(matrix, head.table, page.columns, 0, 0, end, flowing=flowing)
        ways += [(anew.matrix, anew.head)] if anew else []
    found: list[Shown] = []
    best = (matrix, head)
    for way in ways:
        shown = _going_on(*way, page, end, flowing)
        if read_in(shown) > read_in(found) or not found:
            found, best = shown, way
    return found, best


def _going_on(matrix: Matrix, head: Head, page: Page, end: int, flowing: bool) -> list[Shown]:
    """The rows under the head of the page before; nothing where they do not follow in order."""
    if page.spread:
        return side_by_side(matrix, head, end, flowing=flowing) or []
    cut = cut_row(page.row, page.head, matrix.at[0], head) if end else None
    if cut and cut[1]:
        doubt(page.shown, cut[0], CUT)
    shown = crossed(matrix, head, end, flowing=flowing, last=page.last)
    if shown and cut:
        drop(shown, cut[0])
    if not shown or len(shown) != 1 or not shown[0].cells:
        return []
    orders = [row_order(head.table, address.row) for address in shown[0].cells]
    if page.last and min(orders) <= row_order(head.table, page.last):
        return []
    return shown
