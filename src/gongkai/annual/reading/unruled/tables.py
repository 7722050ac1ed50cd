"""The heads and rows of one table without borders, and the column of each figure.

A figure belongs to the column whose head, or whose figures already known, it stands under. Where it shares its stretch
of the width with two columns or none, or is not set as the column's other figures, its row is not read: it may be a
merged cell's or another table's. A row has what stands beside its label."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from gongkai.annual.reading import values
from gongkai.annual.reading.keys import has_han
from gongkai.annual.reading.unruled.labels import Label
from gongkai.annual.reading.unruled.tokens import Box, Token
from gongkai.annual.reading.words import Role

_TALL = 6.0  # em from one label of a head to the next
_NEAR = 0.8  # em above and below a label in which the figures of its row stand
_BELOW = 2.2  # em under the last label in which a figure may be its row's
_CLEAR = 0.3  # em by which another label must be farther away
_SIDE = 1.5  # points by which a figure may reach over the labels' edge
_SIDES = range(3)  # left edge, middle, right edge
_NEAR_EDGE = 1.5  # points by which figures of one column may be set otherwise
_NEAR_HEAD = 3.0  # points by which they may miss the edge or middle of their head
_ENDS = ("new", "carried_in", "closed", "carried_out")
_SUMS = 2  # rows with a total above zero
_SHARE = 0.3  # of rows that may be odd in a table that is read
_MANY = 4  # figures of a column, before one that is missing is odd


@dataclass(slots=True, eq=False)
class Row:
    """A label and the figures beside it by column; `odd` where one of them has no certain place."""

    label: Label
    cells: dict[int, list[Token]] = field(default_factory=dict)
    others: list[Token] = field(default_factory=list)
    odd: bool = False


@dataclass(slots=True)
class Table:
    """Heads from left to right, rows from above."""

    heads: list[Label]
    rows: list[Row]


def heads_in(labels: Sequence[Label], table: str) -> list[list[Label]]:
    """The groups of column heads of a table of the form, from above: no row's label stands between those of one."""
    groups: list[list[Label]] = []
    parted = True
    for label in labels:
        column, row = label.of(table, Role.COLUMN), label.of(table, Role.ROW)
        if column and not row:
            near = groups and label.box.y0 - groups[-1][-1].box.y1 <= _TALL * label.tokens[0].size
            if parted or not near:
                groups.append([])
            groups[-1].append(label)
            parted = False
        elif row and not column and groups and label.box.x0 < min(each.box.x0 for each in groups[-1]):
            parted = True
    for group in groups:
        em = group[0].tokens[0].size
        top, bottom = min(each.box.y0 for each in group) - em, max(each.box.y1 for each in group) + em
        left = min(each.box.x0 for each in group)
        group += [
            label
            for label in labels
            if label.of(table, Role.COLUMN)
            and label.of(table, Role.ROW)
            and label.box.y0 <= bottom
            and label.box.y1 >= top
            and label.box.x0 > left
        ]
        group.sort(key=lambda label: label.box.x0)
    return groups


def table_of(heads: list[Label], rows: Sequence[Label], tokens: Sequence[Token]) -> Table | None:
    """The rows under a head; None where its columns cannot be told apart or do not stand right of the labels."""
    side = max(label.box.x1 for label in rows)
    if any(left.box.x1 > right.box.x0 for left, right in itertools.pairwise(heads)):
        return None
    if heads[0].box.x1 <= side:
        return None
    found = [Row(label) for label in rows]
    if any(above.label.box.y1 >= below.label.box.y0 for above, below in itertools.pairwise(found)):
        return None
    mine = {id(token) for label in (*heads, *rows) for token in label.tokens}
    em = heads[0].tokens[0].size
    top = min(max(label.box.y1 for label in heads), rows[0].box.y0 - _NEAR * em)
    bottom = rows[-1].box.y1 + _BELOW * em
    for token in tokens:
        if id(token) in mine or not top < token.y <= bottom or _of_label(token, side):
            continue
        row = _row_of(token, found)
        if row is None and (token.y < rows[-1].box.y0 or values.is_value(token.text)):
            _doubt_beside(token, found)
        elif row is None:
            continue  # what stands under the table
        elif token.x0 < side - _SIDE:
            row.odd = True
        else:
            row.others.append(token)
    spans = spread(heads, [token for row in found for token in row.others])
    if spans is None:
        return None
    for row in found:
        for token in row.others:
            over = [n for n, span in enumerate(spans) if token.above(span)]
            if len(over) != 1 or any(other.line == token.line for other in row.cells.get(over[0], ())):
                row.odd = True
            else:
                row.cells.setdefault(over[0], []).append(token)
    for column in range(len(heads)):
        _doubt_unlike(column, found, heads)
    whole = sum(row.odd for row in found) <= _SHARE * len(found)
    if not whole or (len(found) > _MANY and not (_set_as_heads(heads, found) or _balanced(heads, found))):
        for row in found:
            row.odd = True  # it may be two tables whose columns differ
    return Table(heads, found)


def _of_label(token: Token, side: float) -> bool:
    """Whether a word belongs to a label or a heading over rows: it stands left of the figures and is none."""
    return token.x1 <= side and has_han(token.text) and not values.is_value(token.text)


def _doubt_unlike(column: int, rows: Sequence[Row], heads: Sequence[Label]) -> None:
    """Doubt the rows whose figure in a column is not set as the others, or is missing where all others have one
    and no total bears it out."""
    filled = [row for row in rows if not row.odd and row.others]
    figures = [row for row in filled if column in row.cells]
    if not figures:
        return
    edges = [[_edge(row.cells[column], side) for row in figures] for side in _SIDES]
    set_ = min(edges, key=lambda each: sum(abs(at - median(each)) > _NEAR_EDGE for at in each))
    usual = median(set_)
    for row, at in zip(figures, set_, strict=True):
        row.odd = row.odd or abs(at - usual) > _NEAR_EDGE
    if _MANY < len(figures) == len(filled) - 1:
        for row in filled:
            row.odd = row.odd or (column not in row.cells and not _sums_up(heads, row))


def _edge(tokens: Sequence[Token], side: int) -> float:
    left, right = min(token.x0 for token in tokens), max(token.x1 for token in tokens)
    return (left, (left + right) / 2, right)[side]


def _set_as_heads(heads: Sequence[Label], rows: Sequence[Row]) -> bool:
    """Whether the figures of all columns stand with the same edge, or their middle, exactly under that of the head."""
    return any(
        all(
            abs(_edge(row.cells[column], side) - _edge(head.tokens, side)) <= _NEAR_HEAD
            for column, head in enumerate(heads)
            for row in rows
            if not row.odd and column in row.cells
        )
        for side in _SIDES
    )


def _balanced(heads: Sequence[Label], rows: Sequence[Row]) -> bool:
    """Whether the total is the sum of the others in every row that is read, above zero in several; and in every column
    what came in is what went out, so that no column changes its place on the way down."""
    read = [_sums_up(heads, row) for row in rows if not row.odd and row.others]
    if None in read or sum(map(bool, read)) <= _SUMS:
        return False
    named = {word.key: row for row in rows if (word := row.label.of("table3", Role.ROW))}
    if not all(key in named and not named[key].odd for key in _ENDS):
        return False
    new, carried_in, closed, carried_out = (
        [
            int("".join(token.text for token in named[key].cells.get(column, ())) or 0)
            for column in range(len(heads))
        ]
        for key in _ENDS
    )
    return all(
        a + b == c + d for a, b, c, d in zip(new, carried_in, closed, carried_out, strict=True)
    ) and any(new)


def _sums_up(heads: Sequence[Label], row: Row) -> int | None:
    """The total of a row if it is the sum of the others."""
    last = len(heads) - 1
    word = heads[last].of("table3", Role.COLUMN)
    texts = {column: "".join(token.text for token in cell) for column, cell in row.cells.items()}
    if word is None or word.key != "total" or last not in texts:
        return None
    if not all(text.isascii() and text.isdigit() for text in texts.values()):
        return None
    total = int(texts.pop(last))
    return total if total == sum(map(int, texts.values())) else None


def _row_of(token: Token, rows: Sequence[Row]) -> Row | None:
    """The row beside whose label a word stands, if it is not as near to another one."""
    reach = [(max(row.label.box.y0 - token.y, token.y - row.label.box.y1, 0.0), row) for row in rows]
    reach.sort(key=lambda each: each[0])
    (nearest, row), others = reach[0], reach[1:]
    if nearest > _NEAR * token.size:
        return None
    if others and others[0][0] - nearest < _CLEAR * token.size:
        return None
    return row


def _doubt_beside(token: Token, rows: Sequence[Row]) -> None:
    """A word between the labels may belong to either row beside it."""
    above = [row for row in rows if row.label.box.y0 <= token.y]
    below = [row for row in rows if row.label.box.y0 > token.y]
    for row in (*above[-1:], *below[:1]):
        row.odd = True


def spread(heads: Sequence[Label], tokens: Sequence[Token]) -> list[Box] | None:
    """The stretch of the width that each column takes with its figures; None where two meet."""
    spans = [head.box for head in heads]
    left = list(tokens)
    while True:
        rest = []
        for token in left:
            over = [n for n, span in enumerate(spans) if token.above(span)]
            if len(over) == 1:
                span = spans[over[0]]
                spans[over[0]] = Box(min(span.x0, token.x0), max(span.x1, token.x1), span.y0, span.y1)
            elif not over:
                rest.append(token)
        if len(rest) == len(left) or not rest:
            break
        left = rest
    if any(one.x1 > other.x0 for one, other in itertools.pairwise(spans)):
        return None
    return spans
