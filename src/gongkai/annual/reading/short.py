"""Names of columns that count only beside others, in the run of items: 公民 | 法人或其他组织, 维持 | 纠正 | 其他."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.slips import slip_of
from gongkai.annual.reading.words import Role, Word, lexicon

_TABLES = ("table2", "table3", "table4")
_OTHERS = {"table2": 1, "table3": 2, "table4": 2}  # different names that must stand near
_NEAR = 5  # items with a text before and after
_LONGEST = 12  # characters
_LINES = re.compile(r"[^\n]*\S[^\n]*")
_SOLID = re.compile(r"[^\s\u3000\u00a0]+")


def with_short_names(items: Sequence[Item]) -> list[Item]:
    """The items with such names as labels; a line of nothing but names is parted into them."""
    found: list[Item] = []
    for item in items:
        if item.sort is Sort.TEXT:
            found += _parted(item)
        else:
            found.append(item)
    told = [index for index, item in enumerate(found) if item.sort is not Sort.BLANK]
    said = [index for index in told if found[index].sort is not Sort.VALUE]
    for table in _TABLES:
        _name(found, table, told, said)
    return found


def _short(text: str, table: str) -> Word | None:
    return _placed(text, table) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _placed(text: str, table: str) -> Word | None:
    for word in lexicon().placed.get(fold(text), ()):
        if (word.table, word.role) == (table, Role.COLUMN):
            return word
    return None


def _parted(item: Item) -> list[Item]:
    """A text: a bare line, or a run's cell over several lines, that holds several names of one table's columns and
    nothing else, as those names. Two of them without a slip bear out the others."""
    if item.mode is Mode.ROWS or "。" in item.text:
        return [item]
    tokens = list((_SOLID if item.mode is Mode.LINE else _LINES).finditer(item.text))
    for table in _TABLES if len(tokens) > 1 else ():
        names = [_words(token[0], table) for token in tokens]
        if sum(map(bool, names)) > 1:
            names = [known or _with_slip(token[0], table) for known, token in zip(names, tokens, strict=True)]
        if all(names):
            return [
                replace(item, sort=Sort.LABEL, text=token[0], words=words, start=token.start())
                for token, words in zip(tokens, names, strict=True)
            ]
    return [item]


@lru_cache(maxsize=1024)
def _with_slip(text: str, table: str) -> tuple[Word, ...]:
    names = (
        (wording, word)
        for wording, words in lexicon().exact.items()
        for word in words
        if (word.table, word.role) == (table, Role.COLUMN)
    )
    word = slip_of((fold(text),), names) if len(text) <= _LONGEST else None
    return (word,) if word else ()


def _words(text: str, table: str) -> tuple[Word, ...]:
    """What a word of a head means, if it is one of the table's."""
    words = lexicon().of(fold(text))
    if any(
        word.table == table and (word.role in (Role.COLUMN, Role.HEAD) or table == "table4") for word in words
    ):
        return words
    short = _short(text, table)
    return (short,) if short else ()


def _name(items: list[Item], table: str, told: Sequence[int], said: Sequence[int]) -> None:
    """Make labels of the texts that name a column of the table among enough others. `told`: the items that are not
    blank; `said`: those that are no values either."""
    names: dict[int, str] = {}
    short: dict[int, Word] = {}
    for index in said:
        item = items[index]
        if word := item.word(table, Role.COLUMN):
            names[index] = word.key
        elif item.sort is Sort.LABEL and table == "table2" and item.word(table, Role.HEAD):
            names[index] = ""
        elif word := _short(item.text, table):
            short[index] = word
    for place, index in enumerate(told if short else ()):
        if index not in short:
            continue
        around = [*told[max(0, place - _NEAR) : place], *told[place + 1 : place + 1 + _NEAR]]
        sure = {names[each] for each in around if each in names}
        key = short[index].key
        others = sure | {short[each].key for each in around if each in short}
        if not sure or len(others - {key}) < _OTHERS[table] or (table != "table4" and key in sure):
            continue
        item = items[index]
        items[index] = replace(item, sort=Sort.LABEL, words=(*item.words, short[index]))
