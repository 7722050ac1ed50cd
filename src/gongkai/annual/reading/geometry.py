"""Rows of bare lines placed by where their values stand: in the columns of other rows, or under the heads."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from gongkai.annual.reading.distances import depth_of
from gongkai.annual.reading.items import Item
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import NO_CELLS, TOO_FEW, UNBALANCED, Placed
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.scale import Scale, Span, on_one_line

_MANY = 3  # values of a line without a label
_SHIFT = 1  # places by which a centred text may be off


def place_by_columns(
    rows: list[Row], placed: list[Placed], size: int, heads: Sequence[Item | None], scale: Scale | None
) -> list[Placed]:
    """Place rows of table 三 that have too few values. `heads` in printed order."""
    if scale is None:
        return placed
    groups: dict[int, list[tuple[Span, Row]]] = defaultdict(list)
    for row in filter(on_one_line, rows):
        for item in row.filled:
            span = scale.span(item)
            groups[scale.place(span)].append((span, row))
    columns = _columns(groups, heads, size, scale)
    full = {
        scale.place(scale.span(item)): column
        for row, each in zip(rows, placed, strict=True)
        if not each.why and on_one_line(row) and len(row.filled) == size
        for column, item in enumerate(row.filled)
    }
    if any(columns.get(place, column) != column for place, column in full.items()):
        return placed
    columns |= full
    if len(set(columns.values())) < len(columns):
        return placed
    sure = {place for place, each in groups.items() if len({scale.span(row.label)[1] for _, row in each}) > 1}
    result = [
        (_place(row, columns, sure, scale, size) or each)
        if each.why in (TOO_FEW, UNBALANCED) and not row.broken and _beside_peers(row, rows, scale)
        else each
        for row, each in zip(rows, placed, strict=True)
    ]
    return with_blank_rows(rows, result, size)


def with_blank_rows(rows: list[Row], placed: list[Placed], size: int) -> list[Placed]:
    """Where every value has its column, a row without any is blank."""
    if any(each.why for row, each in zip(rows, placed, strict=True) if row.filled or row.loose):
        return placed
    return [
        Placed((None,) * size) if each.why == NO_CELLS and _ends_its_line(row) else each
        for row, each in zip(rows, placed, strict=True)
    ]


def _ends_its_line(row: Row) -> bool:
    """Nothing follows the label on its line, and no other row shares it."""
    label = row.label
    rest = label.piece.text[label.start + len(label.text) :] if label.start >= 0 else ""
    return not (row.broken or row.joined or rest.strip())


def _columns(
    groups: dict[int, list[tuple[Span, Row]]], heads: Sequence[Item | None], size: int, scale: Scale
) -> dict[int, int]:
    """Place → column: by the one head it shares places with; all in order if there are as many as columns."""
    spans = [scale.span(item) if item and _set(item) else None for item in heads]
    known = [span for span in spans if span]
    if known != sorted(known) or any(left[1] > right[0] for left, right in itertools.pairwise(known)):
        return {}
    found: dict[int, int] = {}
    for place, each in groups.items():
        extent = (min(span[0] for span, _ in each), max(span[1] for span, _ in each))
        column = _sharing(extent, spans)
        if column is not None:
            found[place] = column
    # As many places as columns may be chance: each must be shared by rows whose labels end at unlike places.
    steady = all(len({scale.span(row.label)[1] for _, row in each}) > 1 for each in groups.values())
    if len(groups) == size and steady:
        order = {place: column for column, place in enumerate(sorted(groups))}
        return order if all(order[place] == column for place, column in found.items()) else {}
    return found if None not in spans else {}


def _beside_peers(row: Row, rows: Sequence[Row], scale: Scale) -> bool:
    """Whether the label stands as most labels of its own depth do, so that its line was not moved."""
    own = _first_to_last(row.label, scale)
    peers = [
        _first_to_last(each.label, scale)
        for each in rows
        if each is not row and each.mode is Mode.LINE and depth_of(each) == depth_of(row)
    ]
    alike = sum(own[0] == span[0] or abs(sum(own) - sum(span)) <= 2 * _SHIFT for span in peers)
    return bool(peers) and 2 * alike >= len(peers)


def _first_to_last(label: Item, scale: Scale) -> Span:
    """Where the label's word stands with all that touches it."""
    text, word = label.piece.text, label.text.strip()
    start = end = max(0, text.find(word))
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return scale.width(text[:start]), scale.width(text[:end])


def _set(item: Item) -> bool:
    return item.start >= 0 and item.mode is Mode.LINE


def _sharing(extent: Span, spans: Iterable[Span | None]) -> int | None:
    sharing = [
        column for column, span in enumerate(spans) if span and extent[0] < span[1] and span[0] < extent[1]
    ]
    return sharing[0] if len(sharing) == 1 else None


def _place(row: Row, columns: dict[int, int], sure: set[int], scale: Scale, size: int) -> Placed | None:
    """The row by its values' places, of which one at least is proven by other rows."""
    if not on_one_line(row):
        return None
    places = [scale.place(scale.span(item)) for item in row.filled]
    if not sure.intersection(places) or any(place not in columns for place in places):
        return None
    found: list[Item | None] = [None] * size
    for place, item in zip(places, row.filled, strict=True):
        found[columns[place]] = item
    return Placed(tuple(found))


def place_under_heads(
    rows: list[Row], placed: list[Placed], heads: Sequence[Item | None], scale: Scale | None
) -> list[Placed]:
    """Place rows of a small table: each value shares places with one head, and the row's line is set as the head's."""
    whole = [item for item in heads if item is not None and _set(item)]
    if scale is None or len(whole) < len(heads) or len({item.line for item in whole}) > 1:
        return placed
    spans = [scale.span(item) for item in whole]
    result = []
    for row, each in zip(rows, placed, strict=True):
        if (
            each.why == TOO_FEW
            and on_one_line(row)
            and not row.broken
            and not row.label.piece.text[: row.label.start].strip()  # no row before it on the line
            and _set_alike(row.label, whole[0], scale)
        ):
            each = _under(row, spans, scale) or each
        result.append(each)
    return with_blank_rows(rows, result, len(heads))


def _under(row: Row, heads: list[Span], scale: Scale) -> Placed | None:
    found: list[Item | None] = [None] * len(heads)
    for item in row.filled:
        column = _sharing(scale.span(item), heads)
        if column is None or found[column] is not None:
            return None
        found[column] = item
    return Placed(tuple(found))


def _set_alike(label: Item, head: Item, scale: Scale) -> bool:
    """Whether the first words of both lines share an edge or their middle, so that neither line was moved."""
    left, right = _first(head, scale), _first(label, scale)
    middle = abs(sum(left) - sum(right)) <= 2 * _SHIFT
    return left[0] == right[0] or middle


def _first(item: Item, scale: Scale) -> Span:
    text = item.piece.text
    bare = text.lstrip()
    start = scale.width(text[: len(text) - len(bare)])
    return start, start + scale.width(bare.split()[0]) if bare else start


def place_line_under(row: Row, placed: Placed, heads: Sequence[Item], scale: Scale | None) -> Placed:
    """Place a line without a label: its values stand at the edges of heads, so that the line was not moved."""
    cells = row.filled
    if scale is None or placed.why != TOO_FEW or row.broken or row.loose or len(cells) < _MANY:
        return placed
    if len({cell.line for cell in cells}) > 1 or not all(map(_set, (*cells, *heads))):
        return placed
    spans = [scale.span(head) for head in heads]
    found: list[Item | None] = [None] * len(heads)
    for cell in cells:
        span = scale.span(cell)
        columns = [column for column, head in enumerate(spans) if scale.place(head) == scale.place(span)]
        if len(columns) != 1:
            return placed
        found[columns[0]] = cell
    return Placed(tuple(found))
