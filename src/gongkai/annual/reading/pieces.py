"""The cells and lines of a document in reading order, and how far their places may be trusted."""

from dataclasses import dataclass
from typing import ClassVar

from gongkai.papers.model import Document, Grid, Shape


class Mode(str):
    """What is certain about the cells of a source line. No Enum: its members are found through a descriptor, and
    every cell is asked many times."""

    ROWS: ClassVar["Mode"]  # the cells of a row are known, blank ones too
    RUN: ClassVar["Mode"]  # cells one after another, blank ones too; where a row ends is not known
    LINE: ClassVar["Mode"]  # bare lines: a blank line may be a blank cell or nothing


Mode.ROWS, Mode.RUN, Mode.LINE = map(Mode, ("rows", "run", "line"))


@dataclass(slots=True, eq=False)
class Piece:
    """One cell or one bare line, never changed; not frozen, for a report has a thousand and that takes four times as
    long. `row` numbers the printed rows of the document, `col` cells from 0."""

    text: str
    at: str
    row: int
    col: int
    mode: Mode
    width: int = 1  # cells in the row


def pieces_of(document: Document) -> list[Piece]:
    """Every cell and every line of the document in reading order."""
    pieces: list[Piece] = []
    row = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            mode = Mode.RUN if block.shape is Shape.CELLS else Mode.ROWS
            for cells in block.rows:
                row += 1
                width = sum(cell.across for cell in cells)
                col = 0
                for cell in cells:
                    pieces.append(Piece(cell.text, cell.at, row, col, mode, width))
                    for extra in range(1, cell.across):
                        pieces.append(Piece("", cell.at, row, col + extra, mode, width))
                    col += cell.across
        else:
            row += 1
            pieces.append(Piece(block.text, block.at, row, 0, Mode.LINE))
    return pieces
