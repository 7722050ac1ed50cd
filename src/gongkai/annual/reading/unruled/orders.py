"""Whether the page confirms the order of columns in which the figures of bare lines were told apart.

The names of a head that stand at unequal heights, or over two lines, come as lines from above; their columns go from
left to right. Only where the words stand on the page decides which name is of which column."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.annual.reading.heads import UNCLEAR
from gongkai.annual.reading.readings import Readings
from gongkai.annual.reading.remedies_head import SIZE, WIDTH
from gongkai.annual.reading.unruled.labels import labels_in
from gongkai.annual.reading.unruled.remedies import groups_over
from gongkai.annual.reading.unruled.tables import heads_in
from gongkai.annual.reading.unruled.tokens import tokens_of
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Line

Order = tuple[tuple[str, str], ...]  # row, where a head is of one row only, and column


def doubt_orders(readings: Sequence[Readings], lines: Sequence[Line]) -> list[Readings]:
    """The readings of bare lines, without the values of columns whose order the page does not confirm."""
    if not any(each.cells for each in readings):
        return list(readings)
    known = _orders(lines, readings[0].table)
    return [_doubted(each, known) for each in readings]


def _orders(lines: Sequence[Line], table: str) -> set[Order]:
    """The columns of each head of a table from left to right."""
    labels = labels_in(tokens_of(lines))
    found: set[Order] = set()
    for heads in heads_in(labels, table):
        keys = [word.key for head in heads if (word := head.of(table, Role.COLUMN))]
        if len(set(keys)) == len(keys):
            found.add(tuple(("", key) for key in keys))
        elif len(keys) == SIZE and (groups := groups_over(heads, labels)):
            rows = [word.key for group in groups if (word := group.of(table, Role.ROW))]
            found.add(tuple((rows[place // WIDTH], key) for place, key in enumerate(keys)))
    return found


def _doubted(readings: Readings, known: set[Order]) -> Readings:
    whole: Order = tuple((address.row, address.column) for address in readings.cells)
    if _confirmed(whole, known):
        return readings
    rows = {
        row: tuple(("", address.column) for address in readings.cells if address.row == row)
        for row in readings.rows()
    }
    cells = {
        address: each
        if each.why or len(rows[address.row]) == 1 or _confirmed(rows[address.row], known)
        else replace(each, value=None, unit=None, why=UNCLEAR)
        for address, each in readings.cells.items()
    }
    return replace(readings, cells=cells)


def _confirmed(order: Order, known: set[Order]) -> bool:
    """Whether every head of just these columns has them in this order, and there is one."""
    return {each for each in known if set(each) == set(order)} == {order}
