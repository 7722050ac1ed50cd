"""Columns of bare lines set with blanks: a value belongs to the one column whose place on the line it shares."""

import itertools
from collections.abc import Sequence
from unicodedata import east_asian_width

from gongkai.annual.reading.items import Item
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import NO_CELLS, TOO_FEW, Placed
from gongkai.annual.reading.rows import Row

Span = tuple[int, int]


def place_by_geometry(
    rows: list[Row], placed: list[Placed], size: int, heads: Sequence[Item | None]
) -> list[Placed]:
    """Place rows of too few values by the columns that full rows and the head show. `heads` in printed order."""
    columns: list[list[Span]] = [[] for _ in range(size)]
    for row, each in zip(rows, placed, strict=True):
        spans = _spans(row)
        if not each.why and spans is not None and len(spans) == size:
            for column, span in zip(columns, spans, strict=True):
                column.append(span)
    for column, item in zip(columns, heads, strict=False):
        if item is not None and item.start >= 0 and item.mode is Mode.LINE:
            column.append(_span(item, len(item.text)))
    extents = [
        (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None
        for spans in columns
    ]
    if any(extent is None for extent in extents):
        return placed
    known = [extent for extent in extents if extent is not None]
    if any(left[1] >= right[0] for left, right in itertools.pairwise(known)):
        return placed
    result = [
        (_place(row, known) or each) if each.why == TOO_FEW and not row.broken else each
        for row, each in zip(rows, placed, strict=True)
    ]
    if any(each.why for row, each in zip(rows, result, strict=True) if row.filled or row.loose):
        return result
    # Every value has its column: a row without any is blank.
    return [
        Placed((None,) * size) if each.why == NO_CELLS and not row.broken else each
        for row, each in zip(rows, result, strict=True)
    ]


def _place(row: Row, columns: Sequence[Span]) -> Placed | None:
    spans = _spans(row)
    if not spans:
        return None
    found: list[Item | None] = [None] * len(columns)
    for item, span in zip(row.filled, spans, strict=True):
        sharing = [
            place for place, column in enumerate(columns) if span[0] < column[1] and column[0] < span[1]
        ]
        if len(sharing) != 1 or found[sharing[0]] is not None:
            return None
        found[sharing[0]] = item
    return Placed(tuple(found))


def _spans(row: Row) -> list[Span] | None:
    """Where the row's values stand on its line; None when they stand on other lines or elsewhere."""
    if row.mode is not Mode.LINE or row.loose:
        return None
    if len({item.line for item in row.filled}) > 1 or any(item.start < 0 for item in row.filled):
        return None
    return [_span(item, len(item.text)) for item in row.filled]


def _span(item: Item, length: int) -> Span:
    text = item.piece.text
    start = _width(text[: item.start])
    return start, start + _width(text[item.start : item.start + length])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
