"""Merged cells whose text a program has repeated in every place they cover: one cell again.

Converters to Markdown, data frames, and spreadsheets that part their cells do so. Only wordings of the form and texts
over a whole row are folded: a figure beside the same figure is two figures.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, starmap

from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, sort_of
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Block, Cell, Document, Grid, Shape
from gongkai.papers.tiling import tiled

_LEAST = 2  # labels that stand beside themselves: so many are no slip
_GROUPS = 3  # rows that begin with the same heading of rows as the one above
_NARROWEST = 3  # cells of a row
_ODD = 2  # rows of another length among rows of one length: a cell is missing or too many there


def folded(matrix: Matrix) -> Matrix:
    """The matrix with every repeated label as one spot over its rectangle. Rows in which cells are missing are left
    alone: texts that stand under each other there need not belong together."""
    at = matrix.at
    lacking = {spot.row for spot in matrix.spots if spot.sort is Sort.GAP} if matrix.gaps else set()
    spots: list[Spot] = []
    gone: set[int] = set()
    for spot in matrix.spots:
        if id(spot) in gone:
            continue
        if (not spot.words and spot.sort is not Sort.TEXT) or _stands_alone(matrix, spot):
            spots.append(spot)
            continue
        bottom, right = _reach(matrix, spot, lacking)
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


def _stands_alone(matrix: Matrix, spot: Spot) -> bool:
    """Whether neither the spot right of a text nor the one below it says the same."""
    if spot.right < matrix.width and _same(spot, matrix.at[spot.row][spot.right]):
        return False
    return spot.bottom == matrix.height or not _same(spot, matrix.at[spot.bottom][spot.column])


def _reach(matrix: Matrix, spot: Spot, lacking: Collection[int]) -> tuple[int, int]:
    """How far down and right the text of a label is repeated."""
    bottom, right = spot.bottom, spot.right
    if spot.row in lacking:
        return bottom, right
    line = matrix.at[spot.row]
    while right < matrix.width and _same(spot, line[right]) and _rows(line[right]) == (spot.row, bottom):
        right = line[right].right
    if spot.sort is Sort.TEXT and (
        spot.column or right == spot.right or any(not s.empty for s in line[right:])
    ):
        return spot.bottom, spot.right
    while bottom < matrix.height and bottom not in lacking:
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
        if sum(map(_repeats, rows)) < _LEAST and sum(starmap(_names_again, pairwise(rows))) < _LEAST:
            continue
        if start < top:
            yield replace(grid, rows=grid.rows[start:top])
        yield tiled(rows, rows[0][0].at)
        start = bottom
    if start < len(grid.rows):
        yield replace(grid, rows=grid.rows[start:])


def _names_again(above: Sequence[Cell], row: Sequence[Cell]) -> int:
    """Names of columns that stand below themselves. A row filled up with blanks at its end has moved its names."""
    if not row[-1].text:
        return 0
    return sum(
        upper.text == cell.text and any(word.role is Role.COLUMN for word in sort_of(cell.text)[1])
        for upper, cell in zip(above, row, strict=False)
        if cell.text
    )


def _same_group(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether two rows begin with the same heading of rows."""
    if not above or not row or not row[0].text or row[0].text != above[0].text:
        return False
    return any(word.role is Role.GROUP for word in sort_of(row[0].text)[1])


def _once(grid: Grid) -> Grid:
    """The rows without the labels at their ends that are those of the row above: of a group the rest of its rows,
    of a head the names that reach down. The last label before figures stays."""
    rows = [grid.rows[0]]
    for above, row in pairwise(grid.rows):
        first, last = 0, len(row)
        while first < min(last - 1, len(above)) and _says(above[first], row[first], row[first + 1]):
            first += 1
        behind = len(above) - 1
        while first < last - 1 and behind >= 0 and _says(above[behind], row[last - 1], row[last - 2]):
            last, behind = last - 1, behind - 1
        rows.append(row[first:last])
    return replace(grid, rows=tuple(rows))


def _says(above: Cell, cell: Cell, beside: Cell) -> bool:
    """Whether a label stands below itself and beside another one."""
    if cell.text != above.text or sort_of(cell.text)[0] is not Sort.LABEL:
        return False
    return sort_of(beside.text)[0] in (Sort.LABEL, Sort.TEXT)


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
    rows = [b for b in blocks if isinstance(b, Grid) and b.shape is Shape.ROWS]
    if sum(starmap(_same_group, (pair for grid in rows for pair in pairwise(grid.rows)))) >= _GROUPS:
        blocks = [_once(b) if isinstance(b, Grid) and b.shape is Shape.ROWS else b for b in blocks]
    return replace(document, blocks=tuple(blocks))
