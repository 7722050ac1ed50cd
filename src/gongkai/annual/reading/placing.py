"""Which cell of a row stands in which column. A row is placed only where one placement is left."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from gongkai.annual.reading import values
from gongkai.annual.reading.distances import Shown, Spacing, counted_of, odd_widths
from gongkai.annual.reading.doubts import doubt_bare_lines, doubt_other_lines
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import (
    JOINED,
    LOOSE,
    NO_CELLS,
    THOUSANDS,
    TOO_FEW,
    TOOMANY,
    Balanced,
    Columns,
    Placed,
    profile,
    spread_of,
    windows_of,
)
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.words import lexicon

_APPLICANTS = 7  # columns of table 三, the one table whose labels span several columns
_ZERO_FIRST = re.compile(r"0\d+")
_ZEROS = re.compile(r"[0\s]+")
_APART = re.compile(r"\d\s+\d")
_OVER_LINES = re.compile(r"\d\s*\n\s*\d")
_CUT_OFF = re.compile(r"0\d*[1-9]\d*")


def place(
    rows: list[Row],
    size: int,
    *,
    columns: Columns = None,
    balanced: Balanced | None = None,
    shown: Shown,
) -> list[Placed]:
    """Place every row of one table.

    `balanced` says whether figures satisfy the row's identity; `shown` how blank cells are shown in runs of cells.
    """
    starts = _starts(rows, size)
    offsets = _agreed(starts)
    odd = odd_widths(rows)
    placed = [_place_one(row, size, columns, offsets, shown.get(row.mode), odd, starts) for row in rows]
    placed = doubt_other_lines(rows, placed)
    return doubt_bare_lines(rows, placed, size, balanced, counted_of(rows, size, shown))


def _starts(rows: list[Row], size: int) -> dict[tuple[object, ...], Counter[int]]:
    """For each profile at which cell the values of its unambiguous rows begin."""
    seen: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.mode is Mode.LINE or row.joined:
            continue
        spread = spread_of(row)
        if spread and len(spread) <= size and len(windows := windows_of(row, size)) == 1:
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
    spacing: Spacing | None,
    odd: set[int],
    starts: dict[tuple[object, ...], Counter[int]],
) -> Placed:
    filled = row.filled
    if not row.cells:
        return Placed(why=NO_CELLS if not row.loose else LOOSE)
    if _is_run_together(row):
        return Placed(why=TOO_FEW)
    if len(filled) > size:
        return _equal(filled, size)
    if _split_thousands(filled):
        return Placed(why=THOUSANDS)
    if len(filled) == size:
        if columns is not None and row.mode is Mode.ROWS:
            placed = _by_head(row, size, columns)
            return Placed(tuple(filled)) if placed.why and _side_by_side(row, size, columns) else placed
        return _full(row, filled, _usual_offset(row, size, starts), spacing)
    if row.mode is Mode.LINE and any(_ZERO_FIRST.fullmatch(cell.text) for cell in filled):
        return Placed(why=JOINED)
    if row.loose:
        return _joined_lines(row, size)
    if row.joined or _mixed(row):
        return Placed(why=TOO_FEW)
    nonzero = any(_fused(cell.text) and not _ZEROS.fullmatch(cell.text) for cell in row.cells)
    if nonzero or _doubtful(row, size) or row.index in odd:
        return Placed(why=TOO_FEW)
    if row.mode is not Mode.ROWS:
        return _by_distance(row, size, spacing)
    if columns is not None:
        return _by_head(row, size, columns)
    if size != _APPLICANTS or len(row.cells) < size:
        return Placed(why=TOO_FEW)  # elsewhere only the cells of the head prove where values stand
    if not filled:
        return Placed((None,) * size)
    windows = windows_of(row, size)
    offset = offsets.get(profile(row))
    if len(windows) == 1:
        offset = windows[0]
    if offset is None or offset not in windows:
        return Placed(why=TOO_FEW)
    window = row.cells[offset : offset + size]
    return Placed(tuple(None if cell.sort is Sort.BLANK else cell for cell in window))


def _is_run_together(row: Row) -> bool:
    """Whether figures stand in the label's own cell beside other cells, or pieces of other labels among the cells."""
    printed = row.label.mode is Mode.ROWS and len(row.filled) > 1
    if printed and any(
        (cell.row, cell.piece.col) == (row.label.row, row.label.piece.col) for cell in row.cells
    ):
        return True
    words = (fold(cell.text) for cell in row.filled if cell.sort is Sort.TEXT)
    return any(len(word) > 1 and word in lexicon().prefixes for word in words)


def _mixed(row: Row) -> bool:
    """Whether cells of a row stand in several printed rows, in unlike modes, or in the label's own cell."""
    modes = {cell.mode for cell in row.cells}
    if modes != {Mode.ROWS}:
        return len(modes) > 1 or (Mode.LINE in modes) != (row.label.mode is Mode.LINE)
    own = (row.label.row, row.label.piece.col)
    return (
        len({cell.row for cell in row.cells}) > 1
        or row.label.mode is not Mode.ROWS
        or any((cell.row, cell.piece.col) == own for cell in row.cells)
    )


def _by_distance(row: Row, size: int, spacing: Spacing | None) -> Placed:
    cells = spacing.cells(row, size) if spacing else None
    if cells is None:
        return Placed(why=TOO_FEW if row.filled else NO_CELLS)
    return Placed(tuple(None if cell.sort is Sort.BLANK else cell for cell in cells))


_PADS = 3  # blank cells that label columns may leave before the next row's label


def _doubtful(row: Row, size: int) -> bool:
    """Whether a row of a run that is not full lacks a border somewhere, or runs on into a row without a label."""
    if row.mode is Mode.ROWS:
        return False
    if any(_several(cell.text) or (row.mode is Mode.LINE and _fused(cell.text)) for cell in row.cells):
        return True
    if any(cell.text == "\n" for cell in row.cells):
        return True
    spread = spread_of(row)
    return bool(spread) and (row.before_head or len(row.cells) > 2 * size + _PADS)


def _fused(text: str) -> bool:
    return len(text) > 2 and _APART.search(text) is not None


def _several(text: str) -> bool:
    """Whether a cell of a run may be several that lost what parted them."""
    return "\t" in text or ("\n" in text and _OVER_LINES.search(text) is not None)


def _usual_offset(row: Row, size: int, starts: dict[tuple[object, ...], Counter[int]]) -> int:
    """Where the values of a full row are expected to begin."""
    if row.mode is not Mode.ROWS and size != _APPLICANTS:
        return 0
    seen = starts.get(profile(row))
    return min(seen, key=lambda start: (-seen[start], start)) if seen else 0


def _split_thousands(filled: list[Item]) -> bool:
    """Whether on one bare line a group of digits looks cut off a larger number: `1 095`."""
    return any(
        left.line == right.line and left.mode is Mode.LINE and _CUT_OFF.fullmatch(right.text)
        for left, right in itertools.pairwise(filled)
    )


def _full(row: Row, filled: list[Item], offset: int, spacing: Spacing | None) -> Placed:
    """As many values as columns: placed, unless blank cells between or before them say that some are foreign."""
    if row.mode is Mode.LINE and spacing:
        offset = spacing.lead(row)
    if row.mode is not Mode.LINE or spacing:
        spread = [place for place in spread_of(row) if place < len(row.cells)]
        ahead = [cell for cell in row.cells[: spread[0]] if cell.text != "\n"]
        between = [
            cell
            for cell in row.cells[spread[0] : spread[-1]]
            if cell.sort is Sort.BLANK and cell.text != "\n"
        ]
        if between or len(ahead) != offset:
            return Placed(why=TOOMANY)
    return Placed(tuple(filled))


def _equal(filled: list[Item], size: int) -> Placed:
    """More cells than columns: harmless only where all say the same."""
    texts = {values.clean(cell.text) for cell in filled}
    return Placed(tuple(filled[:size])) if len(texts) == 1 else Placed(why=TOOMANY)


def _joined_lines(row: Row, size: int) -> Placed:
    """A row broken over lines: taken together only if the figures are exactly as many as the columns."""
    together = [*row.filled, *row.loose]
    if len(together) == size and not any(cell.sort is Sort.BLANK for cell in row.cells):
        return Placed(tuple(together))
    return Placed(why=LOOSE)


def _side_by_side(row: Row, size: int, columns: Mapping[int, int]) -> bool:
    """Whether a row has a figure for every column and no blank between them: a blank cell before moves it whole."""
    spread = spread_of(row)
    ordered = [columns[place] for place in sorted(columns)] == list(range(size))
    return ordered and not _mixed(row) and spread[-1] - spread[0] == size - 1


def _by_head(row: Row, size: int, columns: Mapping[int, int]) -> Placed:
    found: list[Item | None] = [None] * size
    for cell in row.cells:
        if cell.sort is Sort.BLANK:
            continue
        column = columns.get(cell.piece.col)
        if column is None or found[column] is not None:
            return Placed(why=TOOMANY)
        found[column] = cell
    have = {cell.piece.col for cell in row.cells}
    return Placed(tuple(found)) if have >= set(columns) else Placed(why=TOO_FEW)
