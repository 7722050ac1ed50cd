"""Tables that show any sign of damage: a row with blanks is believed there only where something else speaks for it."""

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.annual.reading.distances import Shown, ends_table, heads_rows, odd_widths
from gongkai.annual.reading.doubts import figures_of
from gongkai.annual.reading.fused import balances_of
from gongkai.annual.reading.items import Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import DAMAGED, Placed
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.words import Role

_TABLE = "table3"
_ALIKE = 3  # other rows with the same filled columns, so many that chance cannot have made them
_SHARE = 0.2  # of the rows with blanks

Figures = list[int | None]


def is_damaged(rows: Sequence[Row], size: int, shown: Shown) -> bool:
    """Whether some row of the table does not have the cells that the others lead to expect. One figure without a
    label is a page number."""
    rows = [row for row in rows if row.cells or not heads_rows(row.label)]
    modes = {cell.mode for row in rows for cell in row.cells}
    if len(modes) > 1 or any(row.joined for row in rows) or sum(len(row.loose) for row in rows) > 1:
        return True
    if modes == {Mode.ROWS}:
        return bool(odd_widths(rows)) or any(not row.cells for row in rows)
    for row in rows:
        spacing = shown.get(row.mode)
        if spacing is None:
            return any(len(each.filled) != size for each in rows)
        if not (ends_table(row) or row.before_head or _before_either(row) or spacing.cells(row, size)):
            return True
    return False


def _before_either(row: Row) -> bool:
    """Whether what follows is a row in one edition and a heading over rows in the other."""
    return (
        row.following is not None
        and heads_rows(row.following)
        and row.following.word(_TABLE, Role.ROW) is not None
    )


def several(row: Row) -> bool:
    """Whether a cell of the row holds more than one figure."""
    return any(re.search(r"\d\s+\d", cell.text) for cell in row.cells if cell.sort is not Sort.BLANK)


def doubt_unproven(
    rows: Sequence[Row], placed: Sequence[Placed], columns: Sequence[str], *, damaged: bool
) -> list[Placed]:
    """Of a table 三 that is or may be damaged: rows with blanks stay where as many others have the same columns
    filled, or where the sums across the row (in a damaged table) and down its columns hold."""
    figures = [figures_of(each) for each in placed]
    patterns = Counter(_pattern(each) for each in placed if _holed(each))
    needed = max(_ALIKE + 1, int(_SHARE * patterns.total()))
    total = columns.index("total")
    good = _good_columns(rows, placed, figures, len(columns), total)

    def believed(row: Row, each: Placed, own: Figures | None) -> bool:
        if damaged and row.mode is Mode.ROWS and several(row):
            return False
        if row.mode is Mode.LINE and any(each.cells[1:-1]) and each.cells[-1] is None:
            return False  # one blank line lost in every row would move it and leave no trace
        if patterns[_pattern(each)] >= needed and (not _under_alone(row) or _in(own, good)):
            return True
        if own is None or not any(own) or (damaged and not (own[total] and _off(own, total) == 0)):
            return False
        return _in(own, good)

    return [
        Placed(why=DAMAGED) if _holed(each) and not believed(row, each, own) else each
        for row, each, own in zip(rows, placed, figures, strict=True)
    ]


def _under_alone(row: Row) -> bool:
    """Whether the row ends a table of bare lines: nothing tells its own blank lines from those under the table."""
    return row.mode is Mode.LINE and ends_table(row)


def _in(own: Figures | None, columns: set[int]) -> bool:
    """Whether all figures above 0 stand in these columns."""
    return own is not None and {column for column, figure in enumerate(own) if figure} <= columns


def doubt_small(placed: Sequence[Placed]) -> list[Placed]:
    """Of a small table beside a damaged table 三: rows with blanks cannot be told from rows that lost some."""
    return [Placed(why=DAMAGED) if _holed(each) else each for each in placed]


def _holed(each: Placed) -> bool:
    return not each.why and None in each.cells and any(cell is not None for cell in each.cells)


def _pattern(each: Placed) -> tuple[bool, ...]:
    return tuple(cell is not None for cell in each.cells)


def _off(figures: Figures, total: int) -> int:
    """By how much the others of a row exceed its total."""
    return sum(figure or 0 for figure in figures) - 2 * (figures[total] or 0)


def _good_columns(
    rows: Sequence[Row], placed: Sequence[Placed], figures: Sequence[Figures | None], size: int, total: int
) -> set[int]:
    """The columns in which every balance of the form holds, and the one in which a single slip is to be seen: one
    row is off by as much. None where a row is missing or not known."""
    table = [
        (row.word.key, each, own)
        for row, each, own in zip(rows, placed, figures, strict=True)
        if row.cells or not heads_rows(row.label)
    ]
    balances = balances_of([key for key, _, _ in table])
    if not balances or any(each.why or (own is None and any(each.cells)) for _, each, own in table):
        return set()
    known = {key: own or [None] * size for key, _, own in table}
    off = {
        column: {
            abs(
                sum(known[key][column] or 0 for key in balance.left)
                - sum(known[key][column] or 0 for key in balance.right)
            )
            for balance in balances
        }
        - {0}
        for column in range(size)
    }
    bad = [column for column in range(size) if off[column]]
    slips = {abs(_off(own, total)) for own in known.values() if own[total] is not None} - {0}
    rows_off = sum(own[total] is not None and _off(own, total) != 0 for own in known.values())
    if len(bad) == rows_off == 1 and slips == off[bad[0]]:
        bad = []
    return set(range(size)).difference(bad)
