"""What every reader yields and every writer takes: a document of headings, paragraphs and grids."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How far the position of a cell in a grid may be trusted."""

    RULED = "ruled"  # cells lie in true columns and their spans are known (Word, HTML, spreadsheet)
    ROWS = "rows"  # the cells of a line stand in order; padding and lost blanks are possible (tabs, bars)
    CELLS = "cells"  # one cell after another; where a row ends is only a hint (one cell per line)


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell: its text as it stands, its place in the source (`L12`, `L12:c3`), its span.

    Who composes a grid may say which cells are headers and give a cell a name (`key`) to find it by.
    """

    text: str
    at: str
    down: int = 1
    across: int = 1
    header: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    at: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells in reading order. Rows may differ in length unless the shape is RULED."""

    rows: tuple[tuple[Cell, ...], ...]
    shape: Shape
    at: str


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of one source in reading order; `name` is the file's name or what stands for it."""

    blocks: tuple[Block, ...]
    name: str = ""
