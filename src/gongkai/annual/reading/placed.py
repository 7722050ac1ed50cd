"""What placing says of a row, and what is asked of a row before it is placed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold, without_number
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.words import lexicon

TOOMANY = "这一行的单元格比表头的列多，不能确定各数属于哪一列"
TOO_FEW = "这一行的数比表头的列少，空白处已经丢失，不能确定各数属于哪一列"
NO_CELLS = "只有这一行的标签，没有找到它的单元格"
LOOSE = "这一行的下面还有没有标签的数，不能确定是不是这一行的"
ODD_GAP = "这一行末尾的数与其余各数隔开，可能是页码"
THOUSANDS = "这一行里有以0开头的数，可能是被空格隔开的一个数"
JOINED = "这一行里有以0开头的数，可能是连在一起的两个数，不能确定各数属于哪一列"
SHIFTED = "有几行的合计不在总计一列，空白处可能已经丢失，不能确定各数属于哪一列"
UNBALANCED = "没有表格线，这一行又不满足横向合计，不能排除丢失空白或混入页码"
PAGED = "表格里混有页码一类的数，空白处又已经丢失，不能确定这一行的数是不是它的"
DAMAGED = "这张表有几行的单元格数不合，这一行的空白处又没有旁证，不能确定各数属于哪一列"


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of a row by column, or the reason why not."""

    cells: tuple[Item | None, ...] = ()
    why: str | None = None


MANY = 6  # rows: of fewer nothing is said about the table as a whole
Columns = Mapping[int, int] | None  # cell of a printed row → column, where the head proves it
Balanced = Callable[[Sequence[int | None]], bool | None]


def profile(row: Row) -> tuple[object, ...]:
    """Rows of one profile have their cells begin at the same place after the label."""
    if row.mode is Mode.ROWS:
        # A label cut over two printed rows says nothing of the cells before it: such a row is like no other.
        alone = 0 if fold(without_number(row.label.text)) in lexicon().exact else row.index
        return (Mode.ROWS, row.label.piece.col, row.label.piece.width, alone)
    return (row.mode, _DEPTHS.get(row.word.key, 3))


# How many label columns end with a row's label: one that spans several leaves blank cells behind it.
_DEPTHS = {"new": 1, "carried_in": 1, "carried_out": 1, "open": 2, "partial": 2, "ot_any": 2, "closed": 2}


def spread_of(row: Row) -> list[int]:
    return [place for place, cell in enumerate(row.cells) if cell.sort is not Sort.BLANK]


def windows_of(row: Row, size: int) -> range:
    """The offsets at which all printed values of the row fall into `size` cells."""
    spread = spread_of(row)
    if not spread:
        return range(len(row.cells) - size + 1)
    return range(max(0, spread[-1] - size + 1), min(spread[0], len(row.cells) - size) + 1)
