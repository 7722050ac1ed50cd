"""The prose of the six chapters. Rows such as 一、本年新收… look like chapters; only the titles decide."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.annual.chapters import TITLES
from gongkai.annual.marks import without_hints
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.words import Role, Word
from gongkai.annual.report import Chapter

_ORDER = tuple(TITLES)
_TAB = re.compile("工作表“.*”")  # the place of a sheet's name: it stands on the tab, not in the text


def chapters_of(items: Sequence[Item]) -> dict[str, Chapter]:
    """Chapter number → title as printed and text, tables left out."""
    marks = [
        (index, word)
        for index, item in enumerate(items)
        if item.sort is Sort.LABEL and (word := item.word("", Role.CHAPTER))
    ]
    chosen = _ascending(items, marks)
    if not chosen:
        return {}
    chapters = {}
    ends = [index for index, _ in chosen[1:]] + [len(items)]
    for (index, word), end in zip(chosen, ends, strict=True):
        lines = [
            item.text.strip()
            for item in items[index + 1 : end]
            if item.mode is Mode.LINE and _prose(item) and not _TAB.fullmatch(item.at)
        ]
        text = without_hints("\n".join(line for line in lines if line))
        chapters[word.key] = Chapter(items[index].text.strip(), text)
    return chapters


def _prose(item: Item) -> bool:
    return item.sort is Sort.TEXT or (
        item.sort is Sort.VALUE and not any(char.isdigit() for char in item.text)
    )


class _Series(NamedTuple):
    """Titles in ascending order: how many, how much text under them, the earlier one of those that are alike."""

    titles: int
    weight: int
    earlier: int
    marks: tuple[tuple[int, Word], ...]


_NO_SERIES = _Series(0, 0, 0, ())


def _ascending(items: Sequence[Item], marks: list[tuple[int, Word]]) -> list[tuple[int, Word]]:
    """The longest ascending series of titles; of equally long ones that with the most text under its titles,
    so that a list of contents loses against the chapters themselves."""
    best: dict[int, _Series] = {}  # by the chapter that it ends with
    for place, (index, word) in enumerate(marks):
        end = marks[place + 1][0] if place + 1 < len(marks) else len(items)
        weight = sum([len(item.text) for item in items[index + 1 : end]])
        own = _ORDER.index(word.key)
        before = max((each for order, each in best.items() if order < own), default=_NO_SERIES)
        series = _Series(before.titles + 1, before.weight + weight, -place, (*before.marks, (index, word)))
        best[own] = max(best.get(own, _NO_SERIES), series)
    return list(max(best.values(), default=_NO_SERIES).marks)
