"""Table 三 with no other column than 总计."""

from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.words import Role

_TABLE = "table3"
_LEAST = 5  # rows of the form that must stand under it


def lone_total(matrix: Matrix) -> Head | None:
    """The head of such a table: 总计 stands over the last column, beside labels without any figure."""
    for spot in matrix.spots:
        word = spot.word(_TABLE, Role.COLUMN) if spot.words else None
        if word is None or word.key != "total" or not spot.column or spot.right < matrix.width:
            continue
        if any(each.sort is Sort.FIGURE for each in matrix.at[spot.row]):
            continue
        if _rows_under(matrix, spot) >= _LEAST:
            column = Column(spot.column, spot.right, word.key, word, text=spot.text, spots=(spot,))
            return Head(_TABLE, spot.row, spot.bottom, (column,), 0, spot.column)
    return None


def _rows_under(matrix: Matrix, head: Spot) -> int:
    """Rows of the form with their labels alone left of the column; none where figures stand there too."""
    rows = 0
    for line in matrix.at[head.bottom :]:
        labels = dict.fromkeys(line[: head.column])
        if any(spot.sort is Sort.FIGURE for spot in labels):
            return 0
        rows += any(spot.word(_TABLE, Role.ROW) for spot in labels if spot.right <= head.column)
    return rows
