"""The rows of a table as they stand in the run of items: a label and what follows it."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold, is_numbered_as_group, without_number
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.values import is_null_word
from gongkai.annual.reading.words import Role, Word, lexicon

# A cut label that keeps its number opens a row of its own: what follows it is no longer this row's.
_NUMBERED = re.compile(r"[（(][一二三四五六七八][）)]|[1-8][.．、]|[一二三四]、")

# A figure before what it was joined to: no year, day or numbering.
_AHEAD = re.compile(
    r"\s*[0-9](?:[0-9,，.]*[0-9])?[万元件条项]*(?:\s+[^\d\s年月]|[^\d\s年月日、.．,，)）]|\s*$)"
)

UNKNOWN = -1
_LONGEST = 200  # characters, more than any label has


@dataclass(slots=True)
class Row:
    """A row's label, the cells after it (blank ones too), and whether figures without a label follow."""

    word: Word
    label: Item
    index: int
    cells: list[Item] = field(default_factory=list)
    loose: list[Item] = field(default_factory=list)
    broken: bool = False  # other text ends the cells
    before_head: bool = False  # the head of the columns follows: a page ends after this row
    joined: bool = False  # the printed row holds another label than those of its headings
    following: Item | None = None  # the label at which the cells of a run end
    halved: bool = False  # blank lines that only part have been taken away
    next_place: int | None = UNKNOWN  # the column of labels of what follows, once it was asked for

    @property
    def mode(self) -> Mode:
        return (self.cells[0] if self.cells else self.label).piece.mode

    @property
    def filled(self) -> list[Item]:
        return [cell for cell in self.cells if cell.sort is not Sort.BLANK]

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.filled)


def row_at(items: list[Item], index: int, word: Word) -> Row:
    """The row that begins with the label at `index`."""
    label = items[index]
    row = Row(word, label, index)
    if label.mode is Mode.ROWS:
        _fill_from_line(row, items, index)
    else:
        _fill_from_run(row, items, index)
    return row


def _fill_from_line(row: Row, items: list[Item], index: int) -> None:
    """Cells of the printed row; then the rows without any label, whose figures may belong to this one."""
    before = index - 1
    while before >= 0 and items[before].row == row.label.row:
        row.joined = row.joined or _is_other_row(items[before])
        before -= 1
    after = index + 1
    while after < len(items) and items[after].row == row.label.row:
        if items[after].sort is Sort.LABEL:
            row.joined = True
            return
        if items[after].sort is Sort.TEXT and fold(items[after].text) and _is_end_of(items[after], row.word):
            row.joined = True  # the rest of the row's own label
        else:
            row.cells.append(items[after])
        after += 1
    while after < len(items):
        end = after
        while end < len(items) and items[end].row == items[after].row:
            end += 1
        line = items[after:end]
        if any(item.sort is Sort.LABEL for item in line):
            if not row.filled:  # a figure before the next label may be this row's
                ahead = itertools.takewhile(lambda item: item.sort is not Sort.LABEL, line)
                row.loose += [item for item in ahead if item.sort is Sort.VALUE]
                row.loose += filter(_has_figure_ahead, line)
            return
        if any(item.sort is Sort.TEXT and not _is_scrap(item.text) for item in line):
            if not row.filled:
                row.loose += filter(_has_figure_ahead, line)
            return
        row.loose += [item for item in line if item.sort is Sort.VALUE]
        after = end


def _has_figure_ahead(item: Item) -> bool:
    """Whether a lost line end has joined a figure to the text or label behind it."""
    ahead = item.piece.text[: max(item.start, 0)] if item.sort is Sort.LABEL else item.text
    return item.sort in (Sort.LABEL, Sort.TEXT) and _AHEAD.match(ahead) is not None


def _is_end_of(item: Item, word: Word) -> bool:
    key = fold(item.text)
    return any(
        wording.endswith(key)
        for wording, words in lexicon().exact.items()
        if any(each.key == word.key and each.role is Role.ROW for each in words)
    )


def _is_whole(label: Item) -> bool:
    """Whether nothing is cut off a label: a scrap before its figures is then of a row that is not known."""
    return fold(without_number(label.text)) in lexicon().exact


def _is_other_row(item: Item) -> bool:
    """Whether an item before a row's label is no heading over it."""
    if item.sort is not Sort.LABEL:
        return item.sort is Sort.VALUE
    return not any(word.role is Role.GROUP for word in item.words)


def _is_scrap(text: str) -> bool:
    """Whether a text is a part of a row's label or of a heading over rows, cut off by a line end."""
    key = fold(text)
    return 1 < len(key) <= _LONGEST and _is_part(key)


@lru_cache(maxsize=1024)
def _is_part(key: str) -> bool:
    return any(key in label for label in lexicon().rows)


def _fill_from_run(row: Row, items: list[Item], index: int) -> None:
    """Everything up to the next label or foreign text."""
    for place in range(index + 1, len(items)):
        item = items[place]
        if item.sort is Sort.LABEL:
            row.following = item
            row.before_head = all(word.role in (Role.COLUMN, Role.HEAD) for word in item.words)
            break
        if item.sort is Sort.TEXT:
            if is_null_word(item.text):
                row.cells.append(item)
                continue
            if (
                _is_scrap(item.text)
                and not _NUMBERED.match(item.text.strip())
                and (row.filled or not _is_whole(row.label) or _is_end_of(item, row.word))
            ):
                continue
            row.broken = True
            break
        if item.sort is Sort.BLANK and item.mode is Mode.LINE and row.mode is Mode.RUN and row.cells:
            continue  # blank lines under a table of bars or tabs
        row.cells.append(item)


_ROW, _COLUMN, _HEAD, _CHAPTER = Role.ROW, Role.COLUMN, Role.HEAD, Role.CHAPTER


def rows_of(items: list[Item], table: str, start: int = 0, end: int | None = None) -> list[Row]:
    """Every row of a section in reading order, wherever its label stands as a label; of those whose label stands from
    `start` on and before `end`."""
    rows: list[Row] = []
    last: Word | None = None  # the row read last, forgotten where a head of columns begins
    for index in range(start, len(items) if end is None else end):
        item = items[index]
        if item.sort is not Sort.LABEL:
            continue
        word = None
        column = head = False
        for each in item.words:
            role, own = each.role, each.table == table
            if role is _ROW:
                word = each if own and word is None else word
            else:
                column = column or role is _COLUMN
                head = head or role is _CHAPTER or (own and (role is _COLUMN or role is _HEAD))
        if word is not None and word.key == "ot_other" and is_numbered_as_group(item.text):
            continue
        if word is not None and not (column and not _in_turn(word, last)):
            rows.append(row_at(items, index, word))
            last = word
        elif head:
            last = None
    return rows


# 其他 and 总计 are columns as well as rows: as rows they are believed only after the rows before them, or a second
# time, which contradicts the first.
_BEFORE = {"ot_other": {"ot_nofee", "ot_other"}, "closed": {"ot_any", "ot_other", "ot_nofee", "closed"}}


def _in_turn(word: Word, last: Word | None) -> bool:
    return last is not None and last.key in _BEFORE.get(word.key, ())


def runs_of(rows: Iterable[Row], heard: Sequence[Said | None] = ()) -> list[list[Row]]:
    """The rows parted wherever the printed order of the form starts again, or, where it is known of which year
    each item is said to be (`heard`), another year is said."""
    runs: list[list[Row]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if (
            last is None
            or row.word.order <= last.word.order
            or (heard and heard[row.index] != heard[last.index])
        ):
            runs.append([])
        runs[-1].append(row)
    return runs
