"""Columns that the form does not have, beside those of a head of table 三 in text."""

import itertools
from collections.abc import Iterable, Sequence
from functools import cache

from gongkai.annual.form import Edition
from gongkai.annual.forms import form_of
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold, has_han
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row
from gongkai.annual.reading.values import is_null_word
from gongkai.annual.reading.words import lexicon

_NAME = 10  # characters of a column's name
_SURE = 3  # names of columns in one line
_HEADINGS = ("applicants", "organisations")


def beside(above: Sequence[Item], head: Sequence[tuple[str, Item]], run: Sequence[Row]) -> bool:
    """Whether a text behind 总计, or right before the first name of a head of bare lines, may name one more column, or
    a row has a figure further right than the cells of its head, or one cell is left out among them. `above`: the items
    before the first row."""
    names = [item for key, item in head if key in APPLICANTS]
    total = next((item for key, item in head if key == "total"), None)
    if total is None or len(names) < len(APPLICANTS):
        return not names and any(map(_other_order, above))
    behind = above[above.index(total) + 1 :]
    if any(item.row == total.row for item in _columns(behind)):
        return True
    if any(key in _HEADINGS for key, _ in head):
        return False
    if total.mode is Mode.ROWS:
        return _further(names, run)
    if names[-1] is total and any(_columns(behind)):
        return True
    first = above.index(names[0])
    ahead = [item for item in above[:first] if item.sort is not Sort.BLANK][-2:]
    corner = len(ahead) > 1 and any(word.key == "corner" for word in ahead[0].words)
    return corner and any(_columns(ahead[1:]))


def _columns(items: Iterable[Item]) -> Iterable[Item]:
    """The short texts that are no part of a label."""
    for item in items:
        key = fold(item.text)
        if (
            item.sort is Sort.TEXT
            and has_han(key)
            and len(key) <= _NAME
            and not is_null_word(item.text)
            and not any(key in label for label in lexicon().rows)
        ):
            yield item


def _other_order(item: Item) -> bool:
    """Whether a bare line that is no head for an odd name in it has names of columns at other places than the form."""
    tokens = [fold(token) for token in item.text.split()] if item.sort is Sort.TEXT else []
    order = _official()
    if tokens and tokens[0] not in order:
        del tokens[0]  # the corner
    known = [(place, order.index(key)) for place, key in enumerate(tokens) if key in order]
    apart = {place - column for place, column in known}
    return len(known) >= _SURE and (len(apart) > 1 or len(tokens) > len(order))


@cache
def _official() -> tuple[str, ...]:
    names = form_of(Edition.E2021).section("table3").tables[0].column_names
    return tuple(fold(names[key].rpartition("/")[2]) for key in APPLICANTS)


def _further(names: Sequence[Item], run: Sequence[Row]) -> bool:
    """Whether a row whose label stands right before the columns has a figure behind the last of them, or a cell
    without a name stands among them."""
    places = sorted(item.piece.col for item in names)
    if len({item.row for item in names}) > 1:
        return False
    if len({right - left for left, right in itertools.pairwise(places)}) > 1:
        return True
    return any(
        cell.sort is not Sort.BLANK and cell.piece.col > max(places)
        for row in run
        if row.mode is Mode.ROWS and row.label.piece.col == min(places) - 1
        for cell in row.cells
    )
