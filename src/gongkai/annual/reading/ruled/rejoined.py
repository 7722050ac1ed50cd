"""Heads whose rows are tables of their own: where a page ends inside a head, or every row is set as a table."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.annual.reading.ruled.matrix import Sort, matrix_of, sort_of
from gongkai.annual.reading.ruled.order import official_columns
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Block, Cell, Document, Grid, Shape
from gongkai.papers.tiling import tiled

NOTHING = re.compile(r"[-—–－·•\s]*(?:\d{1,3}|第?\s*\d{1,3}\s*页.{0,12})?[-—–－·•\s]*")
_TABLES = ("table2", "table3", "table4")
_MOST = 4  # rows of a head


def with_whole_heads(document: Document) -> Document:
    """The document with the parts of a head in one grid with what follows the last of them, where the whole names
    all columns in the form's order."""
    blocks = document.blocks
    joined: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        end, whole = _whole(blocks, place) if isinstance(block, Grid) else (place + 1, None)
        joined.append(whole or block)
        place = end if whole else place + 1
    return document if len(joined) == len(blocks) else replace(document, blocks=tuple(joined))


def _whole(blocks: Sequence[Block], place: int) -> tuple[int, Grid | None]:
    """The grid at a place with those that go on with its head, and the number of the block behind them."""
    first = blocks[place]
    if not isinstance(first, Grid) or first.shape is not Shape.RULED or not _names(first.rows):
        return place + 1, None
    rows = list(first.rows)
    heads, end, whole = len(rows), place + 1, None
    for number in range(place + 1, len(blocks)):
        block = blocks[number]
        if not isinstance(block, Grid):
            if NOTHING.fullmatch(block.text):
                continue
            break
        more = next((n for n, row in enumerate(block.rows) if not _names([row])), len(block.rows))
        if block.shape is not Shape.RULED or not more or heads + more > _MOST:
            break
        rows += block.rows
        heads += more
        grid = tiled([[cell for cell in row if not cell.gap] for row in rows], first.at)
        if _is_official(grid, heads):
            end, whole = number + 1, grid
        if more < len(block.rows):
            break
    return end, whole


def _names(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows, of which a head may have so many, hold nothing but words of a head."""
    if len(rows) > _MOST:
        return False
    cells = [cell for row in rows for cell in row if not cell.gap]
    return any(map(_is_name, cells)) and all(
        _is_name(cell) or (place == 0 and sort_of(cell.text)[0] is Sort.TEXT)
        for row in rows
        for place, cell in enumerate(row)
        if cell.text.strip()
    )


def _is_name(cell: Cell) -> bool:
    return any(
        word.role in (Role.COLUMN, Role.HEAD)
        or (word.table == "table4" and word.role in (Role.ROW, Role.GROUP))
        for word in sort_of(cell.text)[1]
    )


def _is_official(grid: Grid, heads: int) -> bool:
    matrix = matrix_of(grid)
    return matrix is not None and any(official_columns(matrix, table, 0, heads) for table in _TABLES)
