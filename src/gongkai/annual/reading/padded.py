"""Printed rows filled up with blank cells at their right end, as their own head shows."""

from collections.abc import Sequence

from gongkai.annual.reading.damage import several
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import TOO_FEW, Placed, spread_of
from gongkai.annual.reading.rows import Row

_INNER = APPLICANTS[1:6]  # the columns of the last row of the head, which merged cells leave alone in it


def place_padded(
    rows: Sequence[Row], placed: Sequence[Placed], head: Sequence[tuple[str, Item]], size: int
) -> list[Placed]:
    """Place rows of table 三 with too few values, from the label on, where the head begins its row and is filled up
    with blanks to the common width, and no row has a value further right than its columns reach."""
    if not _filled_up(rows, head) or any(spread and spread[-1] >= size for spread in map(spread_of, rows)):
        return list(placed)
    return [
        Placed(tuple(None if cell.sort is Sort.BLANK else cell for cell in row.cells[:size]))
        if each.why == TOO_FEW and len(row.cells) >= size and not (row.joined or row.loose or several(row))
        else each
        for row, each in zip(rows, placed, strict=True)
    ]


def _filled_up(rows: Sequence[Row], head: Sequence[tuple[str, Item]]) -> bool:
    inner = {key: item for key, item in head if key in _INNER}
    widths = {item.piece.width for item in (*inner.values(), *(row.label for row in rows))}
    modes = {item.mode for item in (*inner.values(), *(row.label for row in rows))}
    places = {item.piece.col: key for key, item in inner.items()}
    return (
        modes == {Mode.ROWS}
        and len(widths) == len({item.row for item in inner.values()}) == 1
        and places == dict(enumerate(_INNER))
        and widths.pop() > len(APPLICANTS)
    )
