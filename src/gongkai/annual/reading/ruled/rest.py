"""The document without the rows of grids that were read as tables."""

from collections.abc import Iterator, Mapping

from gongkai.annual.reading import values
from gongkai.annual.reading.ruled.matrix import Sort, sort_of
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Block, Cell, Document, Grid, Paragraph, Shape
from gongkai.papers.remarks import DOUBTFUL

# Stands where a table was, so that the texts before and after it never run together: no label, no figure.
TABLE_STOOD = "〔表〕。"


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
    """The rows beside the tables. A row of one text is a line of prose; what has figures in cells of their own is a
    table that could not be read where its columns are known, and is not read where they are not."""
    stood = False
    for number, row in enumerate(grid.rows):
        filled = [cell for cell in row if cell.text.strip()]
        if number in taken or any(values.is_value(cell.text) for cell in filled):
            if not stood:
                yield Grid((_stood(row),), Shape.ROWS, grid.at)
            stood = True
            continue
        stood = False
        if len({cell.text for cell in filled}) == 1:  # a merged title may be repeated in every cell
            for line in filled[0].text.splitlines():
                yield Paragraph(line, filled[0].at)
        elif filled:
            yield Grid((row,), Shape.ROWS, grid.at)


def _for_text(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row for the text route, which knows neither gaps nor merged rows nor remarks: with one of these it is
    no row of figures."""
    sorts = [sort_of(cell.text) for cell in row]
    if any(word.role in (Role.COLUMN, Role.HEAD) for _, words in sorts for word in words):
        return row
    unfit = any(
        cell.gap
        or (sort in (Sort.FIGURE, Sort.BLANK) and (cell.down > 1 or cell.across > 1))
        or (cell.down > 1 and any(word.role is Role.ROW for word in words))
        or cell.sure is not None
        or any(remark in cell.remark for remark in DOUBTFUL)
        for cell, (sort, words) in zip(row, sorts, strict=True)
    )
    return _stood(row) if unfit else row


def _stood(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (Cell(TABLE_STOOD, row[0].at if row else ""),)
