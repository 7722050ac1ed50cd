"""Cells that are missing under a head or inside it, so that figures may have moved."""

from collections.abc import Sequence

from gongkai.annual.reading.ruled.columns import Head
from gongkai.annual.reading.ruled.lines import Line
from gongkai.annual.reading.ruled.matrix import Matrix, Sort


def is_shifted(matrix: Matrix, head: Head, line: Line, *, flowing: bool) -> bool:
    """Whether cells of a row stand where the head has none, or, in a source that sets cells one after another, any
    is missing."""
    if flowing:
        return misses_cells(matrix, head, line.row)
    return matrix.gaps and any(
        spot.sort is Sort.FIGURE
        and all(matrix.at[row][place].sort is Sort.GAP for row in range(head.top, head.bottom))
        for place, spot in enumerate(matrix.at[line.row][head.end :], head.end)
    )


def head_misses_cells(matrix: Matrix, head: Head, rows: Sequence[int]) -> bool:
    """Whether a cell is missing inside the head, or in it above or beside cells that are there: its names may have
    shifted."""
    if not matrix.gaps:
        return False
    for column in range(head.first, matrix.width):
        sorts = {matrix.at[row][column].sort for row in range(head.top, head.bottom)}
        if Sort.GAP not in sorts:
            continue
        if column < head.end or sorts - {Sort.GAP, Sort.BLANK}:
            return True
        # A few rows with a cell too many have shifted themselves; many say that the head is short.
        if 2 * sum(matrix.at[row][column].sort is not Sort.GAP for row in rows) > len(rows):
            return True
    return False


def misses_cells(matrix: Matrix, head: Head, row: int) -> bool:
    """Whether a cell is missing in a row under the head, or in the head above a cell of the row."""
    if not matrix.gaps:
        return False
    line = matrix.at[row]
    under = line[head.first : head.end]
    named = [place for place in range(head.end, matrix.width) if not _gap_above(matrix, head, place)]
    if any(spot.sort is Sort.GAP for spot in (*under, *(line[place] for place in named))):
        return True
    # A cell that reaches into another row has moved with that one.
    reached = {other for spot in under for other in range(spot.row, spot.bottom)} - {row}
    if any(spot.sort is Sort.GAP for other in reached for spot in matrix.at[other][head.first : head.end]):
        return True
    return any(
        line[place].sort is not Sort.GAP and _gap_above(matrix, head, place)
        for place in range(head.end, matrix.width)
    )


def _gap_above(matrix: Matrix, head: Head, place: int) -> bool:
    return any(matrix.at[above][place].sort is Sort.GAP for above in range(head.top, head.bottom))
