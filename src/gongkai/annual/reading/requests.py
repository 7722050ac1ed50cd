"""Table 三: requests received and handled."""

import itertools
from collections.abc import Sequence
from functools import cache

from gongkai.annual.form import Edition, Kind
from gongkai.annual.forms import form_of
from gongkai.annual.reading.borders import settle_borders
from gongkai.annual.reading.damage import doubt_unproven
from gongkai.annual.reading.doubts import doubt_shifted
from gongkai.annual.reading.evidence import Evidence
from gongkai.annual.reading.fused import split_rows
from gongkai.annual.reading.geometry import place_by_columns
from gongkai.annual.reading.heads import APPLICANTS, UNCLEAR, Head, applicants_head
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold, has_han
from gongkai.annual.reading.left_out import rows_left_out
from gongkai.annual.reading.outer import beside
from gongkai.annual.reading.padded import place_padded
from gongkai.annual.reading.parted import place_parted
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import Columns, Placed
from gongkai.annual.reading.placing import place
from gongkai.annual.reading.readings import TWICE, Reading, Readings
from gongkai.annual.reading.rows import Row, rows_of, runs_of
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.settled import settle_by_sums
from gongkai.annual.reading.spacing import undouble
from gongkai.annual.reading.totals import doubt_total_elsewhere
from gongkai.annual.reading.words import Role

_TABLE = "table3"
_FEW = 5  # rows: with fewer, and no head, it is prose that names rows
_BEFORE = 2  # texts before the first word of a head that may be one
_NAME = 10  # characters of a column's name
_KINDS = (Kind.COUNT,) * len(APPLICANTS)


def requests_rows(items: list[Item]) -> list[Row]:
    """Every row of the table."""
    rows = rows_of(items, _TABLE)
    undouble(rows)
    for run in runs_of(rows):
        settle_borders(run, len(APPLICANTS))
    return rows


def read_requests(
    items: list[Item], rows: list[Row], evidence: Evidence, heard: Sequence[Said | None]
) -> list[Readings]:
    """Every appearance of the table. `heard`: of which year each item is said to be."""
    found = []
    end = 0
    known: Head | None = None
    runs = runs_of(rows, heard)
    twice = _twice(runs, heard)
    for run in runs:
        above = items[end : run[0].index]
        head_words = _head_words(above)
        between = [
            word
            for row, after in itertools.pairwise(run)
            for word in _head_words(items[row.index + 1 : after.index])
        ]
        end = run[-1].index + 1
        columns_seen = {key for key, _ in head_words if key in APPLICANTS}
        if not any(row.filled or row.loose for row in run):
            continue
        if len(columns_seen) < 2 and len(run) < _FEW and known is None:
            continue
        head = applicants_head(head_words) if columns_seen or known is None else known
        if 0 < len(columns_seen) < len(APPLICANTS) and _odd_name(above, head_words):
            head = Head(why=UNCLEAR)  # what is missing may not be a name that was lost
        if beside(above, head_words, run):
            head = Head(why=UNCLEAR)
        if head.why is None and between and applicants_head(_once(between)).columns != head.columns:
            head = Head(why=head.why or applicants_head(_once(between)).why or "表头在表中重复出现时次序不同")
        known = head
        whole = not columns_seen or (len(columns_seen) == len(APPLICANTS) and not _foreign(above, head_words))
        readings = _read_run(run, head, items, head_words, evidence, whole)
        readings.unread += rows_left_out(items, run, _TABLE)
        for address, one in readings.cells.items():
            if address.row in twice.get(run[0].index, ()):
                readings.cells[address] = Reading(None, one.raw, one.at, why=TWICE)
        found.append(readings)
        found[-1].said = heard[run[0].index]
    return found


def _twice(runs: Sequence[list[Row]], heard: Sequence[Said | None]) -> dict[int, set[str]]:
    """For each run, by its first row, the rows at its ends whose label is printed twice in succession, for the same
    year, with other cells: one may be blank, and its run then without any figure."""
    found: dict[int, set[str]] = {}
    for before, after in itertools.pairwise(runs):
        one, other = before[-1], after[0]
        again = one.word.key == other.word.key and heard[one.index] == heard[other.index]
        if again and one.cells and other.cells and one.text != other.text:
            for run in (before, after):
                found.setdefault(run[0].index, set()).add(one.word.key)
    return found


def _foreign(above: Sequence[Item], head_words: list[tuple[str, Item]]) -> bool:
    """Whether the head names a column that the form does not have."""
    lines = [item.line for _, item in head_words]
    return any(
        item.sort is Sort.TEXT and len(fold(item.text)) <= _NAME and min(lines) < item.line < max(lines)
        for item in above
    )


def _odd_name(above: Sequence[Item], head_words: list[tuple[str, Item]]) -> bool:
    """Whether a short text stands right before or behind the first word of a head and is no part of any word that is
    missing there. Beside whole names in one line it has to be one itself."""
    seen = {key for key, _ in head_words}
    lost = [name for key, name in _head_names() if key not in seen]
    names = [name for _, name in _head_names()]
    said = [item for item in above if item.sort is not Sort.BLANK]
    first = said.index(head_words[0][1])
    for item in said[max(0, first - _BEFORE) :]:
        keys = (
            [fold(token) for token in item.text.split() if has_han(token)] if item.sort is Sort.TEXT else []
        )
        odd = [key for key in keys if key not in names and len(key) <= _NAME]
        if any(len(odd) < len(keys) or not any(key in name for name in lost) for key in odd):
            return True
    return False


@cache
def _head_names() -> tuple[tuple[str, str], ...]:
    """Key and official wording of every word of the head."""
    heading = form_of(Edition.E2021).section(_TABLE).tables[0].columns[0]
    lines = [heading, *heading.parts, *(part for line in heading.parts for part in line.parts)]
    return tuple((line.key, fold(line.label)) for line in lines)


def _once(words: list[tuple[str, Item]]) -> list[tuple[str, Item]]:
    """A head repeated on several pages, once."""
    seen: dict[str, Item] = {}
    for key, item in words:
        seen.setdefault(key, item)
    return list(seen.items())


def _head_words(above: Sequence[Item]) -> list[tuple[str, Item]]:
    """The words of the head among the items above a row, beginning anew at the chapter's title."""
    words: list[tuple[str, Item]] = []
    for item in above:
        if item.sort is not Sort.LABEL:
            continue
        if any(word.role is Role.CHAPTER for word in item.words):
            words = []
        word = item.word(_TABLE, Role.COLUMN, Role.HEAD)
        if word and word.key != "corner":
            words.append((word.key, item))
    return words


def _read_run(
    run: list[Row],
    head: Head,
    items: list[Item],
    head_words: list[tuple[str, Item]],
    evidence: Evidence,
    whole: bool,
) -> Readings:
    """One appearance. `whole`: the head shows all its columns and no other, or nothing at all."""
    result = Readings(_TABLE)
    if head.why:
        for row in run:
            result.take(row, APPLICANTS, _KINDS, Placed(why=head.why))
        return result
    size = len(head.columns)
    total = head.columns.index("total")

    def balanced(figures: Sequence[int | None]) -> bool | None:
        if figures[total] is None or sum(figure is not None for figure in figures) == 1:
            return None
        return sum(figure or 0 for figure in figures) == 2 * (figures[total] or 0)

    placed = place(run, size, columns=_checked(run, head), balanced=balanced, shown=evidence.shown)
    heads = dict(head_words)
    if head.columns == APPLICANTS:
        placed = place_padded(run, placed, head_words, size)
    placed = doubt_shifted(run, placed, total)
    placed = place_by_columns(run, placed, size, [heads.get(key) for key in head.columns], evidence.scale)
    placed = split_rows(run, placed, size, total)
    placed = doubt_total_elsewhere(placed, total)
    bare = evidence.scale is None and any(row.mode is Mode.LINE for row in run)
    if evidence.damaged or bare:  # a blank line lost and another one added leave no sign of damage
        placed = doubt_unproven(run, placed, head.columns, damaged=evidence.damaged)
    placed = place_parted(run, placed, size, evidence.parting)
    if not whole:
        placed = [Placed(why=UNCLEAR) if None in each.cells else each for each in placed]
    else:
        placed = settle_by_sums(run, placed, size, total, items)
    for row, each in zip(run, placed, strict=True):
        result.take(row, head.columns, _KINDS, each)
    return result


def _checked(run: list[Row], head: Head) -> Columns:
    """The head's cells hold for the rows only if every label stands left of them."""
    if head.cells is None:
        return None
    first = min(head.cells)
    width = max(head.cells) + 1
    alike = all(row.label.piece.col < first and row.label.piece.width >= width for row in run)
    return head.cells if alike and len({row.label.piece.width for row in run}) == 1 else None
