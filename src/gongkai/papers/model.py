"""What every reader yields and every writer takes: a document of headings, paragraphs and grids."""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.papers.kinds import Kind


class Shape(StrEnum):
    """How far the position of a cell in a grid may be trusted."""

    RULED = (
        "ruled"  # cells lie in true columns, their spans are known, they tile a rectangle (`papers.tiling`)
    )
    ROWS = "rows"  # the cells of a line stand in order; padding and lost blanks are possible (tabs, bars)
    CELLS = "cells"  # one cell after another; where a row ends is only a hint (one cell per line)


# Never changed, though not frozen: that makes one four times as slow to build.
@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One printed cell: its text as it stands, its place in the source (`L12`, `表2行3列4`, `第1页(72,310,101,322)`),
    its span.

    A reader says with `gap` that nothing is printed here, the place only fills the rectangle (a blank cell that is
    printed has the text ""); with `remark` what a person must know of how the text came about (a tracked change, a
    formula); with `sure` how sure a recogniser of pictures is of its text, 0 to 1.
    Who composes a grid may say which cells are headers and give a cell a name (`key`) to find it by.
    """

    text: str
    at: str
    down: int = 1
    across: int = 1
    header: bool = False
    key: str | None = None
    gap: bool = False
    remark: str = ""
    sure: float | None = None


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
class Word:
    """A stretch of a printed line without a distance; its edges in points from the left."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """Where the words of a printed line stand: `y` its baseline in points from above, `size` the height of an em.
    `at` is the place of the paragraph that holds the line."""

    at: str
    page: int
    y: float
    size: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of one source in reading order; `name` is the file's name or what stands for it, `kind` how the
    source is set. `second` is an independent reading of the same source: only what both say may be trusted.
    `lines` are the lines outside ruled grids where the source tells where they stand, in the order of the blocks."""

    blocks: tuple[Block, ...]
    name: str = ""
    kind: Kind | None = None
    second: "Document | None" = None
    lines: tuple[Line, ...] = ()
