"""Table 四: reconsiderations and suits, three groups of five columns side by side, or three rows."""

import re
from collections.abc import Sequence

from gongkai.annual.form import Kind
from gongkai.annual.reading.borders import settle_alone
from gongkai.annual.reading.doubts import figures_of
from gongkai.annual.reading.evidence import Evidence
from gongkai.annual.reading.fused import split_groups
from gongkai.annual.reading.geometry import place_line_under
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import TOO_FEW, UNBALANCED, Placed
from gongkai.annual.reading.placing import place
from gongkai.annual.reading.readings import Readings
from gongkai.annual.reading.remedies_head import (
    COLUMNS,
    GROUPS,
    SIZE,
    TABLE,
    WIDTH,
    heads_in,
    order_of,
    word_of,
)
from gongkai.annual.reading.rows import Row, row_at, rows_of
from gongkai.annual.reading.said import Said, said_in
from gongkai.annual.reading.spacing import undouble_one
from gongkai.annual.reading.words import Role, Word

_UNCLEAR = "表头各组各列的次序看不清，不能确定各数属于哪一列"


def read_remedies(items: list[Item], evidence: Evidence, heard: Sequence[Said | None]) -> list[Readings]:
    """Every appearance of the table. `heard`: of which year each item is said to be."""
    found = []
    for start, end in heads_in(items):
        labels = [(item, word) for item in items[start:end] if (word := word_of(item))]
        result = Readings(TABLE, said=heard[start])
        if not _by_rows(rows_of(items, TABLE, start, end), labels, result, evidence):
            _side_by_side(items, end - 1, labels, result, evidence)
        found.append(result)
    return found


def _by_rows(rows: list[Row], labels: list[tuple[Item, Word]], result: Readings, evidence: Evidence) -> bool:
    """Three rows of five columns: each group's name is followed by its own values."""
    rows = [row for row in rows if row.filled]
    keys = [word.key for _, word in labels if word.role is Role.COLUMN]
    if not rows or len(rows) > len(GROUPS) or not keys:
        return False
    order = tuple(keys) if sorted(keys) == sorted(COLUMNS) else None
    placed = place(rows, WIDTH, shown=evidence.shown) if order else [Placed(why=_UNCLEAR)] * len(rows)
    for row, each in zip(rows, placed, strict=True):
        result.take(row, order or COLUMNS, (Kind.COUNT,) * WIDTH, each)
    return True


def _side_by_side(
    items: list[Item], last: int, labels: list[tuple[Item, Word]], result: Readings, evidence: Evidence
) -> None:
    head = items[last]
    word = labels[-1][1]
    row = row_at(items, last, word)
    if head.mode is Mode.ROWS:
        row = _printed_row(items, last, word)
    order = order_of(labels)
    if not row.cells:
        return
    if order is None or _dated(items, last, row):
        placed = Placed(why=_UNCLEAR)
        order = [(group, key) for group in GROUPS for key in COLUMNS]
    else:
        pairs = order
        spacing = evidence.shown[row.mode] if row.mode is Mode.LINE else None
        if spacing and spacing.apart and row.cells[0].sort is Sort.BLANK:
            row.cells = row.cells[spacing.apart :]  # between the head and its row
        settle_alone(row, SIZE)
        if evidence.doubled and row.mode is Mode.LINE:
            undouble_one(row)
        placed = place(
            [row],
            SIZE,
            columns=_same(row),
            balanced=lambda figures: _balanced(figures, pairs),
            shown=evidence.shown,
        )[0]
        if placed.why == TOO_FEW and row.mode is Mode.LINE and evidence.doubled:
            placed = _whole_line_by_line(row, pairs, 0) or placed
        if placed.why == TOO_FEW and row.mode is Mode.LINE and evidence.under is not None:
            placed = _whole_line_by_line(row, pairs, evidence.under) or placed
        if None in placed.cells and _doubtful(row, placed, pairs, evidence):
            placed = Placed(why=UNBALANCED)
        if evidence.parting and row.filled and (parted := evidence.parting.line(row.filled, SIZE)):
            placed = Placed(parted)
        heads = [item for item, word in labels if word.role is Role.COLUMN]
        if len(heads) == SIZE:
            placed = place_line_under(row, placed, heads, evidence.scale)
        totals = {place % WIDTH for place, (_, key) in enumerate(pairs) if key == "total"}
        if len(totals) == 1:
            placed = split_groups(row, placed, len(GROUPS), WIDTH, totals.pop(), whole=evidence.whole)
    if row.mode is not Mode.ROWS and not row.filled:
        return  # bare blank lines under the head prove nothing
    for start in range(0, SIZE, WIDTH):
        group = order[start][0]
        part = Row(Word(TABLE, Role.ROW, group), row.cells[0], last, row.cells, row.loose)
        cells = Placed(placed.cells[start : start + WIDTH], placed.why)
        result.take(part, [key for _, key in order[start : start + WIDTH]], (Kind.COUNT,) * WIDTH, cells)


def _same(row: Row) -> dict[int, int] | None:
    """Fifteen cells in one printed row are the fifteen columns, unless one of them may be two."""
    whole = len(row.cells) == SIZE and not any(re.search(r"\d\s+\d", cell.text) for cell in row.cells)
    if not whole or len({(cell.row, cell.mode) for cell in row.cells}) > 1 or row.mode is not Mode.ROWS:
        return None
    return {cell.piece.col: column for column, cell in enumerate(row.cells)}


def _dated(items: list[Item], last: int, row: Row) -> bool:
    """Whether a year stands before the figures: there may be a row for each of several."""
    if len(row.cells) > SIZE and said_in(row.cells[0].text) is not None:
        return True
    beside = (item for item in items[last + 1 : last + 1 + 2 * SIZE] if item.row == row.cells[0].row)
    return any(item.sort is Sort.TEXT and said_in(item.text) is not None for item in beside)


def _printed_row(items: list[Item], last: int, word: Word) -> Row:
    """The first printed row under the head; further rows with figures make it doubtful."""
    row = Row(word, items[last], last)
    lines: dict[int, list[Item]] = {}
    for place_ in range(last + 1, len(items)):
        item = items[place_]
        if item.row == items[last].row:
            continue
        if item.sort is Sort.TEXT and item.mode is Mode.ROWS and said_in(item.text) is not None:
            continue  # the year of a row
        if item.sort in (Sort.LABEL, Sort.TEXT) or item.mode is not Mode.ROWS:
            break
        lines.setdefault(item.row, []).append(item)
    full = [line for line in lines.values() if any(item.sort is Sort.VALUE for item in line)]
    if full:
        row.cells = full[0]
        row.loose = [item for line in full[1:] for item in line if item.sort is Sort.VALUE]
    elif lines:
        row.cells = next(iter(lines.values()))
    return row


def _whole_line_by_line(row: Row, order: Sequence[tuple[str, str]], under: int) -> Placed | None:
    """Exactly as many bare lines as columns, blank ones too, and `under` blank ones below, of which every group is
    proven by its sum. Believed only where table 三 shows that blank lines part, or that none was lost or added."""
    cells, below = row.cells[:SIZE], row.cells[SIZE:]
    if len({cell.line for cell in row.cells}) != len(row.cells) or len(row.cells) != SIZE + under:
        return None
    if any(cell.sort is not Sort.BLANK for cell in below):
        return None
    placed = Placed(tuple(None if cell.sort is Sort.BLANK else cell for cell in cells))
    return placed if _proven_groups(placed, order) else None


def _proven_groups(placed: Placed, order: Sequence[tuple[str, str]]) -> bool:
    """Whether every group is blank, has no blank, or has a total above 0 that is the sum of its other figures."""
    figures = figures_of(placed)
    if figures is None:
        return False
    for group in GROUPS:
        own = {key: figure for (each, key), figure in zip(order, figures, strict=True) if each == group}
        printed = [figure for figure in own.values() if figure is not None]
        if 0 < len(printed) < WIDTH and not (own["total"] and 2 * own["total"] == sum(printed)):
            return False
    return True


def _doubtful(row: Row, placed: Placed, order: Sequence[tuple[str, str]], evidence: Evidence) -> bool:
    """Whether sums speak against blanks, or, where blanks may have been lost, do not speak for every group."""
    figures = figures_of(placed)
    if figures is None:
        return row.mode is not Mode.ROWS and any(placed.cells)
    if row.mode is Mode.LINE or evidence.damaged:
        return not _proven_groups(placed, order)
    return _balanced(figures, order) is False


def _balanced(figures: Sequence[int | None], order: Sequence[tuple[str, str]]) -> bool | None:
    """Whether each group adds up to its total; None when no total is printed."""
    judged = False
    for group in GROUPS:
        parts = {key: figure for (each, key), figure in zip(order, figures, strict=True) if each == group}
        total = parts.pop("total")
        if total is None or all(figure is None for figure in parts.values()):
            continue
        judged = True
        if sum(figure or 0 for figure in parts.values()) != total:
            return False
    return True if judged else None
