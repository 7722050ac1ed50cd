"""Names of columns that count only beside the others of their head: 公民 among the applicants, 小计 in a group."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from gongkai.annual.forms import FORMS
from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.ruled.alike import wordings_of
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
    for place, column in enumerate(found):
        if column.key is None and column.spots and column.spots[-1].sort is Sort.TEXT:
            keys = [each.key if each.key else "" for each in found]
            before, after = keys[place - 1] if place else "", keys[place + 1] if place + 1 < len(keys) else ""
            word = _slip_between(column.spots[-1].text, table, before, after)
            if word and (table == "table4" or word.key not in keys):
                found[place] = replace(column, key=word.key, word=word)
    return found


def _slip_between(text: str, table: str, before: str, after: str) -> Word | None:
    """The column of which the text is one character away, if the form has it right between two others."""
    word = slip_of({fold(text), fold(without_brackets(text))}, wordings_of(table, Role.COLUMN))
    if word is None or not (before or after):
        return None
    return word if (before, word.key, after) in _neighbours(table) else None


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
    for row in sorted({spot.row for spot in matrix.spots if placed_word(spot.text, table, Role.COLUMN)}):
        said = [spot for spot in matrix.line(row, 0, matrix.width) if not spot.empty]
        names = [spot for spot in said if spot.row == row and _named(spot, table)]
        headings = [spot for spot in said if spot.word(table, Role.HEAD, Role.ROW, Role.GROUP)]
        others = [spot for spot in said if spot not in names and spot not in headings]
        if others or len({_named(spot, table) for spot in names}) < _FEW[table]:
            continue
        below = max(spot.bottom for spot in names)
        if table == "table4" or (
            below < matrix.height and any(spot.word(table, Role.ROW, Role.GROUP) for spot in matrix.at[below])
        ):
            found += names
    return found


def _named(spot: Spot, table: str) -> str | None:
    word = spot.word(table, Role.COLUMN) or placed_word(spot.text, table, Role.COLUMN)
    return word.key if word else None
