"""Printed rows of table 三 whose values could stand under several columns, settled by sums.

A row whose blank cells were cut off or padded keeps the order and the distances of its values. It is placed where the
sum across the row and the balances down all columns of the whole table leave one placement; the trace says so."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.annual.form import Kind
from gongkai.annual.reading import values
from gongkai.annual.reading.damage import several
from gongkai.annual.reading.distances import heads_rows
from gongkai.annual.reading.doubts import figures_of
from gongkai.annual.reading.fused import balances_of
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.joint import Figures, standing
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import DAMAGED, NO_CELLS, TOO_FEW, Placed, spread_of
from gongkai.annual.reading.rows import Row

_OPEN = {TOO_FEW, DAMAGED, NO_CELLS}
_WITNESSES = 3  # rows with the same columns filled, proven by their sums


def settle_by_sums(
    rows: Sequence[Row], placed: Sequence[Placed], size: int, total: int, items: Sequence[Item]
) -> list[Placed]:
    """Place what the sums leave no choice about. Where figures or pieces of labels stand by themselves among the
    document's `items`, two rows share a line, or a cell holds two figures, nothing is settled."""
    if all(each.why not in _OPEN for each in placed) or not all(map(_parted, rows)) or _strays(rows, items):
        return list(placed)
    ways = [_ways(row, each, size, total) for row, each in zip(rows, placed, strict=True)]
    alive = _alive(rows, ways)
    if not alive:
        return list(placed)
    result = list(placed)
    for place, (row, each) in enumerate(zip(rows, placed, strict=True)):
        left = alive.get(row.word.key, set())
        if each.why in _OPEN and row.filled and len(left) == 1 and any(figures := next(iter(left))):
            result[place] = ways[place][figures]
    return _with_blank_rows(rows, _with_zeros(rows, result, size), size)


def _strays(rows: Sequence[Row], items: Sequence[Item]) -> bool:
    """Whether anything in the table, or a figure right under it, is in no row: a cut label may have left it alone."""
    own = {id(cell) for row in rows for cell in row.cells}
    first, last = rows[0].index, rows[-1].index
    if any(item.sort in (Sort.VALUE, Sort.TEXT) and id(item) not in own for item in items[first:last]):
        return True
    for place in range(last + 1, len(items)):
        if items[place].sort is Sort.LABEL:
            return False
        if items[place].sort is Sort.VALUE and id(items[place]) not in own:
            return True
    return False


def _parted(row: Row) -> bool:
    """Whether the row stands alone on its printed line, a figure at most in each cell; or is none, but a heading."""
    if _heads(row) or (not (row.cells or row.loose) and _below(row)):
        return True
    cells_too = {cell.row for cell in row.cells} <= {row.label.row}
    own = any((cell.row, cell.piece.col) == (row.label.row, row.label.piece.col) for cell in row.cells)
    printed = row.label.mode is Mode.ROWS and cells_too and not own
    return printed and not (row.joined or row.loose or row.broken or several(row))


def _heads(row: Row) -> bool:
    """Whether the label is the heading over rows that it is in one edition: no figure follows it."""
    return heads_rows(row.label) and not row.filled and not row.loose and (row.joined or not row.cells)


def _below(row: Row) -> bool:
    """Whether a label without any cell, and so without tabs, stands alone on the line under the table."""
    return row.label.mode is Mode.LINE and row.label.text.strip() == row.label.piece.text.strip()


def _ways(row: Row, each: Placed, size: int, total: int) -> dict[Figures, Placed]:
    """The placements that may stand, by their figures, a blank as 0; none where the row cannot be judged."""
    if each.why not in _OPEN:
        known = figures_of(each) or ([None] * size if not (each.why or any(each.cells)) else None)
        return {tuple(figure or 0 for figure in known): each} if known else {}
    if not any(_figure(cell) != 0 for cell in row.filled):
        return {(0,) * size: each}  # wherever they stand, they add nothing
    spread = spread_of(row)
    span = spread[-1] - spread[0] + 1
    ends = {_figure(row.cells[spread[0]]), _figure(row.cells[spread[-1]])}
    if any(_figure(cell) is None for cell in row.filled) or (0 in ends and span < size):
        return {}  # no sum says where a zero at the end of a row stands
    found: dict[Figures, Placed] = {}
    for first in range(min(spread[0], size - span) + 1):  # blanks are cut off at the right end only
        cells: list[Item | None] = [None] * size
        for place in spread:
            cells[first + place - spread[0]] = _settled(row.cells[place])
        figures = tuple(_figure(cell) or 0 if cell else 0 for cell in cells)
        if figures[total] and sum(figures) == 2 * figures[total]:
            found[figures] = Placed(tuple(cells))
    return found


def _alive(rows: Sequence[Row], ways: Sequence[dict[Figures, Placed]]) -> dict[str, set[Figures]]:
    """What can stand together under all balances of the form."""
    for all_rows in (False, True):  # a heading of one edition is a row of the other
        table = [
            (row.word.key, own) for row, own in zip(rows, ways, strict=True) if all_rows or not _heads(row)
        ]
        keys = [key for key, _ in table]
        balances = balances_of(keys)
        if balances and len(set(keys)) == len(keys) and all(own for _, own in table):
            return standing({key: list(own) for key, own in table}, balances)
    return {}


def _with_zeros(rows: Sequence[Row], placed: Sequence[Placed], size: int) -> list[Placed]:
    """Rows of zeros and blanks that reach over all columns, where proven rows have the same columns filled."""
    proven = Counter(
        tuple(cell is not None for cell in each.cells)
        for each in placed
        if not each.why and any(figures_of(each) or ())
    )
    result = []
    for row, each in zip(rows, placed, strict=True):
        spread = spread_of(row)
        if each.why in _OPEN and spread and spread[-1] - spread[0] == size - 1:
            window = row.cells[spread[0] : spread[-1] + 1]
            if proven[tuple(cell.sort is not Sort.BLANK for cell in window)] >= _WITNESSES:
                each = Placed(tuple(None if cell.sort is Sort.BLANK else _settled(cell) for cell in window))
        result.append(each)
    return result


def _with_blank_rows(rows: Sequence[Row], placed: Sequence[Placed], size: int) -> list[Placed]:
    """Where every figure of the table has its place, a row without any is blank."""
    if any(each.why and row.filled for row, each in zip(rows, placed, strict=True)):
        return list(placed)
    return [
        Placed((None,) * size)
        if each.why in _OPEN and row.label.mode is Mode.ROWS and not _heads(row)
        else each
        for row, each in zip(rows, placed, strict=True)
    ]


def _figure(cell: Item) -> int | None:
    value = values.parse(cell.text, Kind.COUNT).value
    return value if isinstance(value, int) else None


def _settled(cell: Item) -> Item:
    return replace(cell, piece=replace(cell.piece, at=f"{cell.at}（所在列由横向合计和各列勾稽关系确定）"))
