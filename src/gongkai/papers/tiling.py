"""Rows of cells with spans, as a source gives them, become a grid that tiles its rectangle."""

from collections.abc import Callable, Sequence

from gongkai.papers.model import Cell, Grid, Shape

MOST_ACROSS = 200  # columns: a wider span is a mistake of the page


def tiled(rows: Sequence[Sequence[Cell]], at: str, name: Callable[[int, int], str] | None = None) -> Grid:
    """A RULED grid. Spans that run into other cells or out of the table are cut; places that no cell covers become
    gaps (`Cell.gap`), so that a missing cell never passes for a printed blank. `name` gives the place of a cell
    from its row and column, counted from 1; without it the cells keep theirs."""
    taken: set[tuple[int, int]] = set()
    lines: list[list[tuple[int, Cell]]] = []
    width = 0
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
            if down == across == 1:
                taken.add((row, column))
            else:
                taken.update((row + d, column + a) for d in range(down) for a in range(across))
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
        if sum(cell.across for _, cell in line) == width:
            continue
        line += [(column, Cell("", "", gap=True)) for column in range(width) if (row, column) not in taken]
        line.sort(key=lambda placed: placed[0])
    return Grid(tuple(tuple(cell for _, cell in line) for line in lines), Shape.RULED, at)
