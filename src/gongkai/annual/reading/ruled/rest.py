"""The document without the rows of grids that were read as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gongkai.annual.reading import values
from gongkai.papers.model import Block, Cell, Document, Grid, Paragraph, Shape
from gongkai.papers.remarks import DOUBTFUL

# Stands where a table was, so that the texts before and after it never run together: no label, no figure.
_TABLE_STOOD = "〔表〕。"


def rest_of(document: Document, taken: Mapping[int, frozenset[int]]) -> Document:
    """The blocks in reading order; `taken`: number of a block → the rows that are read already."""
    if not any(isinstance(block, Grid) and block.shape is Shape.RULED for block in document.blocks):
        return document
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid) or block.shape is not Shape.RULED:
            blocks.append(block)
        elif number in taken:
            blocks.extend(_around(block, taken[number]))
        else:
            blocks.append(Grid(tuple(map(_for_text, block.rows)), Shape.ROWS, block.at))
    return Document(tuple(blocks), document.name, document.kind)


def _around(grid: Grid, taken: frozenset[int]) -> Iterator[Block]:
    """The rows beside the tables: a row of one text is a line of prose, others stay rows."""
    stood = False
    for number, row in enumerate(grid.rows):
        if number in taken:
            if not stood:
                yield Grid(((Cell(_TABLE_STOOD, grid.at),),), Shape.ROWS, grid.at)
            stood = True
            continue
        stood = False
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and not values.is_value(filled[0].text):
            for line in filled[0].text.splitlines():
                yield Paragraph(line, filled[0].at)
        elif filled:
            yield Grid((_for_text(row),), Shape.ROWS, grid.at)


def _for_text(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row for the text route, which knows neither gaps nor remarks: a gap is no blank cell, and a figure that is
    struck out or read off a picture no figure."""
    return tuple(
        replace(cell, text=f"{cell.text}〔{cell.remark or '图片'}〕。") if _uncertain(cell) else cell
        for cell in row
        if not cell.gap
    )


def _uncertain(cell: Cell) -> bool:
    if cell.sure is None and not any(remark in cell.remark for remark in DOUBTFUL):
        return False
    return values.is_value(cell.text) or not cell.text.strip()
