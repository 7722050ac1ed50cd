"""A sheet of a workbook → a grid in true columns: what is shown of it, hidden rows and columns left out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Cell, Grid, Heading, Paragraph
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.sheets.unmerged import doubted
from gongkai.papers.tiling import MOST_ACROSS, tiled

Place = tuple[int, int]  # row and column, from 0

MOST_RULED = 20_000  # cells with nothing but a border that are looked at
_BELOW = 5  # rows of such cells under the last text that are still the table's
MOST_SHEETS = 200  # that are shown
_RUN = 20  # blank rows or columns one after another: of a longer run only one is kept


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell shows and what is to be known of it."""

    text: str
    remark: str = ""


_NOTHING = Written("")


@dataclass(slots=True)
class Sheet:
    """One sheet. Rows and columns count from 0; `merges` are first row, first column, last row, last column."""

    name: str
    cells: dict[Place, Written] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    ruled: set[Place] = field(default_factory=set)  # cells without content that have a border
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last


def blocks_of(sheets: Sequence[Sheet], name: str, limits: Limits) -> Iterator[Block]:
    """A grid a sheet, under its name where there are several; the text before and behind it as paragraphs.
    Raises CannotOpen beyond the limit of cells."""
    grids = [(sheet, _grid(sheet, name, limits)) for sheet in sheets]
    shown = [(sheet, grid) for sheet, grid in grids if grid is not None]
    for sheet, grid in shown:
        if len(shown) > 1:
            yield Heading(sheet.name, f"工作表“{sheet.name}”", 2)
        yield from _texts_apart(grid)


def _texts_apart(grid: Grid) -> Iterator[Block]:
    """Titles and prose over the whole width of a sheet are text. Below a table only merged ones are: a label with
    blank cells beside it is a row."""
    width = sum(cell.across for cell in grid.rows[0])
    count = len(grid.rows)
    first = next((n for n, row in enumerate(grid.rows) if not _is_text(row, width, merged=False)), count)
    last = count
    while last > first and _is_text(grid.rows[last - 1], width, merged=True):
        last -= 1
    yield from _lines(grid.rows[:first])
    if first < last:
        yield Grid(grid.rows[first:last], grid.shape, grid.at)
    yield from _lines(grid.rows[last:])


def _is_text(row: Sequence[Cell], width: int, *, merged: bool) -> bool:
    """Whether a row holds one text alone, or nothing; rows that a high merged cell covers are such, too."""
    if not row:
        return True
    if row[0].across == width:
        return True
    return not merged and all(not cell.text and cell.down == 1 for cell in row[1:]) and row[0].down == 1


def _lines(rows: Sequence[Sequence[Cell]]) -> Iterator[Paragraph]:
    for cell in (row[0] for row in rows if row):
        yield from (Paragraph(line.rstrip(), cell.at) for line in cell.text.split("\n"))


def column_name(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _grid(sheet: Sheet, name: str, limits: Limits) -> Grid | None:
    """The part of the sheet that shows something; None when nothing does."""
    hidden = _Hidden(sheet)
    told = {place for place, written in sheet.cells.items() if written.text and hidden.shows(*place)}
    for top, left, bottom, right in sheet.merges:  # a merged text is seen where its area begins to be seen
        if (top, left) in sheet.cells and (top, left) not in told:
            row, column = hidden.first_row(top, bottom), hidden.first_column(left, right)
            if row is not None and column is not None and sheet.cells[top, left].text:
                told.add((row, column))
    if not told:
        return None
    rows = _kept({row for row, _ in told}, hidden.row)
    columns = _kept({column for _, column in told}, hidden.column)
    rows += _blank_rows(sheet, rows[-1], columns)
    if len(rows) * len(columns) > limits.cells:
        raise CannotOpen(
            f"{name}的工作表“{sheet.name}”有{len(rows)}行{len(columns)}列，超过{limits.cells}格的上限，没有打开；"
            "请只留下报告的表格再试"
        )
    at = f"工作表“{sheet.name}”"
    areas, covered = _areas(sheet, rows, columns, limits)
    lines = []
    for row in rows:
        line = []
        for column in columns:
            place = (row, column)
            if place in covered:
                continue
            source, down, across = areas.get(place, (place, 1, 1))
            written = sheet.cells.get(source, _NOTHING)
            where = f"{at}{column_name(column)}{row + 1}"
            line.append(Cell(written.text, where, down, min(across, MOST_ACROSS), remark=written.remark))
        lines.append(line)
    grid = tiled(lines, at)
    return grid if sheet.merges else doubted(grid)


def _blank_rows(sheet: Sheet, last: int, columns: Sequence[int]) -> list[int]:
    """The rows right below the last text that are drawn over the whole width: printed blanks."""
    rows = []
    for row in range(last + 1, last + 1 + _BELOW):
        if row in sheet.hidden_rows or not all((row, column) in sheet.ruled for column in columns):
            break
        rows.append(row)
    return rows


class _Hidden:
    """Which rows and columns of a sheet are not shown."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = sheet.hidden_rows
        self._columns = sheet.hidden_columns

    def row(self, row: int) -> bool:
        return row in self._rows

    def column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._columns)

    def shows(self, row: int, column: int) -> bool:
        return not self.row(row) and not self.column(column)

    def first_row(self, top: int, bottom: int) -> int | None:
        return next((row for row in range(top, bottom + 1) if not self.row(row)), None)

    def first_column(self, left: int, right: int) -> int | None:
        return next((column for column in range(left, right + 1) if not self.column(column)), None)


def _kept(told: set[int], hidden: Callable[[int], bool]) -> list[int]:
    """The rows or columns from the first told one to the last, without the hidden and most of long blank runs."""
    kept: list[int] = []
    for each in sorted(told):
        if kept:
            between = [n for n in range(kept[-1] + 1, min(each, kept[-1] + _RUN + 2)) if not hidden(n)]
            kept += between if each - kept[-1] - 1 <= _RUN else between[:1]
        kept.append(each)
    return kept


def _areas(
    sheet: Sheet, rows: list[int], columns: list[int], limits: Limits
) -> tuple[dict[Place, tuple[Place, int, int]], set[Place]]:
    """The merged areas by the first place that is shown of each: where its text stands, its rows, its columns; and
    the places the areas cover beside their first."""
    areas: dict[Place, tuple[Place, int, int]] = {}
    covered: set[Place] = set()
    for top, left, bottom, right in sheet.merges:
        high, low = bisect_left(rows, top), bisect_right(rows, bottom)
        near, far = bisect_left(columns, left), bisect_right(columns, right)
        if low - high < 1 or far - near < 1:
            continue
        area = {(row, column) for row in rows[high:low] for column in columns[near:far]}
        first = (rows[high], columns[near])
        if area & covered or first in areas or len(covered) > limits.cells:
            continue  # areas never overlap in a sound file
        areas[first] = ((top, left), low - high, far - near)
        covered |= area - {first}
    return areas, covered
