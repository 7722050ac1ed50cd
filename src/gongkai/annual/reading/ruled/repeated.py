"""Merged cells whose text a program has repeated in every place they cover: one cell again.

Converters to Markdown, data frames, and spreadsheets that part their cells do so. Only wordings of the form and texts
over a whole row are folded: a figure beside the same figure is two figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, sort_of
from gongkai.papers.model import Block, Cell, Document, Grid, Shape
from gongkai.papers.tiling import tiled

_LEAST = 2  # labels that stand beside themselves: so many are no slip
_NARROWEST = 3  # cells of a row
_ODD = 2  # rows of another length among rows of one length: a cell is missing or too many there


def folded(matrix: Matrix) -> Matrix:
    """The matrix with every repeated label as one spot over its rectangle."""
    at = matrix.at
    spots: list[Spot] = []
    gone: set[int] = set()
    for spot in matrix.spots:
        if id(spot) in gone:
            continue
        bottom, right = _reach(matrix, spot)
        if (bottom, right) == (spot.bottom, spot.right):
            spots.append(spot)
            continue
        whole = Spot(spot.cell, spot.row, spot.column, bottom, right, spot.sort, spot.words)
        for line in at[spot.row : bottom]:
            for place in range(spot.column, right):
                gone.add(id(line[place]))
                line[place] = whole
        spots.append(whole)
    return Matrix.of(at, spots) if gone else matrix


def _reach(matrix: Matrix, spot: Spot) -> tuple[int, int]:
    """How far down and right the text of a label is repeated."""
    bottom, right = spot.bottom, spot.right
    if not spot.words and spot.sort is not Sort.TEXT:
        return bottom, right
    line = matrix.at[spot.row]
    while right < matrix.width and _same(spot, line[right]) and _rows(line[right]) == (spot.row, bottom):
        right = line[right].right
    if spot.sort is Sort.TEXT and (
        spot.column or right == spot.right or any(not s.empty for s in line[right:])
    ):
        return spot.bottom, spot.right
    while bottom < matrix.height:
        below = matrix.line(bottom, spot.column, right)
        low = below[0].bottom
        if below[0].column != spot.column or below[-1].right != right:
            break
        if not all(_same(spot, each) and _rows(each) == (bottom, low) for each in below):
            break
        if right < matrix.width and _same(spot, matrix.at[bottom][right]):
            break
        bottom = low
    return bottom, right


def _rows(spot: Spot) -> tuple[int, int]:
    return spot.row, spot.bottom


def _same(spot: Spot, other: Spot) -> bool:
    return other.sort is spot.sort and (other.text == spot.text or fold(other.text) == fold(spot.text))


def _parts(grid: Grid) -> Iterator[Grid]:
    """The grid, of rows one after another, in parts: runs of rows that are as long as each other and repeat their
    merged labels show all their cells, and so true columns."""
    start = 0
    for top, bottom in _runs([len(row) for row in grid.rows]):
        rows = grid.rows[top:bottom]
        if sum(map(_repeats, rows)) < _LEAST:
            continue
        if start < top:
            yield Grid(grid.rows[start:top], grid.shape, grid.at)
        yield tiled(rows, rows[0][0].at)
        start = bottom
    if not start:
        yield grid
    elif start < len(grid.rows):
        yield Grid(grid.rows[start:], grid.shape, grid.at)


def _repeats(row: Sequence[Cell]) -> int:
    """Labels of a row that stand beside themselves, each once."""
    found = 0
    for place in range(1, len(row)):
        text = row[place].text
        if text and text == row[place - 1].text and (place < 2 or row[place - 2].text != text):
            found += sort_of(text)[0] is Sort.LABEL
    return found


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches [top, bottom) of rows of one length; a few of another length may stand between two such."""
    top = 0
    while top < len(lengths):
        length = lengths[top]
        bottom = top + 1
        for place in range(top + 1, len(lengths)):
            if lengths[place] == 1 or (place - bottom >= _ODD and lengths[place] != length):
                break
            if lengths[place] == length:
                bottom = place + 1
        if length >= _NARROWEST and bottom - top > 1:
            yield top, bottom
            top = bottom
        else:
            top += 1


def with_columns(document: Document) -> Document:
    """The document with its grids of repeated labels as ruled ones."""
    if not any(isinstance(block, Grid) and block.shape is Shape.ROWS for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Grid) and block.shape is Shape.ROWS:
            blocks += _parts(block)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))
