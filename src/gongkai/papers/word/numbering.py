"""Automatic numbering in Word: what is printed before a paragraph and stands in no paragraph."""

import re
from dataclasses import dataclass

from gongkai.papers.numerals import WORD
from gongkai.papers.word.names import VAL, W, on, whole
from gongkai.papers.xml_parts import Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MOST = 100_000  # no list goes on so far: a start beyond it is a mistake


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    gap: str  # between number and text
    legal: bool
    restarts: bool
    style: str | None


class Numbering:
    """The lists of one document, counted on from paragraph to paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            for each in root.iterfind(W + "abstractNum"):
                self._abstract[each.get(W + "abstractNumId", "")] = each
            for each in root.iterfind(W + "num"):
                self._lists[each.get(W + "numId", "")] = each

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that a paragraph style is tied to; 0 when it is tied to none."""
        return next((at for at, level in self._of(number).items() if level.style == style), 0)

    def next(self, number: str, at: int) -> str:
        """The printed number of the next paragraph of list `number` on level `at` (from 0), with what parts it from
        the text; "" for a list that is not there, a bullet, or a way of counting that is not known."""
        levels = self._of(number)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._abstract_of(number), [None] * _LEVELS)
        start = self._restart(number, at)
        counts[at] = start if start is not None else _after(counts[at], level.start)
        for deeper in range(at + 1, _LEVELS):
            if deeper not in levels or levels[deeper].restarts:
                counts[deeper] = None
        for above in range(at):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        return self._said(level, levels, counts)

    def _said(self, level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
        if level.form not in WORD:
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "decimal" if level.legal else levels[at].form if at in levels else "decimal"
            return WORD.get(form, str)(counts[at] or 0)

        text = _PLACE.sub(number, level.text)
        return text + level.gap if text.strip() else ""

    def _restart(self, number: str, at: int) -> int | None:
        """Where this list starts anew, at its first paragraph only."""
        if (number, at) in self._begun:
            return None
        self._begun.add((number, at))
        for override in self._lists[number].iterfind(W + "lvlOverride"):
            if whole(override.get(W + "ilvl")) == at:
                start = override.find(W + "startOverride")
                if start is not None:
                    return _bounded(whole(start.get(VAL), 1))
        return None

    def _abstract_of(self, number: str) -> str:
        found = self._lists[number].find(W + "abstractNumId")
        return found.get(VAL, "") if found is not None else ""

    def _of(self, number: str) -> dict[int, _Level]:
        if number not in self._levels:
            self._levels[number] = self._read(number) if number in self._lists else {}
        return self._levels[number]

    def _read(self, number: str) -> dict[int, _Level]:
        levels: dict[int, _Level] = {}
        abstract = self._abstract.get(self._abstract_of(number))
        if abstract is not None and (linked := abstract.find(W + "numStyleLink")) is not None:
            abstract = next(
                (
                    each
                    for each in self._abstract.values()
                    if (style := each.find(W + "styleLink")) is not None and style.get(VAL) == linked.get(VAL)
                ),
                abstract,
            )
        overrides = [override.find(W + "lvl") for override in self._lists[number].iterfind(W + "lvlOverride")]
        for each in [*(abstract.iterfind(W + "lvl") if abstract is not None else ()), *overrides]:
            if each is not None:
                levels[whole(each.get(W + "ilvl"))] = _level(each)
        return levels


def _level(element: Element) -> _Level:
    found = {child.tag: child for child in element}

    def value(name: str) -> str | None:
        child = found.get(W + name)
        return None if child is None else child.get(VAL)

    legal = found.get(W + "isLgl")
    return _Level(
        start=_bounded(whole(value("start"), 1)),
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        gap="" if value("suff") == "nothing" else " ",
        legal=legal is not None and on(legal.get(VAL)),
        restarts=value("lvlRestart") != "0",
        style=value("pStyle"),
    )


def _after(count: int | None, start: int) -> int:
    return start if count is None else count + 1


def _bounded(start: int) -> int:
    return min(max(start, 0), _MOST)
