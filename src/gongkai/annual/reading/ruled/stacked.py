"""Two tables of unlike columns that a program has set right under each other, as one grid."""

from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot

_OWN = 3  # edges of columns that only the rows above, and only those below, must have


def seam(matrix: Matrix) -> int | None:
    """The row from which on the columns are cut otherwise; no cell reaches over it."""
    edges: list[set[int]] = [
        {spot.column for spot in line if spot.sort is not Sort.GAP and spot.column} for line in matrix.at
    ]
    best, place = 0, None
    for row in range(1, matrix.height):
        if any(spot.row < row for spot in matrix.at[row]):
            continue
        above, below = set().union(*edges[:row]), set().union(*edges[row:])
        own = min(len(above - below), len(below - above))
        if own >= _OWN and own > best:
            best, place = own, row
    return place


def part(matrix: Matrix, top: int, bottom: int) -> Matrix:
    """The rows [top, bottom), which no cell leaves, with only the columns that they have of their own."""
    spots = [spot for spot in matrix.spots if top <= spot.row < bottom]
    there = [spot for spot in spots if spot.sort is not Sort.GAP]
    right = max((spot.right for spot in there), default=matrix.width)
    starts = sorted({spot.column for spot in there} | {0})
    new = {
        id(spot): Spot(
            spot.cell,
            spot.row - top,
            sum(column <= spot.column for column in starts) - 1,
            spot.bottom - top,
            sum(column < spot.right for column in starts),
            spot.sort,
            spot.words,
        )
        for spot in spots
        if spot.column < right
    }
    at = [[new[id(line[column])] for column in starts] for line in matrix.at[top:bottom]]
    return Matrix.of(at, [each for each in new.values() if at[each.row][each.column] is each])
