"""Every wording of both forms as a dictionary, key → what it may be, derived from the declaration."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.annual.chapters import TITLES
from gongkai.annual.form import Edition, Line, Table
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.keys import fold, without_number


class Role(StrEnum):
    ROW = "row"  # a row of numbers
    GROUP = "group"  # a heading over rows
    COLUMN = "column"  # a column of numbers
    HEAD = "head"  # any other text of a table's head: captions, corners, headings over columns
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Word:
    """One meaning of a wording. `order` is the printed order of rows over both editions."""

    table: str
    role: Role
    key: str
    order: int = 0
    editions: frozenset[Edition] = frozenset()
    part: str = ""  # key of the stacked table (documents, services …)


@dataclass(frozen=True)
class Lexicon:
    """Keys of wordings, with and without their numbering → what they mean."""

    exact: dict[str, tuple[Word, ...]]
    placed: dict[str, tuple[Word, ...]]  # wordings that count only beside their neighbours
    prefixes: frozenset[str]
    rows: tuple[str, ...]  # keys of rows and of headings over rows, whose scraps may stand alone
    groups: tuple[str, ...]  # keys of headings over rows alone, whose scraps may stand beside a row

    def of(self, key: str) -> tuple[Word, ...]:
        return self.exact.get(key, ())


_Found = dict[str, dict[tuple[str, Role, str], Word]]


@cache
def lexicon() -> Lexicon:
    """The dictionary of both editions."""
    found: _Found = defaultdict(dict)
    placed: _Found = defaultdict(dict)

    def add(wording: str, word: Word, found: _Found = found) -> None:
        for text in {fold(wording), fold(without_number(wording))}:
            if text:
                known = found[text].get((word.table, word.role, word.key))
                editions = word.editions | (known.editions if known else frozenset())
                found[text][word.table, word.role, word.key] = Word(
                    word.table, word.role, word.key, word.order, editions, word.part
                )

    for edition, form in FORMS.items():
        only = frozenset((edition,))
        for section in form.sections:
            for table in section.tables:
                for wording, word in _of_table(section.key, table, only):
                    add(wording, word)
                for wording, word in _placed_in(section.key, table, only):
                    add(wording, word, placed)
    for number, titles in TITLES.items():
        for title in titles:
            add(title, Word("", Role.CHAPTER, number))
    exact = {key: tuple(words.values()) for key, words in found.items()}
    prefixes = frozenset(key[:length] for key in exact for length in range(1, len(key)))
    groups = tuple(key for key, words in exact.items() if any(word.role is Role.GROUP for word in words))
    rows = tuple(key for key, words in exact.items() if any(word.role is Role.ROW for word in words))
    beside = {key: tuple(words.values()) for key, words in placed.items()}
    return Lexicon(exact, beside, prefixes, (*rows, *groups), groups)


# What the item of article 20 is said to be of.
_ITEM_OF = ("", "条例", "政府信息公开条例", "中华人民共和国政府信息公开条例")


def _of_table(section: str, table: Table, only: frozenset[Edition]) -> Iterator[tuple[str, Word]]:
    if section == "table2":
        for before in _ITEM_OF:
            yield before + table.title, Word(section, Role.HEAD, table.key, 0, only, table.key)
    if table.corner:
        yield table.corner, Word(section, Role.HEAD, "corner", 0, only)
    for line, word in _lines(section, table, only):
        yield line.label, word
        number = line.label.removesuffix(without_number(line.label))
        for wording in line.also:
            yield number + wording, word


def _placed_in(section: str, table: Table, only: frozenset[Edition]) -> Iterator[tuple[str, Word]]:
    for line, word in _lines(section, table, only):
        for wording in line.placed:
            yield wording, word


def _lines(section: str, table: Table, only: frozenset[Edition]) -> Iterator[tuple[Line, Word]]:
    for axis, lines in ((Role.ROW, table.rows), (Role.COLUMN, table.columns)):
        heading = Role.GROUP if axis is Role.ROW else Role.HEAD
        for line in lines:
            for each in _walk(line):
                role = heading if each.parts else axis
                yield each, Word(section, role, each.key, row_order(section, each.key), only, table.key)


def _walk(line: Line) -> Iterator[Line]:
    yield line
    for part in line.parts:
        yield from _walk(part)


@cache
def _orders() -> dict[tuple[str, str], int]:
    """Rows of both editions in one printed order: those of the newer edition, others after their predecessor,
    so that the single row （六）其他处理 stands before the three rows that took its place."""
    orders: dict[tuple[str, str], int] = {}
    for section in FORMS[Edition.E2021].sections:
        names: list[str] = []
        for edition in (Edition.E2021, Edition.E2019):
            last = -1
            for table in FORMS[edition].section(section.key).tables:
                for row in table.row_leaves:
                    if row.key in names:
                        last = names.index(row.key)
                    else:
                        last += 1
                        names.insert(last, row.key)
        orders |= {(section.key, key): place for place, key in enumerate(names)}
    return orders


def row_order(section: str, key: str) -> int:
    """The place of a row among the rows of its section, over both editions; -1 for what is no row."""
    return _orders().get((section, key), -1)
