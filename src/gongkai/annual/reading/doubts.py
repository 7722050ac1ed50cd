"""Second thoughts about placed rows: page numbers, rows that run into each other, sums in a wrong column."""

from collections import Counter, defaultdict

from gongkai.annual.form import Kind
from gongkai.annual.reading import values
from gongkai.annual.reading.distances import heads_rows
from gongkai.annual.reading.items import Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import (
    LOOSE,
    MANY,
    ODD_GAP,
    SHIFTED,
    UNBALANCED,
    Balanced,
    Placed,
    profile,
    spread_of,
)
from gongkai.annual.reading.rows import Row

_USUAL = 3  # rows with their values on the label's own line: so many make it the table's way


def doubt_other_lines(rows: list[Row], placed: list[Placed]) -> list[Placed]:
    """Where rows are printed on one line, values on a line without a label may belong to a row that lost its own."""
    beside = [bool(row.filled) and all(cell.line == row.label.line for cell in row.filled) for row in rows]
    if sum(beside) < _USUAL:
        return placed
    return [
        Placed(why=LOOSE) if row.mode is Mode.LINE and row.filled and not own else each
        for row, each, own in zip(rows, placed, beside, strict=True)
    ]


def doubt_bare_lines(
    rows: list[Row], placed: list[Placed], size: int, balanced: Balanced | None, counted: set[int]
) -> list[Placed]:
    """A page number may pass for a cell of bare lines: the row's sum and the line gaps must not say so.
    `counted`: the rows (by index) that have exactly the cells they must have."""
    if size == 1:
        return placed
    verdicts = [
        _verdict(each, balanced) if row.mode is not Mode.ROWS and not each.why else None
        for row, each in zip(rows, placed, strict=True)
    ]
    failing = sum(verdict is False for verdict in verdicts)
    judged = sum(verdict is not None for verdict in verdicts)
    often = judged >= MANY and failing * 3 > judged
    leading: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.filled:
            leading[profile(row)][spread_of(row)[0]] += 1
    whole = len(rows) >= MANY and all(
        len(row.filled) == size for row in rows if row.cells or not heads_rows(row.label)
    )
    result = []
    for row, each, verdict in zip(rows, placed, verdicts, strict=True):
        blanks = any(cell is None for cell in each.cells) and any(each.cells)
        if each.why or row.mode is Mode.ROWS or row.index in counted:
            result.append(each)
        elif verdict is False and (blanks or (row.mode is Mode.LINE and not often and not whole)):
            result.append(Placed(why=UNBALANCED))
        elif row.mode is Mode.LINE and not blanks and _uneven(row, leading):
            result.append(Placed(why=ODD_GAP))
        else:
            result.append(each)
    return result


_SHIFTED = 3  # rows: so many sums in a wrong column are no accident


def doubt_shifted(rows: list[Row], placed: list[Placed], total: int) -> list[Placed]:
    """Doubt all rows with blanks if in several of them the last value is the sum of the others and no total."""
    without = [figures for each in placed if (figures := _without_total(each, total))]
    shifted = sum(figures[-1] == sum(figures[:-1]) for figures in without)
    if shifted < _SHIFTED or 2 * shifted < len(without):
        return placed
    return [
        Placed(why=SHIFTED) if row.filled and None in each.cells else each
        for row, each in zip(rows, placed, strict=True)
    ]


def _uneven(row: Row, leading: dict[tuple[object, ...], Counter[int]]) -> bool:
    """Whether the values of a row of bare lines stand at unlike distances, as a foreign figure among them would."""
    distances: list[int] = []
    blank = 0
    for cell in row.cells:
        if cell.sort is Sort.BLANK:
            blank += 1
        else:
            distances.append(blank)
            blank = 0
    if not distances:
        return False
    first, *rest = distances
    usual = leading[profile(row)].most_common(1)[0]
    return len(set(rest)) > 1 or (first not in rest and (first != usual[0] or usual[1] < 2))


def _without_total(placed: Placed, total: int) -> list[int]:
    """The printed counts of a row whose total is blank, if there are several that are not all 0."""
    figures = figures_of(placed)
    if not figures or figures[total] is not None:
        return []
    printed = [figure for figure in figures if figure is not None]
    return printed if len(printed) > 1 and printed[-1] > 0 else []


def _verdict(placed: Placed, balanced: Balanced | None) -> bool | None:
    figures = figures_of(placed) if balanced is not None else None
    return balanced(figures) if balanced is not None and figures else None


def figures_of(placed: Placed) -> list[int | None] | None:
    """The counts of a placed row; None when it is not placed, blank, or holds what is no count."""
    if not any(placed.cells):
        return None
    figures: list[int | None] = []
    for cell in placed.cells:
        if cell is None:
            figures.append(None)
            continue
        parsed = values.parse(cell.text, Kind.COUNT)
        if parsed.why or not (parsed.value is None or isinstance(parsed.value, int)):
            return None
        figures.append(parsed.value)
    return figures
