"""Which row of the form the labels at the left of a matrix row name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from gongkai.annual.form import Line as FormLine
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.keys import is_numbered_as_group, without_number
from gongkai.annual.reading.ruled.alike import alike
from gongkai.annual.reading.ruled.matrix import Sort, Spot, words_of
from gongkai.annual.reading.ruled.named import placed_word
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.words import Role, Word

PART = "其中"
# 其他 and 总计 without their number name a row only right after these; a second one contradicts the first.
_AFTER = {
    "ot_other": {"ot_nosupp", "ot_nofee", "others", "ot_other"},
    "closed": {"ot_any", "ot_nosupp", "ot_nofee", "ot_other", "others", "closed"},
}


@dataclass(frozen=True, slots=True)
class Named:
    """A matrix row with the last label at its left, and that label's words if it is known."""

    row: int
    label: Spot
    path: tuple[Spot, ...]
    word: Word | None
    year: Said | None
    shifted: bool


def in_turn(named: Sequence[Named], table: str, last: str) -> list[Named]:
    """其他 and 总计 name columns too: as rows they are believed with their number, or after the rows before them."""
    result: list[Named] = []
    for each in named:
        word = each.word
        if word and word.key == "ot_other" and is_numbered_as_group(each.label.text):
            result.append(replace(each, word=None))
            continue
        if word and word.key in _AFTER and table == "table3":
            short = any(other.role is Role.COLUMN for other in each.label.words)
            over = {w.key for spot in each.path for w in spot.words if w.role is Role.GROUP}
            after = last in _AFTER[word.key]
            if not after and (short if word.key == "closed" else "others" not in over):
                each = replace(each, word=None)
        for spot in (*each.path, each.label):
            found = spot.word(table, Role.ROW) or spot.word(table, Role.GROUP)
            if found and (spot is not each.label or each.word is not None):
                last = "others" if spot.word(table, Role.GROUP) and found.key == "ot_any" else found.key
        if each.word is None:
            last = last if each.label.sort is Sort.TEXT else ""
        result.append(each)
    return result


@cache
def _parents(table: str) -> dict[str, frozenset[str]]:
    """Row key → keys of the headings above it, over both editions."""
    found: dict[str, frozenset[str]] = {}

    def walk(lines: Sequence[FormLine], above: frozenset[str]) -> None:
        for line in lines:
            if line.parts:
                walk(line.parts, above | {line.key})
            else:
                found[line.key] = found.get(line.key, frozenset()) | above

    for form in FORMS.values():
        for each in form.section(table).tables:
            walk(each.rows, frozenset())
    return found


def fits(each: Named, word: Word, table: str) -> bool:
    """Whether every known label left of a row's own is a heading that the form has above it."""
    above = _parents(table)[word.key]
    for spot in each.path:
        own = [w for w in spot.words if w.table == table and w.role in (Role.GROUP, Role.ROW)]
        if own and not any(w.key in above or w.key == word.key for w in own):
            return False
    return True


def _between(index: int, known: dict[int, Word]) -> tuple[int, int]:
    before = [word.order for place, word in known.items() if place < index]
    after = [word.order for place, word in known.items() if place > index]
    return (before[-1] if before else -1, after[0] if after else 99)


def near(each: Named, index: int, known: dict[int, Word], table: str) -> Word | None:
    """The row whose label is almost this one, among those that must stand between its neighbours."""
    if each.label.sort is not Sort.TEXT or PART in each.label.text or not (known or table == "table2"):
        return None
    low, high = _between(index, known)
    word = placed_word(each.label.text, table, Role.ROW)
    if word is None or not low < word.order < high:
        word = alike(each.label.text, table, Role.ROW, low, high)
    return None if word in known.values() else word


def cut(each: Named, after: Named | None, table: str) -> Word | None:
    """The row whose label is cut in two by a page's end: the labels of two rows together; alone they are unknown or
    name the same row."""
    if after is None or after.row != each.row + 1 or after.label is each.label:
        return None
    if each.label.column != after.label.column or PART in after.label.text:
        return None
    if without_number(after.label.text) != after.label.text:
        return None  # a row of its own begins
    if any(spot.sort is Sort.LABEL and spot not in each.path for spot in after.path):
        return None  # a group begins: no half of a row
    text = f"{each.label.text}{after.label.text}"
    whole = {w.key: w for w in words_of(text) if w.table == table and w.role is Role.ROW}
    for half in (each, after):
        if half.word is not None and half.word.key not in whole:
            return None
        if half.label.sort is Sort.LABEL and half.label.word(table, Role.GROUP):
            return None
    return next(iter(whole.values()), None)
