"""The scale on which bare lines set with blanks are measured. It is believed only where values of rows whose labels
differ in width stand at exactly the same places: blanks that were squeezed or cut off cannot leave that behind."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

from gongkai.annual.reading.items import Item
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row

Span = tuple[int, int]
_AGREE = 6  # values that must stand where a value of a row with a wider or narrower label stands
_SHARE = 0.6  # of all values
_MARGIN = 0.2  # by which the other measure of wide characters must leave less order
_FOREIGN = 3  # places beside the columns: rows that a converter moved
_GAP = "   "  # as many blanks survive no squeezing


@dataclass(frozen=True, slots=True)
class Scale:
    """How the document's lines are measured: places of a wide character; the edge at which values are set."""

    wide: int
    edge: int  # 0 left, 1 middle, 2 right

    def span(self, item: Item) -> Span:
        text = item.piece.text
        start = self.width(text[: item.start])
        return start, start + self.width(text[item.start : item.start + len(item.text)])

    def width(self, text: str) -> int:
        return len(text) + (self.wide - 1) * _wide_in(text)

    def place(self, span: Span) -> int:
        return (span[0], sum(span) // 2, span[1])[self.edge]


@lru_cache(maxsize=1024)
def _wide_in(text: str) -> int:
    """How many wide characters a text has; most of a line is blanks."""
    return 0 if text.isascii() else sum(east_asian_width(char) in "WF" for char in text if char != " ")


def scale_of(rows: Sequence[Row], size: int) -> Scale | None:
    """The one scale on which the values of the table stand in columns."""
    lines = [row for row in rows if on_one_line(row)]
    spaced = sum(
        _GAP in row.label.piece.text.rstrip()[row.label.start + len(row.label.text) :] for row in lines
    )
    if 2 * spaced < len(lines):
        return None
    best: list[tuple[float, Scale]] = []
    for wide in (2, 1):
        tried = [(_order(lines, scale, size), scale) for scale in (Scale(wide, edge) for edge in (0, 2, 1))]
        best.append(max(tried, key=lambda each: each[0]))
    (order, scale), (other, _) = sorted(best, key=lambda each: -each[0])
    return scale if order and order - other >= _MARGIN else None


def _order(rows: Sequence[Row], scale: Scale, size: int) -> float:
    """How many fewer places there are than values, as a share; 0 unless most places are those of several rows whose
    labels end at unlike places."""
    ends: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        end = scale.span(row.label)[1]
        for item in row.filled:
            ends[scale.place(scale.span(item))].add(end)
    agree = sum(len(each) for each in ends.values() if len(each) > 1)
    count = sum(map(len, ends.values()))
    if len(ends) > size + _FOREIGN or agree < max(_AGREE, _SHARE * count):
        return 0.0
    return 1 - len(ends) / count


def on_one_line(row: Row) -> bool:
    """Whether the values stand on the line of their label."""
    return (
        row.mode is Mode.LINE
        and row.label.start >= 0
        and bool(row.filled)
        and not row.loose
        and all(item.line == row.label.line and item.start >= 0 for item in row.filled)
    )
