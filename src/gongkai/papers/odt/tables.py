"""Tables of an OpenDocument text: cells at their columns, repeated and covered ones told apart."""

from collections.abc import Iterator
from typing import Protocol

from gongkai.papers.flow import FlowCell, FlowTable, Text
from gongkai.papers.limits import Limits
from gongkai.papers.odt.names import CELL, COVERED, ROW, SILENT, TABLE, hidden
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD
from gongkai.papers.word.names import whole
from gongkai.papers.xml_parts import Element

_MOST_ACROSS = 200  # columns a cell may span


class Walker(Protocol):
    """What a table needs of the walk it is part of."""

    name: str
    limits: Limits

    def content(self, parent: Element, depth: int) -> list[Text | FlowTable]: ...
    def counted(self, cells: int) -> None: ...


def rows_of(table: Element, walk: Walker, depth: int) -> list[list[FlowCell]]:
    """The rows with their printed cells. Raises CannotOpen for tables nested too deep."""
    if depth > walk.limits.depth:
        raise CannotOpen(f"{walk.name}的表格套了超过{walk.limits.depth}层，没有读；请把表格放平后另存再试")
    rows: list[list[FlowCell]] = []
    reach: dict[int, int] = {}  # column → how many rows further a cell above covers it
    for element in _rows(table):
        times = _times(element, "number-rows-repeated", walk)
        walk.counted(times)
        for _ in range(times):
            if hidden(element.get(TABLE + "visibility")):
                continue
            rows.append(list(_cells(element, reach, walk, depth)))
    return rows


def _rows(parent: Element) -> Iterator[Element]:
    """The rows in reading order, out of the groups for heads and bodies."""
    for child in parent:
        if child.tag == ROW:
            yield child
        elif child.tag not in SILENT:
            yield from _rows(child)


def _cells(row: Element, reach: dict[int, int], walk: Walker, depth: int) -> Iterator[FlowCell]:
    column = 0
    covered = {at for at, rows in reach.items() if rows > 0}
    for at in covered:
        reach[at] -= 1
    for element in row:
        if element.tag not in (CELL, COVERED):
            continue
        times = _times(element, "number-columns-repeated", walk)
        walk.counted(times)
        across = min(max(whole(element.get(TABLE + "number-columns-spanned"), 1), 1), _MOST_ACROSS)
        down = max(whole(element.get(TABLE + "number-rows-spanned"), 1), 1)
        for _ in range(times):
            if element.tag == COVERED:
                if column not in covered:
                    yield FlowCell([], column, gap=True)  # said to be covered, but no cell reaches it
                column += 1
            else:
                while column in covered:
                    column += 1
                cell = FlowCell(walk.content(element, depth), column, down, across)
                if element.get(TABLE + "formula"):
                    cell.remarks.add(FIELD)
                yield cell
                covered |= set(range(column, column + across))
                reach.update(dict.fromkeys(range(column, column + across), down - 1))
                column += 1


def _times(element: Element, name: str, walk: Walker) -> int:
    """How often a row or cell is repeated, up to the limit of cells."""
    return min(max(whole(element.get(TABLE + name), 1), 1), walk.limits.cells + 1)
