"""One column of table 三 whose name is lost: the sums of the rows may prove which it is."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.annual.form import Kind
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.ruled.cells import parsed
from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.lines import Line
from gongkai.annual.reading.ruled.matrix import Matrix, Sort
from gongkai.annual.reading.words import Role, lexicon

PROVEN = "表头缺这一列的名称，由各行横向合计证实"
_LEAST = 3  # rows in which the column has a figure above 0 and the sum holds


def with_lost_name(matrix: Matrix, head: Head, lines: Sequence[Line]) -> Head:
    """The head with the name of its one blank column, where that column stands at the place of the one name that
    is missing, at least three rows add up only with it, and none contradicts."""
    if head.table != "table3":
        return head
    lost = [column for column in head.columns if not column.key and column.left >= head.labels_end]
    keys = {column.key for column in head.named}
    missing = [key for key in APPLICANTS if key not in keys]
    if len(lost) != 1 or len(missing) != 1 or lost[0].text.strip():
        return head
    word = next(
        word
        for words in lexicon().exact.values()
        for word in words
        if word.table == "table3" and word.role is Role.COLUMN and word.key == missing[0]
    )
    named = tuple(
        replace(column, key=word.key, word=word, proven=PROVEN) if column is lost[0] else column
        for column in head.columns
    )
    order = [column.key for column in named if column.key]
    if order != list(APPLICANTS) or not _add_up(matrix, [c for c in named if c.key], missing[0], lines):
        return head
    return replace(head, columns=named)


def _add_up(matrix: Matrix, columns: Sequence[Column], lost: str, lines: Sequence[Line]) -> bool:
    telling = 0
    for line in lines:
        figures = {column.key: _figure(matrix, line.row, column) for column in columns}
        total = figures.pop("total")
        if None in figures.values() or total is None or total < 0:
            continue  # nothing certain
        if sum(figure or 0 for figure in figures.values()) != total:
            return False
        telling += (figures.get(lost, total) or 0) > 0
    return telling >= _LEAST


def _figure(matrix: Matrix, row: int, column: Column) -> int | None:
    """The count in a cell of its own, a blank as 0; None for anything else and for a blank total."""
    spot = matrix.at[row][column.left]
    if (spot.column, spot.right, spot.bottom - spot.row) != (column.left, column.right, 1):
        return None
    if spot.sort is Sort.BLANK:
        return None if column.key == "total" else 0
    found = parsed(spot.text, Kind.COUNT)
    return found.value if isinstance(found.value, int) and not found.why else None
