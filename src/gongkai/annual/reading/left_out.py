"""Rows that a text prints and no label of the form was known in: what may be theirs is named."""

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from gongkai.annual.forms import FORMS
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import has_han
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.values import is_null_word, is_value
from gongkai.annual.reading.words import Role, row_order
from gongkai.annual.report import Unread

NO_ROW = "没有认出这一行的名称：旁边没有认出名称的行可能是它"
_LONGEST = 80  # characters of a label
_FAR = 60  # items behind a table's last row
_NEXT = 3  # items between an unknown label and its first figure
_PART = "其中"


def rows_left_out(items: Sequence[Item], run: Sequence[Row], table: str) -> Iterator[Unread]:
    """Every row of the form that is missing between two rows of a run, before or behind them, where a text with figures
    stands in its place."""
    ends = [*(row.index for row in run[1:]), min(len(items), run[-1].index + _FAR)]
    there = {row.word.key for row in run}
    last = list(_rows(table))[-1]
    for row, end, following in itertools.zip_longest(run, ends, run[1:]):
        low = row_order(table, row.word.key)
        high = row_order(table, following.word.key) if following else row_order(table, last) + 1
        missing = [key for key in _rows_between(table, low, high) if key not in there]
        text = _unknown(items, row.index + 1, end) if missing else None
        for key in missing if text else ():
            yield Unread(table, key, None, text.at if text else "", text.text if text else "", NO_ROW)


@cache
def _rows(table: str) -> dict[str, None]:
    found = dict.fromkeys(
        leaf.key for form in FORMS.values() for each in form.section(table).tables for leaf in each.row_leaves
    )
    return dict.fromkeys(sorted(found, key=lambda key: row_order(table, key)))


@cache
def _rows_between(table: str, low: int, high: int) -> tuple[str, ...]:
    return tuple(key for key in _rows(table) if low < row_order(table, key) < high)


def _unknown(items: Sequence[Item], start: int, end: int) -> Item | None:
    """The first text with figures right behind it that may be a row's label."""
    for index in range(start, end):
        item = items[index]
        if any(word.role is Role.CHAPTER for word in item.words):
            return None
        if item.sort is not Sort.TEXT or not has_han(item.text) or is_null_word(item.text):
            continue
        if len(item.text) > _LONGEST or "。" in item.text or _PART in item.text:
            continue
        behind = (each for each in items[index + 1 : end] if each.sort is not Sort.BLANK)
        if is_value(item.text.split()[-1]) or any(
            each.sort is Sort.VALUE for each in itertools.islice(behind, _NEXT)
        ):
            return item
    return None
