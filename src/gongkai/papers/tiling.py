"""Rows of cells with spans, as a source gives them, become a grid that tiles its rectangle."""

from collections.abc import Callable, Sequence

from gongkai.papers.model import Cell, Grid, Shape

MOST_ACROSS = 200  # columns: a wider span is a mistake of the page


def tiled(rows: Sequence[Sequence[Cell]], at: str, name: Callable[[int, int], str] | None = None) -> Grid:
    """A RULED grid. Spans that run into other cells or out of the table are cut; places that no cell covers become
    gaps (`Cell.gap`), so that a missing cell never passes for a printed blank. `name` gives the place of a cell
    from its row and column, counted from 1; without it the cells keep theirs."""
    held: list[set[int]] = [set() for _ in rows]  # columns of each row that cells from above cover
    lines: list[list[tuple[int, Cell]]] = []
    width = 0
    for row, cells in enumerate(rows):
        taken = held[row]
        column = 0
        line: list[tuple[int, Cell]] = []
        for cell in cells:
            while column in taken:
                column += 1
            down = across = 1
            if cell.down > 1:
                down = min(cell.down, len(rows) - row)
            if cell.across > 1:
                while across < min(cell.across, MOST_ACROSS) and column + across not in taken:
                    across += 1
            for below in held[row + 1 : row + down]:
                below.update(range(column, column + across))
            if name or down != cell.down or across != cell.across:
                place = name(row + 1, column + 1) if name else cell.at
                cell = Cell(
                    cell.text, place, down, across, cell.header, cell.key, cell.gap, cell.remark, cell.sure
                )
            line.append((column, cell))
            column += across
        width = max(width, column)
        lines.append(line)
    for row, line in enumerate(lines):
        covered = held[row].union(*(range(column, column + cell.across) for column, cell in line))
        if len(covered) < width:
            line += [(column, Cell("", "", gap=True)) for column in range(width) if column not in covered]
            line.sort(key=lambda placed: placed[0])
    return Grid(tuple(tuple(cell for _, cell in line) for line in lines), Shape.RULED, at)
