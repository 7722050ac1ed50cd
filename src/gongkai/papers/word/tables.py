"""Tables of a Word document: which cells stand in which columns, and how far each one reaches."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Protocol

from gongkai.papers.flow import FlowCell, FlowTable, Text
from gongkai.papers.limits import Limits
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import TRACKED
from gongkai.papers.word.names import (
    ALTERNATIVES,
    CAME,
    CELL_CAME,
    CELL_GONE,
    CELL_MERGE,
    CHOICE,
    GONE,
    GRID_SPAN,
    H_MERGE,
    SILENT,
    TC,
    TC_PR,
    TR,
    TR_PR,
    V_MERGE,
    VAL,
    W,
    whole,
)
from gongkai.papers.xml_parts import Element

_MOST_ACROSS = 200  # columns a cell may span; Word itself ends at 63
_SLIVER = 60  # twentieths of a point, about a millimetre: no figure fits in a column so narrow


class Walker(Protocol):
    """What a table needs of the walk it is part of."""

    name: str
    limits: Limits

    def content(self, parent: Element, depth: int) -> list[Text | FlowTable]: ...
    def counted(self, cells: int) -> None: ...
    def placed(self, cell: Element) -> bool: ...


def rows_of(table: Element, walk: Walker, depth: int) -> list[list[FlowCell]]:
    """The rows with their printed cells. Raises CannotOpen for tables nested too deep."""
    if depth > walk.limits.depth:
        raise CannotOpen(f"{walk.name}的表格套了超过{walk.limits.depth}层，没有读；请把表格放平后另存再试")
    rows: list[list[FlowCell]] = []
    open_cells: dict[int, FlowCell] = {}  # cells that a merged cell of the next row may continue, by column
    for element in _inside(table, TR):
        row = _Row(element)
        if row.gone:
            continue
        cells, open_cells = _cells(element, row, open_cells, walk, depth)
        rows.append(cells)
    _without_slivers(rows, table)
    return rows


class _Row:
    """What a row says of itself."""

    def __init__(self, row: Element) -> None:
        self.gone = self.came = False
        self.before = 0
        properties = row.find(TR_PR)
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag in GONE:
                self.gone = True
            elif tag in CAME:
                self.came = True
            elif tag == W + "gridBefore":
                self.before = min(max(whole(child.get(VAL)), 0), _MOST_ACROSS)


class _Place:
    """What a cell says of its place."""

    def __init__(self, cell: Element | None = None) -> None:
        self.across = 1
        self.down: str | None = None  # "restart" begins a merged cell, "continue" goes on with the one above
        self.joins_left = self.gone = self.tracked = False
        properties = None if cell is None else cell.find(TC_PR)
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag == GRID_SPAN:
                self.across = min(max(whole(child.get(VAL), 1), 1), _MOST_ACROSS)
            elif tag == V_MERGE:
                self.down = child.get(VAL, "continue")
            elif tag == H_MERGE:
                self.joins_left = child.get(VAL, "continue") == "continue"
            elif tag == CELL_GONE:
                self.gone = True
            elif tag == CELL_CAME:
                self.tracked = True
            elif tag == CELL_MERGE:
                self.tracked = True
                self.down = "continue" if child.get(W + "vMerge") == "cont" else "restart"


_PLAIN = _Place()


def _cells(
    element: Element, row: _Row, above: dict[int, FlowCell], walk: Walker, depth: int
) -> tuple[list[FlowCell], dict[int, FlowCell]]:
    """The printed cells of a row, and those that may be continued below it."""
    column = row.before
    cells = [FlowCell([], 0, across=column, gap=True)] if column else []
    below: dict[int, FlowCell] = {}
    last: FlowCell | None = None
    for each in _inside(element, TC):
        walk.counted(1)
        place = _Place(each) if walk.placed(each) else _PLAIN
        if place.gone:
            continue
        if place.joins_left and last is not None:
            last.across += place.across
            column += place.across
            continue
        start = above.get(column) if place.down == "continue" else None
        if start is not None and start.across == place.across:
            start.down += 1
            below[column] = start
            column += place.across
            continue
        last = FlowCell(walk.content(each, depth), column, across=place.across)
        if place.tracked or (row.came and _has_text(last)):
            last.remarks.add(TRACKED)
        if place.down == "continue" and not _has_text(last):
            last.gap = True  # it belongs to a cell above that is not to be found: nothing is printed here for certain
        elif place.down is not None:
            below[column] = last
        cells.append(last)
        column += place.across
    return cells, below


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, out of content controls and other wrappers."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag == ALTERNATIVES:
            for choice in child.iterfind(CHOICE):
                yield from _inside(choice, wanted)
                break
        elif tag not in SILENT and tag not in GONE:
            yield from _inside(child, wanted)


def _has_text(cell: FlowCell) -> bool:
    return any(
        isinstance(part, FlowTable) or any(line.strip() for line in part.lines) or part.remarks
        for part in cell.content
    )


def _without_slivers(rows: list[list[FlowCell]], table: Element) -> None:
    """Borders drawn by hand or rounded by a converter miss one another by less than a millimetre: such columns are
    one with their neighbour, if no cell vanishes by that."""
    grid = table.find(W + "tblGrid")
    widths = [] if grid is None else [whole(each.get(W + "w")) for each in grid.iterfind(W + "gridCol")]
    end = max((cell.column + cell.across for row in rows for cell in row), default=0)
    if len(widths) < end or not any(0 < width <= _SLIVER for width in widths) or min(widths) <= 0:
        return
    borders = [0, *accumulate(widths)]
    places = [0]
    first = 0  # the border that the present place begins with
    for border in borders[1:]:
        near = border - first <= _SLIVER
        places.append(places[-1] if near else places[-1] + 1)
        first = first if near else border
    moved = [
        (cell, places[cell.column], places[cell.column + cell.across] - places[cell.column])
        for row in rows
        for cell in row
    ]
    if all(across > 0 for _, _, across in moved):
        for cell, column, across in moved:
            cell.column, cell.across = column, across
