"""Names of columns that count only beside the others of their head: 公民 among the applicants, 小计 in a group."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from gongkai.annual.forms import FORMS
from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.ruled.alike import alike, wordings_of
from gongkai.annual.reading.ruled.columns import Column
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, without_brackets
from gongkai.annual.reading.slips import slip_of
from gongkai.annual.reading.words import Role, Word, lexicon

_FEW = {"table2": 1, "table3": 3, "table4": 3}  # different names that make a row of a head by themselves

_LONGEST = 30  # characters


@lru_cache(maxsize=4096)
def placed_word(text: str, table: str, role: Role) -> Word | None:
    """What a text means among its neighbours, in one role of a table."""
    if not text or len(text) > _LONGEST:
        return None
    book = lexicon().placed
    for wording in (text, without_brackets(text)):
        for word in book.get(fold(wording), ()):
            if (word.table, word.role) == (table, role):
                return word
    return None


def named_by_place(columns: Sequence[Column], table: str) -> list[Column]:
    """The columns with such names taken for what they mean, and those with a slip in a name that stands right between
    the form's neighbours. In table 四, where each name stands three times, a group that has it twice is declined
    later; elsewhere the head must not name the column otherwise too."""
    known = {column.key for column in columns if column.key}
    found: list[Column] = []
    for column in columns:
        word = None
        if column.key is None and column.spots:
            word = placed_word(column.spots[-1].text, table, Role.COLUMN)
        if word and (table == "table4" or word.key not in known):
            column = replace(column, key=word.key, word=word)
        found.append(column)
    return _with_slips(found, table)


def _with_slips(columns: Sequence[Column], table: str) -> list[Column]:
    """Those too that are one character away from a name, and stand between names as the form has it."""
    slips = [_slip(column, table) if column.key is None else None for column in columns]
    if not any(slips):
        return list(columns)
    keys = [word.key if word else column.key or "" for column, word in zip(columns, slips, strict=True)]
    found: list[Column] = []
    for place, (column, word) in enumerate(zip(columns, slips, strict=True)):
        before, after = keys[place - 1] if place else "", keys[place + 1] if place + 1 < len(keys) else ""
        alone = table == "table4" or keys.count(keys[place]) == 1
        fits = alone and (before or after) and (before, keys[place], after) in _neighbours(table)
        found.append(replace(column, key=word.key, word=word) if word and fits else column)
    return found


def _slip(column: Column, table: str) -> Word | None:
    if not column.spots or column.spots[-1].sort is not Sort.TEXT:
        return None
    text = column.spots[-1].text
    return slip_of({fold(text), fold(without_brackets(text))}, wordings_of(table, Role.COLUMN))


@cache
def _neighbours(table: str) -> frozenset[tuple[str, str, str]]:
    """Each column of the form with those beside it; nothing is beside the first and the last, and in table 四, where
    groups follow each other, the first and the last of the next and the one before too."""
    found: set[tuple[str, str, str]] = set()
    for form in FORMS.values():
        for each in form.section(table).tables:
            keys = [leaf.key for leaf in each.column_leaves]
            found |= set(zip(["", *keys], keys, [*keys[1:], ""], strict=False))
            if each.across:
                found |= set(zip([keys[-1], *keys], keys, [*keys[1:], keys[0]], strict=False))
                found |= {("", keys[0], keys[1]), (keys[-2], keys[-1], "")}
    return frozenset(found)


def rows_named_by_place(matrix: Matrix, table: str) -> list[Spot]:
    """The names in rows of a head that has no other: every text of such a row is a name or a heading of the table, and
    the row under it begins with a row of the table or, in table 四, holds its figures."""
    found: list[Spot] = []
    for row in sorted(_may_name(matrix, table)):
        said = [spot for spot in matrix.line(row, 0, matrix.width) if not spot.empty]
        names = [spot for spot in said if spot.row == row and _named(spot, table)]
        headings = [spot for spot in said if spot.word(table, Role.HEAD, Role.ROW, Role.GROUP)]
        others = [spot for spot in said if spot not in names and spot not in headings]
        if others or len({_named(spot, table) for spot in names}) < _FEW[table]:
            continue
        below = max(spot.bottom for spot in names)
        if table == "table4" or (
            below < matrix.height and any(_is_row(spot, table) for spot in matrix.at[below])
        ):
            found += names
    return found


def _may_name(matrix: Matrix, table: str) -> set[int]:
    """The rows that may be some with names of columns: with one that counts there, or with a corner of table 二."""
    found = {
        spot.row
        for spot in matrix.spots
        if (spot.words or spot.sort is Sort.TEXT) and placed_word(spot.cell.text, table, Role.COLUMN)
    }
    if table == "table2" and matrix.names(table, Role.HEAD):
        for spot in matrix.spots:
            if any(word.table == table and word.key == "corner" for word in spot.words):
                found.add(spot.row)
    return found


def _named(spot: Spot, table: str) -> str | None:
    word = spot.word(table, Role.COLUMN) or placed_word(spot.text, table, Role.COLUMN)
    if word is None and table == "table2" and spot.sort is Sort.TEXT:
        word = alike(spot.text, table, Role.COLUMN, -2, 99)
    return word.key if word else None


def _is_row(spot: Spot, table: str) -> bool:
    if spot.word(table, Role.ROW, Role.GROUP):
        return True
    return (
        table == "table2" and spot.sort is Sort.TEXT and alike(spot.text, table, Role.ROW, -2, 99) is not None
    )
