"""Which cell of a row stands in which column. A row is placed only where one placement is left."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.annual.form import Kind
from gongkai.annual.reading import values
from gongkai.annual.reading.items import Item, Mode, Sort
from gongkai.annual.reading.rows import Row

TOO_MANY = "这一行的单元格比表头的列多，不能确定各数属于哪一列"
TOO_FEW = "这一行的数比表头的列少，空白处已经丢失，不能确定各数属于哪一列"
NO_CELLS = "只有这一行的标签，没有找到它的单元格"
LOOSE = "这一行的下面还有没有标签的数，不能确定是不是这一行的"
ODD_GAP = "这一行末尾的数与其余各数隔开，可能是页码"
THOUSANDS = "这一行里有以0开头的数，可能是被空格隔开的一个数"
UNBALANCED = "没有表格线，这一行又不满足横向合计，不能排除丢失空白或混入页码"


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of a row by column, or the reason why not."""

    cells: tuple[Item | None, ...] = ()
    why: str | None = None


_APPLICANTS = 7  # columns of table 三, the one table whose labels span several columns
_MANY = 6  # rows: of fewer nothing is said about the table as a whole
Columns = Mapping[int, int] | None  # cell of a printed row → column, where the head proves it
Balanced = Callable[[Sequence[int | None]], bool | None]


def place(
    rows: list[Row],
    size: int,
    *,
    columns: Columns = None,
    balanced: Balanced | None = None,
    blank_cells: bool = False,
) -> list[Placed]:
    """Place every row of one table.

    `balanced` says whether figures satisfy the row's identity; `blank_cells` that a blank line is a blank cell.
    """
    starts = _starts(rows, size, blank_cells)
    offsets = _agreed(starts)
    narrow = _narrow(rows)
    placed = [_place_one(row, size, columns, offsets, blank_cells, narrow, starts) for row in rows]
    placed = _doubt_other_lines(rows, placed)
    return _doubt_bare_lines(rows, placed, size, balanced)


_USUAL = 3  # rows with their values on the label's own line: so many make it the table's way


def _doubt_other_lines(rows: list[Row], placed: list[Placed]) -> list[Placed]:
    """Where rows are printed on one line, values on a line without a label may belong to a row that lost its own."""
    beside = [bool(row.filled) and all(cell.line == row.label.line for cell in row.filled) for row in rows]
    if sum(beside) < _USUAL:
        return placed
    return [
        Placed(why=LOOSE) if row.mode is Mode.LINE and row.filled and not own else each
        for row, each, own in zip(rows, placed, beside, strict=True)
    ]


def profile(row: Row) -> tuple[object, ...]:
    """Rows of one profile have their cells begin at the same place after the label."""
    if row.mode is Mode.ROWS:
        return (Mode.ROWS, row.label.piece.col, row.label.piece.width)
    return (row.mode, _DEPTHS.get(row.word.key, 3))


# How many label columns end with a row's label: one that spans several leaves blank cells behind it.
_DEPTHS = {"new": 1, "carried_in": 1, "carried_out": 1, "open": 2, "partial": 2, "ot_any": 2, "closed": 2}


def _spread(row: Row) -> list[int]:
    return [place for place, cell in enumerate(row.cells) if cell.sort is not Sort.BLANK]


def _windows(row: Row, size: int) -> range:
    """The offsets at which all printed values of the row fall into `size` cells."""
    spread = _spread(row)
    if not spread:
        return range(len(row.cells) - size + 1)
    return range(max(0, spread[-1] - size + 1), min(spread[0], len(row.cells) - size) + 1)


def blank_lines_are_cells(rows: Sequence[tuple[Row, int]]) -> bool:
    """Whether in bare lines a blank line is a blank cell: only if every row of the table agrees with that.

    Each row comes with the number of its columns.
    """
    bare = [(row, size) for row, size in rows if row.mode is Mode.LINE and row.cells]
    if len(bare) < _MANY:
        return False
    gaps = [right - left - 1 for row, _ in bare for left, right in _pairs(_spread(row))]
    holed = sum(bool(row.filled) and len(row.filled) < size for row, size in bare)
    blank = sum(not row.filled for row, _ in bare)
    if holed + blank < 2:
        return False  # nothing shows that blank cells were kept
    regular = sum(size <= len(row.cells) <= size + _LABELS for row, size in bare) >= 0.9 * len(bare)
    if (
        gaps
        and 0 not in gaps
        and 1 in gaps
        and not (regular and len({len(row.filled) for row, _ in bare}) > 1)
    ):
        return False  # a blank line may be set between any two: then rows of more values would be longer
    fits = [len(row.cells) >= size and len(_windows(row, size)) > 0 for row, size in bare[:-1]]
    return all(fits) and (0 in gaps or regular)


def _pairs(places: list[int]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(places))


def _starts(rows: list[Row], size: int, blank_cells: bool) -> dict[tuple[object, ...], Counter[int]]:
    """For each profile at which cell the values of its unambiguous rows begin."""
    seen: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.mode is Mode.LINE and not blank_cells:
            continue
        spread = _spread(row)
        if spread and len(spread) <= size and len(windows := _windows(row, size)) == 1:
            seen[profile(row)][windows[0]] += 1
    return seen


def _agreed(seen: dict[tuple[object, ...], Counter[int]]) -> dict[tuple[object, ...], int]:
    """The starts on which the rows of a profile agree."""
    agreed: dict[tuple[object, ...], int] = {}
    for key, found in seen.items():
        offset, times = found.most_common(1)[0]
        sure = len(found) == 1 if key[0] is Mode.ROWS else 1 < times > 0.75 * sum(found.values())
        if sure:
            agreed[key] = offset
    return agreed


def _place_one(
    row: Row,
    size: int,
    columns: Columns,
    offsets: dict[tuple[object, ...], int],
    blank_cells: bool,
    narrow: set[tuple[object, ...]],
    starts: dict[tuple[object, ...], Counter[int]],
) -> Placed:
    filled = row.filled
    if not row.cells:
        return Placed(why=NO_CELLS if not row.loose else LOOSE)
    if len(filled) > size:
        return _equal(filled, size)
    if _split_thousands(filled):
        return Placed(why=THOUSANDS)
    if len(filled) == size:
        if columns is not None and row.mode is Mode.ROWS:
            return _by_head(row, size, columns)
        return _full(row, filled, _usual_offset(row, size, starts), blank_cells)
    if row.loose:
        return _joined_lines(row, size)
    if _doubtful(row, size) or profile(row) in narrow:
        return Placed(why=TOO_FEW)
    if row.mode is Mode.LINE and not blank_cells:
        return Placed(why=TOO_FEW if filled else NO_CELLS)
    if columns is not None and row.mode is Mode.ROWS:
        return _by_head(row, size, columns)
    if len(row.cells) < size:
        return Placed(why=TOO_FEW)
    if not filled:
        return Placed((None,) * size)
    windows = _windows(row, size)
    offset = offsets.get(profile(row))
    if row.mode is Mode.ROWS and len(windows) == 1:
        offset = windows[0]
    elif row.mode is not Mode.ROWS and size != _APPLICANTS:
        offset = 0  # labels of the other tables span no blank cells
    if offset is None or offset not in windows:
        return Placed(why=TOO_FEW)
    window = row.cells[offset : offset + size]
    return Placed(tuple(None if cell.sort is Sort.BLANK else cell for cell in window))


_LABELS = 2  # blank cells that merged label columns leave before a row's label
_PADS = 3  # blank cells that label columns may leave before the next row's label


def _doubtful(row: Row, size: int) -> bool:
    """Whether a row of a run that is not full lacks a border somewhere, or runs on into a row without a label."""
    if row.mode is Mode.ROWS:
        return False
    maybe = next((place for place, cell in enumerate(row.cells) if cell.text == "\n"), None)
    if maybe is not None and maybe < size:
        return True
    if maybe is not None:
        row.cells = [cell for cell in row.cells if cell.text != "\n"]
    spread = _spread(row)
    return bool(spread) and (row.before_head or len(row.cells) > 2 * size + _PADS)


def _narrow(rows: list[Row]) -> set[tuple[object, ...]]:
    """Profiles of printed rows that have fewer cells than most rows whose label stands in the same column."""
    widths: dict[tuple[int, bool], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.filled:
            widths[_kin(row)][row.label.piece.width] += 1
    return {
        profile(row)
        for row in rows
        if row.mode is Mode.ROWS
        and _kin(row) in widths
        and row.label.piece.width < widths[_kin(row)].most_common(1)[0][0]
    }


def _kin(row: Row) -> tuple[int, bool]:
    return (row.label.piece.col, row.word.key in ("new", "carried_in"))


def _usual_offset(row: Row, size: int, starts: dict[tuple[object, ...], Counter[int]]) -> int:
    """Where the values of a full row are expected to begin."""
    if row.mode is not Mode.ROWS and size != _APPLICANTS:
        return 0
    seen = starts.get(profile(row))
    return min(seen, key=lambda start: (-seen[start], start)) if seen else 0


def _split_thousands(filled: list[Item]) -> bool:
    """Whether on one bare line a group of digits looks cut off a larger number: `1 095`."""
    return any(
        left.line == right.line and left.mode is Mode.LINE and re.fullmatch(r"0\d*[1-9]\d*", right.text)
        for left, right in itertools.pairwise(filled)
    )


def _full(row: Row, filled: list[Item], offset: int, blank_cells: bool) -> Placed:
    """As many values as columns: placed, unless blank cells between or before them say that some are foreign."""
    if row.mode is not Mode.LINE or blank_cells:
        spread = [place for place in _spread(row) if place < len(row.cells)]
        ahead = [cell for cell in row.cells[: spread[0]] if cell.text != "\n"]
        between = [
            cell
            for cell in row.cells[spread[0] : spread[-1]]
            if cell.sort is Sort.BLANK and cell.text != "\n"
        ]
        if between or len(ahead) != offset:
            return Placed(why=TOO_MANY)
    return Placed(tuple(filled))


def _equal(filled: list[Item], size: int) -> Placed:
    """More cells than columns: harmless only where all say the same."""
    texts = {values.clean(cell.text) for cell in filled}
    return Placed(tuple(filled[:size])) if len(texts) == 1 else Placed(why=TOO_MANY)


def _joined_lines(row: Row, size: int) -> Placed:
    """A row broken over lines: taken together only if the figures are exactly as many as the columns."""
    together = [*row.filled, *row.loose]
    if len(together) == size and not any(cell.sort is Sort.BLANK for cell in row.cells):
        return Placed(tuple(together))
    return Placed(why=LOOSE)


def _by_head(row: Row, size: int, columns: Mapping[int, int]) -> Placed:
    found: list[Item | None] = [None] * size
    for cell in row.cells:
        if cell.sort is Sort.BLANK:
            continue
        column = columns.get(cell.piece.col)
        if column is None:
            return Placed(why=TOO_MANY)
        found[column] = cell
    have = {cell.piece.col for cell in row.cells}
    return Placed(tuple(found)) if have >= set(columns) else Placed(why=TOO_FEW)


def _doubt_bare_lines(
    rows: list[Row], placed: list[Placed], size: int, balanced: Balanced | None
) -> list[Placed]:
    """A page number may pass for a cell of bare lines: the row's sum and the line gaps must not say so."""
    if size == 1:
        return placed
    verdicts = [
        _verdict(each, balanced) if row.mode is not Mode.ROWS and not each.why else None
        for row, each in zip(rows, placed, strict=True)
    ]
    failing = sum(verdict is False for verdict in verdicts)
    judged = sum(verdict is not None for verdict in verdicts)
    often = judged >= _MANY and failing * 3 > judged
    leading: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.filled:
            leading[profile(row)][_spread(row)[0]] += 1
    whole = len(rows) >= _MANY and all(len(row.filled) == size for row in rows)
    result = []
    for row, each, verdict in zip(rows, placed, verdicts, strict=True):
        blanks = any(cell is None for cell in each.cells) and any(each.cells)
        if each.why or row.mode is Mode.ROWS:
            result.append(each)
        elif verdict is False and (blanks or (row.mode is Mode.LINE and not often and not whole)):
            result.append(Placed(why=UNBALANCED))
        elif row.mode is Mode.LINE and not blanks and _uneven(row, leading):
            result.append(Placed(why=ODD_GAP))
        else:
            result.append(each)
    return result


_SHIFTED = 3  # rows: so many sums in a wrong column are no accident
SHIFTED = "有几行的合计不在总计一列，空白处可能已经丢失，不能确定各数属于哪一列"


def doubt_shifted(rows: list[Row], placed: list[Placed], total: int) -> list[Placed]:
    """Doubt all rows with blanks if in several of them the last value is the sum of the others and no total."""
    without = [figures for each in placed if (figures := _without_total(each, total))]
    shifted = sum(figures[-1] == sum(figures[:-1]) for figures in without)
    if shifted < _SHIFTED or 2 * shifted < len(without):
        return placed
    return [
        Placed(why=SHIFTED) if row.filled and None in each.cells else each
        for row, each in zip(rows, placed, strict=True)
    ]


def _uneven(row: Row, leading: dict[tuple[object, ...], Counter[int]]) -> bool:
    """Whether the values of a row of bare lines stand at unlike distances, as a foreign figure among them would."""
    distances: list[int] = []
    blank = 0
    for cell in row.cells:
        if cell.sort is Sort.BLANK:
            blank += 1
        else:
            distances.append(blank)
            blank = 0
    if not distances:
        return False
    first, *rest = distances
    usual = leading[profile(row)].most_common(1)[0]
    return len(set(rest)) > 1 or (first not in rest and (first != usual[0] or usual[1] < 2))


def _without_total(placed: Placed, total: int) -> list[int]:
    """The printed counts of a row whose total is blank, if there are several that are not all 0."""
    figures = _figures(placed)
    if not figures or figures[total] is not None:
        return []
    printed = [figure for figure in figures if figure is not None]
    return printed if len(printed) > 1 and printed[-1] > 0 else []


def _verdict(placed: Placed, balanced: Balanced | None) -> bool | None:
    figures = _figures(placed) if balanced is not None else None
    return balanced(figures) if balanced is not None and figures else None


def _figures(placed: Placed) -> list[int | None] | None:
    """The counts of a placed row; None when it is not placed, blank, or holds what is no count."""
    if not any(placed.cells):
        return None
    figures: list[int | None] = []
    for cell in placed.cells:
        parsed = values.parse(cell.text, Kind.COUNT) if cell else values.Parsed()
        if parsed.why or not (parsed.value is None or isinstance(parsed.value, int)):
            return None
        figures.append(parsed.value)
    return figures
