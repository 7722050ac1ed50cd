"""Labels with a wrong or missing character, or cut in two: recognised only between the rows they must stand between."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.annual.reading import values
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold, without_number
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.short import with_short_names
from gongkai.annual.reading.slips import slip_of
from gongkai.annual.reading.words import Role, Word, lexicon

_ALIKE = 0.8  # share of characters in common
_HALF = 0.7  # of a head whose neighbours stand on both sides
_MARGIN = 0.1  # by which the next best must be worse
_NEAR = 60  # items between neighbouring rows
_FAR = 30  # items, blank ones too, in which the neighbours of a column's name must stand
_AHEAD = 12  # items between the parts of a cut label
_LONG = 60  # characters of a label
_SHORTEST = 4  # characters of a label with a slip
_LEAST = 5  # characters that the first part of a cut label must have
_TABLES = ("table2", "table3")
_NO_KIND = re.compile(r"[计比率增减年]|其中|备注")  # what counts more or less than one kind of applicants
_LINES = re.compile(r"[^\n]*\S[^\n]*")
_SOLID = re.compile(r"[^\s\u3000\u00a0]+")
Span = tuple[int, int]


def mended(items: list[Item]) -> list[Item]:
    """The items with such labels recognised; the rest as it was."""
    items = with_short_names(items)
    result: list[Item] = []
    dropped: set[int] = set()
    for index, item in enumerate(items):
        if index in dropped:
            continue
        if item.sort is not Sort.TEXT or len(item.text) > _LONG + 40 or "。" in item.text:
            result.append(item)
            continue
        before, head, tail = _peeled(item)
        word = _row_like(items, index, head) or _column_like(items, index, head)
        if word is None:
            cut = _cut(items, index, head)
            if cut is None:
                result.append(item)
                continue
            word, rest = cut
            dropped.add(rest)
            if not tail and _values_beside(items, rest):
                items[rest] = replace(items[rest], sort=Sort.LABEL, words=(word,))
                dropped.discard(rest)
                continue
        result += [*before, replace(item, sort=Sort.LABEL, text=head, words=(word,)), *tail]
    return result


def _peeled(item: Item) -> tuple[list[Item], str, list[Item]]:
    """The words of a bare line, or of a run's cell over several lines, with the labels and, in a run, the figures of
    the row above that stand before them, and the values at the end of a line."""
    if item.mode is Mode.ROWS or (item.mode is Mode.RUN and "\n" not in item.text):
        return [], item.text, []
    bare = item.mode is Mode.LINE
    tokens = list((_SOLID if bare else _LINES).finditer(item.text))
    end = len(tokens)
    while bare and end > 1 and values.is_value(tokens[end - 1][0]):
        end -= 1
    tail = [
        replace(item, sort=Sort.VALUE, text=values.clean(token[0]), start=token.start())
        for token in tokens[end:]
    ]
    before: list[Item] = []
    ends_known = bool(tokens) and bool(lexicon().of(fold(without_number(tokens[-1][0]))))
    for token in tokens[: end - 1]:
        words = lexicon().of(fold(token[0]))
        if any(word.role is Role.GROUP or not bare for word in words):
            before.append(replace(item, sort=Sort.LABEL, text=token[0], words=words, start=token.start()))
        elif not bare and values.is_value(token[0]):
            before.append(replace(item, sort=Sort.VALUE, text=values.clean(token[0]), start=token.start()))
        elif not bare and ends_known:
            before.append(replace(item, text=token[0]))
        else:
            break
    first = len(before)
    return before, item.text[tokens[first].start() : tokens[end - 1].end()] if tokens else item.text, tail


def _row_like(items: list[Item], index: int, text: str) -> Word | None:
    key = fold(text)
    if len(key) > _LONG:
        return None
    for table in _TABLES:
        window = _window(items, index, table)
        if window is None:
            continue
        short = (
            word for word in lexicon().placed.get(key, ()) if (word.table, word.role) == (table, Role.ROW)
        )
        word = next((each for each in short if window[0] < each.order < window[1]), None)
        word = word or (_best(text, table, _ROW_ONLY, *window) if len(key) >= _SHORTEST else None)
        if word:
            return word
    return None


def _column_like(items: list[Item], index: int, text: str) -> Word | None:
    """A column's head beside other heads of the same table."""
    if len(fold(text)) < _SHORTEST - 1 or len(text) > _LONG:
        return None
    beside = [each for each in _told(items, index, 3) if each.sort is Sort.LABEL]
    for table in (*_TABLES, "table4"):
        if any(
            word.table == table and word.role in (Role.COLUMN, Role.HEAD)
            for each in beside
            for word in each.words
        ):
            roles = _REMEDIES if table == "table4" else _COLUMNS
            word = _best(text, table, roles, *_ANYWHERE)
            if word:
                return word
    return _missing_applicants(items, index, text)


def _told(items: list[Item], index: int, count: int) -> list[Item]:
    """The items that say something nearest before and after another."""
    before = (items[place] for place in range(index - 1, max(-1, index - _FAR), -1))
    after = (items[place] for place in range(index + 1, min(len(items), index + _FAR)))
    return [
        each
        for side in (before, after)
        for each in itertools.islice((item for item in side if item.sort is not Sort.BLANK), count)
    ]


def _missing_applicants(items: list[Item], index: int, text: str) -> Word | None:
    """A column of table 三 that is named nowhere else, where it must stand between its neighbours."""
    around = [
        (place, word)
        for place in range(max(0, index - _FAR), min(len(items), index + _FAR))
        if (word := items[place].word(_TABLES[1], Role.COLUMN)) is not None
    ]
    seen = {word.key for _, word in around}
    before = next((word.key for place, word in reversed(around) if place < index), None)
    after = next((word.key for place, word in around if place > index), None)
    for left, own, right in zip(APPLICANTS, APPLICANTS[1:], APPLICANTS[2:], strict=False):
        if own not in seen and (before == left or after == right) and left in seen and right in seen:
            named = [(key, word) for key, word in _all(_TABLES[1], Role.COLUMN) if word.key == own]
            likest = max(named, key=lambda each: _ratio(fold(text), each[0]))
            return likest[1] if _ratio(fold(text), likest[0]) >= _HALF and not _NO_KIND.search(text) else None
    return None


def _ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _window(items: list[Item], index: int, table: str) -> Span | None:
    """The orders of the nearest rows before and after."""
    before = _nearest(items, range(index - 1, max(-1, index - _NEAR), -1), table)
    after = _nearest(items, range(index + 1, min(len(items), index + _NEAR)), table)
    if before is None and after is None:
        return None
    low = before if before is not None else -1
    high = after if after is not None else 99
    return (low, high) if low < high else None


def _nearest(items: list[Item], places: range, table: str) -> int | None:
    for place in places:
        item = items[place]
        if item.sort is not Sort.LABEL:
            continue
        if any(word.role is Role.CHAPTER for word in item.words):
            return None
        word = item.word(table, Role.ROW)
        if word and not any(each.role is Role.COLUMN for each in item.words):
            return word.order
    return None


@cache
def _all(table: str, role: Role) -> tuple[tuple[str, Word], ...]:
    return tuple(
        (key, word)
        for key, words in lexicon().exact.items()
        for word in words
        if word.table == table and word.role is role
    )


def _rows_between(table: str, window: Span) -> Iterator[tuple[str, Word]]:
    return ((key, word) for key, word in _all(table, Role.ROW) if window[0] < word.order < window[1])


_ROW_ONLY = (Role.ROW,)
_COLUMNS = (Role.COLUMN, Role.HEAD)
_REMEDIES = (*_COLUMNS, Role.ROW, Role.GROUP)
_ANYWHERE = (-2, 99)  # beyond every order of rows, and of what is no row


@lru_cache(maxsize=1024)
def _best(text: str, table: str, roles: tuple[Role, ...], low: int, high: int) -> Word | None:
    """The one wording of these roles, of rows with their order between `low` and `high`, that is much like the text,
    all others much less; in a short name one slip is enough."""
    candidates = [each for role in roles for each in _all(table, role) if low < each[1].order < high]
    scores: dict[str, tuple[float, Word]] = {}
    keys = {fold(text), fold(without_number(text))}
    for wording, word in candidates:
        for key in keys:
            shared = min(len(wording), sum(map(wording.__contains__, key)))
            if 2 * shared < (_ALIKE - _MARGIN) * (len(key) + len(wording)):
                continue  # they have not enough characters in common, in whatever order
            score = _ratio(key, wording)
            if score > scores.get(word.key, (0.0, word))[0]:
                scores[word.key] = (score, word)
    ranked = sorted(scores.values(), key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return slip_of(keys, candidates)
    return ranked[0][1]


def _cut(items: list[Item], index: int, text: str) -> tuple[Word, int] | None:
    """A label whose rest stands in a later text: the word and the place of the rest."""
    keys = {fold(text), fold(without_number(text))}
    for table in _TABLES:
        window = _window(items, index, table)
        if window is None:
            continue
        for wording, word in _rows_between(table, window):
            start = next((key for key in keys if len(key) >= _LEAST and wording.startswith(key)), None)
            if start is None or start == wording:
                continue
            for place in range(index + 1, min(len(items), index + _AHEAD)):
                other = items[place]
                if other.sort is Sort.LABEL:
                    break
                if other.sort is Sort.TEXT:
                    if start + fold(other.text) == wording:
                        return word, place
                    break
    return None


def _values_beside(items: list[Item], place: int) -> bool:
    """Whether figures stand in the same printed row as the rest of a cut label."""
    return (
        place + 1 < len(items) and items[place + 1].row == items[place].row and items[place].mode is Mode.ROWS
    )
