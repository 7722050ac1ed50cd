"""Rows of cells with spans, as a source gives them, become a grid that tiles its rectangle."""

from collections.abc import Callable, Sequence

from gongkai.papers.model import Cell, Grid, Shape

MOST_ACROSS = 200  # columns: a wider span is a mistake of the page


def tiled(rows: Sequence[Sequence[Cell]], at: str, name: Callable[[int, int], str] | None = None) -> Grid:
    """A RULED grid. Spans that run into other cells or out of the table are cut; places that no cell covers become
    gaps (`Cell.gap`), so that a missing cell never passes for a printed blank. `name` gives the place of a cell
    from its row and column, counted from 1; without it the cells keep theirs."""
    height = len(rows)
    held: list[set[int]] = [set() for _ in rows]  # columns of each row that cells from above cover
    lines: list[list[Cell]] = []
    starts: list[list[int]] = []  # the column of each of them
    filled: list[int] = []  # places of each row that a cell covers
    width = 0
    for row, cells in enumerate(rows):
        taken = held[row]
        covered = len(taken)
        column = 0
        line: list[Cell] = []
        start: list[int] = []
        for cell in cells:
            while column in taken:
                column += 1
            down = across = 1
            if cell.down > 1:
                down = min(cell.down, height - row)
            if cell.across > 1:
                most = min(cell.across, MOST_ACROSS)
                while across < most and column + across not in taken:
                    across += 1
            if down > 1:
                for below in held[row + 1 : row + down]:
                    below.update(range(column, column + across))
            if name or down != cell.down or across != cell.across:
                place = name(row + 1, column + 1) if name else cell.at
                cell = Cell(
                    cell.text, place, down, across, cell.header, cell.key, cell.gap, cell.remark, cell.sure
                )
            line.append(cell)
            start.append(column)
            column += across
            covered += across
        if column > width:
            width = column
        lines.append(line)
        starts.append(start)
        filled.append(covered)
    for row, line in enumerate(lines):
        if filled[row] < width:
            lines[row] = _with_gaps(line, starts[row], held[row], width)
    return Grid(tuple(map(tuple, lines)), Shape.RULED, at)


def _with_gaps(line: list[Cell], starts: list[int], held: set[int], width: int) -> list[Cell]:
    """The cells of a row in their order, gaps in the places that none covers."""
    covered = held.union(
        *(range(column, column + cell.across) for column, cell in zip(starts, line, strict=True))
    )
    gaps = [(column, Cell("", "", gap=True)) for column in range(width) if column not in covered]
    placed = [*zip(starts, line, strict=True), *gaps]
    placed.sort(key=lambda each: each[0])
    return [cell for _, cell in placed]
