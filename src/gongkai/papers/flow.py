"""What an office document holds in reading order, before it is known which tables only lay out the page.

A walk of the XML yields texts and tables, tables in cells included; `blocks_of` makes blocks of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.papers.limits import Limits
from gongkai.papers.looks import on_a_line, unmarked
from gongkai.papers.model import Block, Cell, Heading, Paragraph
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import joined
from gongkai.papers.tiling import tiled


@dataclass(slots=True)
class Text:
    """One paragraph: its printed lines; `level` 1… for a heading, else 0."""

    lines: list[str]
    level: int = 0
    remarks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class FlowCell:
    """A cell at its column (from 0). A gap only fills its place."""

    content: list["Text | FlowTable"]
    column: int
    down: int = 1
    across: int = 1
    gap: bool = False
    remarks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class FlowTable:
    rows: list[list[FlowCell]]

    @property
    def single(self) -> bool:
        """One cell alone is a frame around text, not a table."""
        return sum(len(row) for row in self.rows) <= 1

    @property
    def lays_out(self) -> bool:
        """A cell holds a real table: this one only arranges the page."""
        return any(_holds_table(cell.content) for row in self.rows for cell in row)


Flow = Sequence[Text | FlowTable]


def _holds_table(content: Flow) -> bool:
    return any(
        isinstance(part, FlowTable)
        and (not part.single or any(_holds_table(cell.content) for row in part.rows for cell in row))
        for part in content
    )


def blocks_of(flow: Flow, name: str, limits: Limits) -> tuple[Block, ...]:
    """The blocks: one paragraph a printed line, a grid a table; a table that lays out is dissolved.

    Raises CannotOpen for a table that would fill more places than the limit of cells.
    """
    return tuple(_Numbered(name, limits).blocks(flow))


class _Numbered:
    """Counts paragraphs and tables as they are given out."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, flow: Flow) -> Iterator[Block]:
        for part in flow:
            if isinstance(part, Text):
                self._paragraphs += 1
                at = f"第{self._paragraphs}段"
                for line in map(on_a_line, part.lines) if part.remarks else part.lines:
                    yield (
                        Heading(line, at, part.level) if part.level and line.strip() else Paragraph(line, at)
                    )
            elif part.single or part.lays_out:
                for row in part.rows:
                    for cell in row:
                        yield from self.blocks(cell.content)
            elif part.rows:
                yield self._grid(part)

    def _grid(self, table: FlowTable) -> Block:
        self._tables += 1
        width = max((cell.column + cell.across for row in table.rows for cell in row), default=0)
        if width * len(table.rows) > self._limits.cells:
            raise CannotOpen(
                f"{self._name}的一个表格有{len(table.rows)}行{width}列，超过{self._limits.cells}格的上限，请拆分后再试"
            )
        at = f"表{self._tables}"
        rows = [
            [_cell(cell, f"{at}行{row}列{cell.column + 1}") for cell in cells]
            for row, cells in enumerate(table.rows, 1)
        ]
        return tiled(rows, at)


def _cell(cell: FlowCell, at: str) -> Cell:
    if cell.gap:
        return Cell("", "", cell.down, cell.across, gap=True)
    remarks = set(cell.remarks)
    text = "\n".join(_lines(cell.content, remarks)).strip("\n")
    if not remarks:
        return Cell(text, at, cell.down, cell.across)
    return Cell(unmarked(text), at, cell.down, cell.across, remark=joined(remarks))


def _lines(content: Flow, remarks: set[str]) -> Iterator[str]:
    """The lines of a cell, those of one-cell tables in it too."""
    for part in content:
        if isinstance(part, Text):
            remarks |= part.remarks
            yield from part.lines
        else:
            for row in part.rows:
                for cell in row:
                    remarks |= cell.remarks
                    yield from _lines(cell.content, remarks)
