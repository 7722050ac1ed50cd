"""The cell in which a row of the form and a column of its head meet, as a reading."""

from collections.abc import Sequence
from functools import lru_cache

from gongkai.annual.form import Kind
from gongkai.annual.reading import values
from gongkai.annual.reading.readings import Reading
from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.values import Parsed
from gongkai.papers.model import Cell
from gongkai.papers.remarks import DOUBTFUL, FIELD

MERGED_ACROSS = "这一格横跨几列，不能确定属于哪一列"
MERGED_DOWN = "这一格竖跨几行，不能确定属于哪一行"
SEVERAL = "这一行这一列下有几个格有内容，不能确定哪一个是"
MISPLACED = "填数的位置上是表头或项目的文字，可能错位"
FORMULA = "单元格里是公式或出错的代码，没有算出的数"
_REMARKED = "单元格{}，不能确定其中的数"
_EMPTY = "单元格{}，不能确定是空白"


@lru_cache(maxsize=8192)
def parsed(text: str, kind: Kind) -> Parsed:
    return values.parse(text, kind)


def solid_columns(matrix: Matrix, head: Head, end: int) -> frozenset[int]:
    """Matrix columns that some cell of the table fills by itself, down to row `end`. Others are slivers, left where
    a program rounds the borders of two rows differently, unless a column of the form has no other."""
    lone: set[int] = set()
    seen: Spot | None = None
    for row in range(head.top, end):
        for spot in matrix.at[row]:
            if spot is not seen and spot.right - spot.column == 1 and spot.sort is not Sort.GAP:
                lone.add(spot.column)
            seen = spot
    for column in head.columns:
        places = range(column.left, column.right)
        if lone.isdisjoint(places):
            lone.update(places)
    return frozenset(lone)


def spots_in(matrix: Matrix, row: int, bottom: int, column: Column) -> list[Spot]:
    """The spots that cover a column's stretch in the rows [row, bottom), gaps left out."""
    found: list[Spot] = []
    for line in range(row, bottom):
        for spot in matrix.line(line, column.left, column.right):
            if spot.sort is not Sort.GAP and spot not in found:
                found.append(spot)
    return found


def inside(spot: Spot, column: Column, solid: frozenset[int]) -> bool | None:
    """Whether a spot stands under this column alone; None where it only touches a sliver of it."""
    if spot.column >= column.left and spot.right <= column.right:
        return True
    mine = {place for place in range(spot.column, spot.right) if place in solid}
    own = {place for place in mine if column.left <= place < column.right}
    if not mine:
        return False
    if not own:
        return None
    return mine == own


def reading_of(
    spots: Sequence[Spot], top: int, bottom: int, kind: Kind, *, only_column: bool
) -> Reading | None:
    """The reading of the spots that stand under one column in the rows [top, bottom); None without any.

    Under the `only_column` of a table blank cells beside a figure are a merged cell that lost its span. Cells under
    one column that all say the same say it once.
    """
    if not spots:
        return None
    filled = [spot for spot in spots if not spot.empty]
    raw = " ".join(spot.text for spot in filled)
    first = filled[0] if filled else spots[0]
    if any(spot.row < top or spot.bottom > bottom for spot in spots):
        return Reading(None, raw, first.cell.at, why=MERGED_DOWN)
    repeated = len(filled) == len(spots) and len({spot.text for spot in filled}) == 1
    if not repeated and (len(filled) > 1 or (len(spots) > 1 and filled and not only_column)):
        return Reading(None, raw, first.cell.at, why=SEVERAL)
    if not filled:
        remarked = next((spot for spot in spots if spot.cell.remark), None)
        if remarked:
            return Reading(None, "", remarked.cell.at, why=_EMPTY.format(remarked.cell.remark))
        return Reading(None, "", first.cell.at, sure=_sure(spots))
    return _one(first, kind)


def _one(spot: Spot, kind: Kind) -> Reading:
    cell = spot.cell
    if spot.sort is Sort.LABEL:
        return Reading(None, cell.text, cell.at, why=MISPLACED)
    doubt = next((remark for remark in DOUBTFUL if remark in cell.remark), None)
    if doubt:
        return Reading(None, cell.text, cell.at, why=_REMARKED.format(doubt))
    if cell.text.lstrip()[:1] in ("=", "#", "＝"):
        return Reading(None, cell.text, cell.at, why=FORMULA)
    if FIELD in cell.remark and parsed(cell.text, kind) == Parsed():
        return Reading(None, cell.text, cell.at, why=FORMULA)
    return reading_of_figure(cell, kind)


def reading_of_figure(cell: Cell, kind: Kind) -> Reading:
    """The reading of a cell that is known to be this one and holds nothing doubtful."""
    found = parsed(cell.text, kind)
    at = f"{cell.at}（{cell.remark}）" if cell.remark else cell.at
    return Reading(found.value, cell.text, at, found.unit, found.why, cell.sure)


def _sure(spots: Sequence[Spot]) -> float | None:
    return min((spot.cell.sure for spot in spots if spot.cell.sure is not None), default=None)
