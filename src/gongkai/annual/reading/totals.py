"""Does another column than the head says hold the sums? Then the order of the columns is not proven."""

from collections.abc import Sequence

from gongkai.annual.form import Kind
from gongkai.annual.reading import values
from gongkai.annual.reading.placed import Placed

ELSEWHERE = "各行的合计出现在另一列，表头的次序与数不合，不能确定各数属于哪一列"


def doubt_total_elsewhere(placed: list[Placed], total: int) -> list[Placed]:
    """Decline the table when most rows add up to another column than `total`, the column taken for 总计."""
    rows = [figures for each in placed if (figures := _figures(each)) is not None]
    if not rows:
        return placed
    explained = [sum(_adds_up(row, column) for row in rows) for column in range(len(rows[0]))]
    best = max(explained)
    if best > explained[total] and 2 * best > len(rows):
        return [each if each.why else Placed(why=ELSEWHERE) for each in placed]
    return placed


def _figures(each: Placed) -> list[int] | None:
    """The numbers of a row that can tell: at least three of them above zero."""
    if each.why:
        return None
    figures = []
    for cell in each.cells:
        value = values.parse(cell.text, Kind.COUNT).value if cell is not None else None
        figures.append(value if isinstance(value, int) else 0)
    return figures if sum(figure > 0 for figure in figures) > 2 else None


def _adds_up(figures: Sequence[int], column: int) -> bool:
    return figures[column] > 0 and sum(figures) == 2 * figures[column]
