"""Rows of cells with spans, as a source gives them, become a grid that tiles its rectangle."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.papers.model import Cell, Grid, Shape

MOST_ACROSS = 200  # columns: a wider span is a mistake of the page


def tiled(rows: Sequence[Sequence[Cell]], at: str) -> Grid:
    """A RULED grid. Spans that run into other cells or out of the table are cut; places that no cell covers become
    gaps (`Cell.gap`), so that a missing cell never passes for a printed blank."""
    taken: set[tuple[int, int]] = set()
    lines: list[list[tuple[int, Cell]]] = []
    for row, cells in enumerate(rows):
        column = 0
        line: list[tuple[int, Cell]] = []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            down = min(max(cell.down, 1), len(rows) - row)
            across = 1
            while across < min(cell.across, MOST_ACROSS) and (row, column + across) not in taken:
                across += 1
            places = {(row + d, column + a) for d in range(down) for a in range(across)}
            taken |= places
            line.append((column, replace(cell, down=down, across=across)))
            column += across
        lines.append(line)
    width = 1 + max((column for _, column in taken), default=-1)
    for row, line in enumerate(lines):
        line += [(column, Cell("", "", gap=True)) for column in range(width) if (row, column) not in taken]
        line.sort(key=lambda placed: placed[0])
    return Grid(tuple(tuple(cell for _, cell in line) for line in lines), Shape.RULED, at)
