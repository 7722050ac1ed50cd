"""Separators set twice or three times between any two cells, as some programs do on copying."""

from collections.abc import Sequence

from gongkai.papers.model import Cell

_MOST = 3  # times
_FEWEST = 3  # rows with so many parted cells
Row = tuple[Cell, ...]


def single(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with one separator for each set, where all rows show the same: nothing ever stands between those of a
    set, and some row (a head) has every one of its cells filled. Otherwise the rows as they are."""
    for times in range(2, _MOST + 1):
        parted = [row for row in rows if len(row) > 1]
        if (
            sum(len(row) > times * 2 for row in parted) >= _FEWEST
            and all(_fits(row, times) for row in parted)
            and any(len(row) > times * 2 and all(cell.text for cell in row[::times]) for row in parted)
        ):
            return tuple(row[::times] if len(row) > 1 else row for row in rows)
    return tuple(rows)


def _fits(row: Row, times: int) -> bool:
    return len(row) % times == 1 and not any(cell.text for place, cell in enumerate(row) if place % times)
