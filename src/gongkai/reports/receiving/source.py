"""What the reader saw of a file, as it lies in a JSON column.

A block is a list: ["h", level, text, at], ["p", text, at] or ["g", at, rows] with cells [text, at, down, across,
gap, remark]; a longer one ends with ["cut"]: only its beginning is kept to be shown.
"""

from collections.abc import Iterator
from typing import Any

from gongkai.papers.model import Block, Cell, Document, Grid, Heading

MOST_CELLS = 30_000
MOST_CHARACTERS = 1_000_000
CUT = ["cut"]


def column_of(document: Document | None) -> list[Any]:
    """The value of the JSON column; [] where nothing was seen."""
    kept: list[Any] = []
    cells = characters = 0
    for block in document.blocks if document is not None else ():
        written = list(_block(block))
        cells += sum(len(row) for row in block.rows) if isinstance(block, Grid) else 1
        characters += _length(block)
        if cells > MOST_CELLS or characters > MOST_CHARACTERS:
            return [*kept, CUT]
        kept.append(written)
    return kept


def _block(block: Block) -> Iterator[Any]:
    if isinstance(block, Heading):
        yield from ("h", block.level, storable(block.text), block.at)
    elif isinstance(block, Grid):
        yield from ("g", block.at, [[_cell(cell) for cell in row] for row in block.rows])
    else:
        yield from ("p", storable(block.text), block.at)


def _cell(cell: Cell) -> list[Any]:
    return [storable(cell.text), cell.at, cell.down, cell.across, cell.gap, storable(cell.remark)]


def _length(block: Block) -> int:
    if isinstance(block, Grid):
        return sum(len(cell.text) for row in block.rows for cell in row)
    return len(block.text)


def storable(text: str) -> str:
    """PostgreSQL keeps no NUL, and no half of a character goes to a page."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
