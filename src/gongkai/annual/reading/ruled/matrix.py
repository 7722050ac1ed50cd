"""A ruled grid laid out: for every place the cell that covers it, and what kind of text it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import cast

from gongkai.annual.reading import values
from gongkai.annual.reading.keys import excepts, fold, has_han, without_number
from gongkai.annual.reading.ruled.dated import undated
from gongkai.annual.reading.words import Role, Word, lexicon
from gongkai.papers.model import Cell, Grid


class Sort(Enum):
    GAP = "gap"  # nothing is printed here
    BLANK = "blank"
    FIGURE = "figure"  # a number or a sign, nothing else
    LABEL = "label"  # a wording of the form
    TEXT = "text"


@dataclass(slots=True, eq=False)
class Spot:
    """A cell with the rows [row, bottom) and columns [column, right) that it covers, counted from 0."""

    cell: Cell
    row: int
    column: int
    bottom: int
    right: int
    sort: Sort
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return self.cell.text

    @property
    def empty(self) -> bool:
        return self.sort is Sort.BLANK or self.sort is Sort.GAP

    def word(self, table: str, *roles: Role) -> Word | None:
        for word in self.words:
            if word.table == table and word.role in roles:
                return word
        return None


@dataclass(slots=True, eq=False)
class Matrix:
    """`at[row][column]` is the spot that covers a place; `spots` are all of them in reading order."""

    at: list[list[Spot]]
    spots: list[Spot]
    width: int
    gaps: bool  # whether there are any
    roles: dict[int, set[tuple[str, Role]]]  # row → table and role of the labels that begin in it

    @property
    def height(self) -> int:
        return len(self.at)

    def names(self, table: str, role: Role) -> bool:
        """Whether any label has this meaning."""
        return any((table, role) in each for each in self.roles.values())

    def line(self, row: int, start: int, end: int) -> list[Spot]:
        """The spots that cover a stretch of one row, each once, from left to right."""
        found: list[Spot] = []
        last = None
        for spot in self.at[row][start:end]:
            if spot is not last:
                found.append(spot)
                last = spot
        return found

    def path(self, column: int, start: int, end: int) -> list[Spot]:
        """The spots that cover a stretch of one column, each once, from top to bottom."""
        found: list[Spot] = []
        last = None
        for row in range(start, end):
            spot = self.at[row][column]
            if spot is not last:
                found.append(spot)
                last = spot
        return found

    @staticmethod
    def of(at: list[list[Spot]], spots: list[Spot]) -> "Matrix":
        """A matrix out of its spots, each with its place."""
        return Matrix(at, spots, len(at[0]), Sort.GAP in [spot.sort for spot in spots], _roles(spots))

    def transposed(self) -> "Matrix":
        """Rows as columns and columns as rows."""
        turned = {
            id(spot): Spot(spot.cell, spot.column, spot.row, spot.right, spot.bottom, spot.sort, spot.words)
            for spot in self.spots
        }
        at = [[turned[id(row[column])] for row in self.at] for column in range(self.width)]
        spots = sorted(turned.values(), key=lambda spot: (spot.row, spot.column))
        return Matrix.of(at, spots)


def matrix_of(grid: Grid) -> Matrix | None:
    """The grid laid out; None unless its cells tile a rectangle."""
    height = len(grid.rows)
    width = sum(cell.across for cell in grid.rows[0]) if height else 0
    if not width:
        return None
    at: list[list[Spot | None]] = [[None] * width for _ in range(height)]
    spots: list[Spot] = []
    for row, cells in enumerate(grid.rows):
        column = 0
        line = at[row]
        for cell in cells:
            while column < width and line[column] is not None:
                column += 1
            bottom, right = row + cell.down, column + cell.across
            if right > width or bottom > height:
                return None
            sort, words = (Sort.GAP, ()) if cell.gap else sort_of(cell.text)
            spot = Spot(cell, row, column, bottom, right, sort, words)
            spots.append(spot)
            if cell.down == cell.across == 1:
                line[column] = spot
                column = right
                continue
            for covered in at[row:bottom]:
                for place in range(column, right):
                    if covered[place] is not None:
                        return None
                    covered[place] = spot
            column = right
    if any(None in line for line in at):
        return None
    return Matrix.of(cast(list[list[Spot]], at), spots)


def _roles(spots: Sequence[Spot]) -> dict[int, set[tuple[str, Role]]]:
    found: dict[int, set[tuple[str, Role]]] = {}
    for spot in spots:
        if spot.words:
            found.setdefault(spot.row, set()).update((word.table, word.role) for word in spot.words)
    return found


_LONGEST = 120  # characters of a label with its explanations
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=8192)
def sort_of(text: str) -> tuple[Sort, tuple[Word, ...]]:
    """What a cell's text is, and the wordings of the form that it may be."""
    if not values.clean(text):
        return Sort.BLANK, ()
    if values.is_value(text) or (not has_han(text) and _DIGIT.search(text)):
        return Sort.FIGURE, ()
    words = words_of(text) if len(text) <= _LONGEST else ()
    return (Sort.LABEL, words) if words else (Sort.TEXT, ())


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """What a whole text is in the form's wordings, with or without its numbering and explanations in brackets."""
    book = lexicon()
    bare = text if excepts(text) else without_brackets(text)
    for wording in (text, without_number(text), bare, without_number(bare), _LOOSE_NUMBER.sub("", bare)):
        words = book.of(fold(wording))
        if words:
            return words
    dated = undated(text)
    return words_of(dated[0]) if dated else ()


_BRACKETS = re.compile(r"[（(【\[〔][^（(【\[〔）)】\]〕]*[）)】\]〕]")
_LOOSE_NUMBER = re.compile(
    r"^\s*(?:[①-⑳]|[1-9一二三四五六七八九](?![\d、.．]))\s*[.．]?\s*"
)  # without its mark
_NUMBER_ONLY = re.compile(r"[（(]\s*([一二三四五六七八九十\d]{1,2})\s*[)）]")


def without_brackets(text: str) -> str:
    """The text without its explanations in brackets; a number in brackets stays as a number."""
    while True:
        stripped = _BRACKETS.sub(
            lambda found: f"{number[1]}、" if (number := _NUMBER_ONLY.fullmatch(found[0])) else "", text
        )
        if stripped == text:
            return text
        text = stripped
