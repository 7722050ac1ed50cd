"""Names of columns that count only beside the others of their head: 公民 among the applicants, 小计 in a group."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.ruled.columns import Column
from gongkai.annual.reading.ruled.matrix import Matrix, Spot, without_brackets
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
    """The columns with such names taken for what they mean. In table 四, where each name stands three times, a group
    that has it twice is declined later; elsewhere the head must not name the column otherwise too."""
    known = {column.key for column in columns if column.key}
    found: list[Column] = []
    for column in columns:
        word = None
        if column.key is None and column.spots:
            word = placed_word(column.spots[-1].text, table, Role.COLUMN)
        if word and (table == "table4" or word.key not in known):
            column = replace(column, key=word.key, word=word)
        found.append(column)
    return found


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
