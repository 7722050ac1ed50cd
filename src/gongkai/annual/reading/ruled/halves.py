"""A row that the end of a page has cut in two: the last of one grid and the first of the next."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.annual.reading.keys import without_number
from gongkai.annual.reading.ruled.columns import Head
from gongkai.annual.reading.ruled.matrix import Sort, Spot, words_of
from gongkai.annual.reading.ruled.tables import Shown
from gongkai.annual.reading.words import Role


def cut_row(last: Sequence[Spot], above: Head, first: Sequence[Spot], below: Head) -> tuple[str, bool] | None:
    """The key of the row that the last row under the head `above` and the first under `below` are the halves of, and
    whether its figures may stand in the second one. None where they are two rows."""
    upper, lower = _label(last[: above.first]), _label(first[: below.first])
    filled = [any(not spot.empty for spot in row[head.first : head.end])
              for row, head in ((last, above), (first, below))]  # fmt: skip
    if upper is None:
        return None
    known = upper.word(above.table, Role.ROW)
    if lower is None:
        return (known.key, True) if known and filled == [False, True] else None
    if without_number(lower.text) != lower.text:
        return None  # a row of its own begins
    whole = {
        w.key for w in words_of(f"{upper.text}{lower.text}") if (w.table, w.role) == (above.table, Role.ROW)
    }
    for half in (upper, lower):
        word = half.word(above.table, Role.ROW)
        if half.word(above.table, Role.GROUP) or (word is not None and word.key not in whole):
            return None
    return (next(iter(whole)), filled[1]) if whole else None


def doubt(shown: Iterable[Shown], row: str, why: str) -> None:
    """Take back what was read of a row."""
    for each in shown:
        for address, reading in each.cells.items():
            if address.row == row:
                each.cells[address] = replace(reading, value=None, unit=None, why=reading.why or why)


def drop(shown: Iterable[Shown], row: str) -> None:
    """Forget the blank half of a row."""
    for each in shown:
        for address in [address for address in each.cells if address.row == row]:
            del each.cells[address]


def _label(spots: Sequence[Spot]) -> Spot | None:
    said = [spot for spot in spots if not spot.empty and spot.sort is not Sort.FIGURE]
    return said[-1] if said else None
