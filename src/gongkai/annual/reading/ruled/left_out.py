"""What a table prints and no reading of it took: cells under a column or beside a label that is not known."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.lines import Line, another_head, ends_table
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.words import Role, Word, row_order
from gongkai.annual.report import Unread

NO_COLUMN = "表头没有认出这一列：没有认出名称的列里可能有它的数"
NO_ROW = "没有认出这一行的名称：旁边没有认出名称的行可能是它"
ODD_COLUMN = "表头的这个名称不是格式里的列，这一列没有读"
ODD_ROW = "这一行的名称不是格式里的项目，这一行没有读"
NO_HEAD = "没有认出表头，不能确定各数属于哪一列"
_SAMPLE = 200  # characters that are quoted
_PART = "其中"


def left_out(
    matrix: Matrix, head: Head, lines: Sequence[Line], end: int, last: str, taken: Collection[Address]
) -> list[Unread]:
    """The cells under a head, down to row `end`, that no reading took. `last`: the row of the form before the first;
    `taken`: the cells that one did take."""
    low = row_order(head.table, last) if last else -1
    return [*_columns(matrix, head, lines, taken), *_rows(matrix, head, lines, end, low, taken)]


def _columns(
    matrix: Matrix, head: Head, lines: Sequence[Line], taken: Collection[Address]
) -> Iterable[Unread]:
    lost = [column for column in head.columns if not column.key and column.left >= head.labels_end]
    if not lost:
        return
    filled: set[int] = set()
    wanted = False
    for line in lines:
        spots = [(column, spot) for column in lost for spot in _under(matrix, line, column)]
        filled |= {column.left for column, spot in spots if spot.sort is Sort.FIGURE}
        missing = [
            Address(head.table, line.word.key, key)
            for key in columns_of(head.table, line.word.key, tuple(column.key or "" for column in head.named))
        ]
        missing = [address for address in missing if address not in taken] if spots else []
        wanted = wanted or bool(missing)
        for address in missing:
            yield Unread(*address, spots[0][1].cell.at, _quoted(spot for _, spot in spots), NO_COLUMN)
    for column in lost:
        if not wanted and column.left in filled:
            at = column.spots[-1].cell.at if column.spots else ""
            yield Unread(head.table, None, None, at, column.text[:_SAMPLE], ODD_COLUMN)


def _under(matrix: Matrix, line: Line, column: Column) -> list[Spot]:
    return [spot for spot in matrix.line(line.row, column.left, column.right) if spot.sort is not Sort.GAP]


def _rows(
    matrix: Matrix, head: Head, lines: Sequence[Line], end: int, low: int, taken: Collection[Address]
) -> Iterable[Unread]:
    """Rows with figures under the head that are no row of the form: between the rows around them one may be missing."""
    known = {row: line.word for line in lines for row in range(line.row, line.bottom)}
    there = {line.word.key for line in lines}
    odd: list[list[int]] = [[]]
    gaps: list[tuple[int, int]] = []
    for row in range(head.bottom, end):
        if ends_table(matrix, row) or another_head(matrix, row, head.table):
            break
        if row in known:
            gaps.append((low, known[row].order))
            low = known[row].order
            odd.append([])
        elif _has_figures(matrix, head, row):
            odd[-1].append(row)
    gaps.append((low, 99))
    for (low, high), rows in zip(gaps, odd, strict=True):
        if not rows:
            continue
        spots = [spot for row in rows for spot in matrix.line(row, 0, head.end)]
        part = any(_PART in spot.text for spot in spots)
        missing = [
            address
            for row in _rows_between(head.table, low, high)
            for column in head.named
            if not part and row not in there and (column.key or "") in _declared(head.table, row)
            if (address := Address(head.table, row, column.key or "")) not in taken
        ]
        at, text = spots[0].cell.at, _quoted(spots)
        if not missing:
            yield Unread(head.table, None, None, at, text, ODD_ROW)
        for address in missing:
            yield Unread(*address, at, text, NO_ROW)


def _has_figures(matrix: Matrix, head: Head, row: int) -> bool:
    """Whether a row has figures of its own under the head that do not just count its columns."""
    line = [spot for spot in matrix.line(row, head.first, head.end) if spot.sort is Sort.FIGURE]
    inside = [
        spot for spot in line if spot.row == row and spot.column >= head.first and spot.right <= head.end
    ]
    counted = [spot.text.strip() for spot in inside] == [str(step) for step in range(1, len(inside) + 1)]
    return bool(inside) and not (counted and len(inside) == len(head.named))


def tables_without_head(matrix: Matrix) -> list[tuple[str, range]]:
    """The tables of whose rows the matrix holds some with figures, and the matrix rows they stand in."""
    found: dict[str, list[int]] = {}
    for spot, word, _ in _labelled(matrix, lambda spot, word: True):
        found.setdefault(word.table, []).append(spot.row)
    return [(table, range(min(rows), max(rows) + 1)) for table, rows in found.items()]


def rows_in(
    matrix: Matrix, table: str, rows: Collection[int], why: str, covered: Collection[tuple[str, str]] = ()
) -> list[Unread]:
    """The rows of a table with figures in some matrix rows, but those `covered` by readings or notes."""
    found: dict[str, Unread] = {}
    if not matrix.names(table, Role.ROW):
        return []

    def wanted(spot: Spot, word: Word) -> bool:
        return word.table == table and spot.row in rows and (table, word.key) not in covered

    for spot, word, beside in _labelled(matrix, wanted):
        found.setdefault(word.key, Unread(table, word.key, None, spot.cell.at, _quoted([spot, *beside]), why))
    return list(found.values())


def _labelled(
    matrix: Matrix, wanted: Callable[[Spot, Word], bool]
) -> Iterable[tuple[Spot, Word, list[Spot]]]:
    """The wanted labels of rows with what stands right of them, where figures do."""
    for spot in matrix.spots:
        if not spot.words:
            continue
        word = next((word for word in spot.words if word.role is Role.ROW), None)
        if word is None or not wanted(spot, word) or any(each.role is Role.COLUMN for each in spot.words):
            continue
        beside = matrix.line(spot.row, spot.right, matrix.width)
        if any(other.word(word.table, Role.ROW) for other in beside):
            continue  # a heading over rows beside the first of them
        if any(other.sort is Sort.FIGURE for other in beside):
            yield spot, word, beside


def _quoted(spots: Iterable[Spot]) -> str:
    return " ".join(spot.text for spot in spots if not spot.empty)[:_SAMPLE]


@cache
def columns_of(table: str, row: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that a row has in the edition whose columns are named; in table 二 those of the edition that has
    all the named ones, of both where both have."""
    found: dict[str, None] = {}
    for edition in FORMS:
        columns = _of_edition(table, row, edition)
        if set(named) & set(columns) == set(named) & set(_declared(table, row)):
            found |= dict.fromkeys(columns)
    return tuple(found)


@cache
def _declared(table: str, row: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for edition in FORMS for key in _of_edition(table, row, edition)))


def _of_edition(table: str, row: str, edition: Edition) -> tuple[str, ...]:
    for each in FORMS[edition].section(table).tables:
        if any(leaf.key == row for leaf in each.row_leaves):
            return tuple(leaf.key for leaf in each.column_leaves)
    return ()


@cache
def _rows_between(table: str, low: int, high: int) -> tuple[str, ...]:
    rows = dict.fromkeys(
        leaf.key for form in FORMS.values() for each in form.section(table).tables for leaf in each.row_leaves
    )
    return tuple(row for row in rows if low < row_order(table, row) < high)
