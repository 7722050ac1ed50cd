"""Columns of table 三 whose names are lost or worded as nowhere else: the order of the others and the sums of the rows
may prove which they are."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache

from gongkai.annual.form import Kind
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.ruled.cells import parsed
from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.lines import Line
from gongkai.annual.reading.ruled.matrix import Matrix, Sort
from gongkai.annual.reading.words import Role, Word, lexicon

PROVEN = "表头缺这一列的名称，由各行横向合计证实"
ALIKE = "表头这一列写作“{}”，由前后各列的次序和各行横向合计证实"
_LEAST = 3  # rows in which a column without any name has a figure above 0 and the sum holds
_TOTALS = ("小计", "总", "计", "总共", "总合计")  # a total where the sums say so
_HALF = 0.65  # share of characters that another wording has in common with the form's
_MARGIN = 0.1  # by which every other column's wording must be worse
# What counts more or less than one kind of applicants.
_COUNTS = re.compile(r"不含|除|其中|比|率|增|减|上年|去年|同期|备注|说明|年")
_NO_KIND = re.compile(rf"计|{_COUNTS.pattern}")


def with_lost_names(matrix: Matrix, head: Head, lines: Sequence[Line]) -> Head:
    """The head with the names of columns that stand where alone one name of the form is missing.

    It is named so if at least three rows add up only with it, and no row contradicts: one blank column, or those with
    a text that has most of the characters of the missing name and less of any other.
    """
    if head.table != "table3" or len(head.named) == len(APPLICANTS):
        return head
    pairs = _pairs(head)
    if not pairs or len(pairs) != len(APPLICANTS) - len(head.named):
        return head
    blank = [key for column, key in pairs if not _own_text(column)]
    if (blank and len(pairs) > 1) or not all(
        _alike(text, key) for column, key in pairs if (text := _own_text(column))
    ):
        return head
    words = {column.left: _word(key) for column, key in pairs}
    others = [_own_text(each) for each in head.columns if not each.key and each.left not in words]
    if any(_alike(text, key) for text in others if text for _, key in pairs):
        return head  # the name stands over another column too
    named = tuple(
        replace(
            column,
            key=words[column.left].key,
            word=words[column.left],
            proven=ALIKE.format(text) if (text := _own_text(column)) else PROVEN,
        )
        if column.left in words
        else column
        for column in head.columns
    )
    found = replace(head, columns=named)
    rows = _rows(matrix, found, lines)
    if any(sum(figures[:-1]) != figures[-1] for figures in rows):
        return head
    lost = [APPLICANTS.index(key) for _, key in pairs]
    borne_out = all(sum(figures[place] > 0 for figures in rows) >= _LEAST for place in lost)
    return found if borne_out else head


def names_moved(matrix: Matrix, head: Head, lines: Sequence[Line]) -> bool:
    """Whether more columns of figures lack a name before the first name, behind the last or between two than the form
    has there: the names stand over other columns than their own."""
    if head.table != "table3" or len(head.named) == len(APPLICANTS):
        return False
    rows = [matrix.at[line.row] for line in lines]
    filled = [
        place
        for place in range(head.labels_end, matrix.width)
        if any(row[place].sort is Sort.FIGURE for row in rows)
    ]
    texts = [column for column in head.columns if not column.key and _own_text(column)]
    bare = set(range(min(filled, default=0), max(filled, default=-1) + 1))
    for column in (*head.named, *texts):
        bare -= set(range(column.left, column.right))
    return any(
        sum(left <= place < right for place in bare) > len(missing) for left, right, missing in _gaps(head)
    )


def _pairs(head: Head) -> list[tuple[Column, str]]:
    """The columns without a name and the names without a column that stand in the same gaps between the others; none
    where a gap has not as many of both, or the others stand in another order than the form's."""
    found: list[tuple[Column, str]] = []
    for left, right, missing in _gaps(head):
        lost = [column for column in head.columns if not column.key and left <= column.left < right]
        if not missing:
            continue
        if len(lost) != len(missing):
            return []
        found += zip(lost, missing, strict=True)
    return found


def _gaps(head: Head) -> list[tuple[int, int, tuple[str, ...]]]:
    """The stretches [left, right) before, between and behind the names, and the names that the form has there; nothing
    where the names stand in another order than the form's."""
    order = [APPLICANTS.index(column.key or "") for column in head.named]
    if order != sorted(order) or len(set(order)) < len(order):
        return []
    marks = [
        (-1, head.labels_end, head.labels_end),
        *((place, each.left, each.right) for place, each in zip(order, head.named, strict=True)),
    ]
    end = max(column.right for column in head.columns)
    marks.append((len(APPLICANTS), end, end))
    return [
        (left, right, tuple(APPLICANTS[before + 1 : after]))
        for (before, _, left), (after, right, _) in itertools.pairwise(marks)
    ]


def _own_text(column: Column) -> str:
    """What stands under the headings that the form has over several columns."""
    own = [spot.text.strip() for spot in column.spots if not spot.word("table3", Role.HEAD)]
    return own[-1] if own else ""


def _alike(text: str, key: str) -> bool:
    """Whether a text resembles the name that is missing, and no other."""
    folded = fold(text)
    if not folded or (_COUNTS if key == "total" else _NO_KIND).search(folded):
        return False
    if key == "total" and folded in _TOTALS:
        return True
    scores = {each: max(_ratio(folded, known) for known in _wordings()[each]) for each in APPLICANTS}
    own = scores.pop(key)
    return own >= _HALF and own - max(scores.values()) >= _MARGIN


def _ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


@cache
def _wordings() -> dict[str, tuple[str, ...]]:
    """The names of each column."""
    return {
        key: tuple(
            wording
            for wording, words in lexicon().exact.items()
            if any((w.table, w.role, w.key) == ("table3", Role.COLUMN, key) for w in words)
        )
        for key in APPLICANTS
    }


def _word(key: str) -> Word:
    return next(
        word
        for words in lexicon().exact.values()
        for word in words
        if (word.table, word.role, word.key) == ("table3", Role.COLUMN, key)
    )


def _rows(matrix: Matrix, head: Head, lines: Sequence[Line]) -> list[list[int]]:
    """The figures of every row whose cells are all certain, a blank as 0, in the form's order of columns."""
    columns = sorted(head.named, key=lambda column: APPLICANTS.index(column.key or ""))
    rows = ([_figure(matrix, line.row, column) for column in columns] for line in lines)
    return [[figure for figure in row if figure is not None] for row in rows if None not in row]


def _figure(matrix: Matrix, row: int, column: Column) -> int | None:
    """The count in a cell of its own, a blank as 0; None for anything else and for a blank total."""
    spot = matrix.at[row][column.left]
    if (spot.column, spot.right, spot.bottom - spot.row) != (column.left, column.right, 1):
        return None
    if spot.sort is Sort.BLANK:
        return None if column.key == "total" else 0
    found = parsed(spot.text, Kind.COUNT)
    return found.value if isinstance(found.value, int) and found.value >= 0 and not found.why else None
