"""What a page holds in reading order: printed lines and tables; and how both become blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Cell, Grid, Heading, Paragraph
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import PICTURE, RAISED, STRUCK, TRACKED, UNSEEN, joined
from gongkai.papers.tiling import MOST_ACROSS, tiled

# Marks inside a line, turned into text when it is known where the line goes. Unicode keeps them out of texts.
PART = "\ufdd0"  # here something else begins: digits left and right are not one number
STRIKE = "\ufdd1"  # before and behind struck text
IMAGE = "\ufdd2"
RAISE = "\ufdd3"  # before and behind a raised or lowered text
CHANGE = "\ufdd4"  # before inserted text
DIM = "\ufdd5"  # before and behind text that can perhaps not be seen
_MARKS = re.compile(f"[{PART}{STRIKE}{IMAGE}{RAISE}{CHANGE}{DIM}]+")
_FUSING = re.compile(
    f"(?<=[^\\s\u2e80-\u9fff（(])[{PART}{RAISE}{STRIKE}{CHANGE}{DIM}]+(?=[^\\s\u2e80-\u9fff，。、；：）)])"
)
_STRUCK_OUT = re.compile(f"{STRIKE}([^{STRIKE}]+)(?:{STRIKE}|$)")
_REMARKS = ((STRIKE, STRUCK), (RAISE, RAISED), (CHANGE, TRACKED), (DIM, UNSEEN))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3001-\u303f"
_BROKEN = re.compile(f"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_LONG = 800  # characters in one cell: an article laid out by a table, never a cell of a form


@dataclass(slots=True)
class Line:
    """A printed line, with its marks; `level` 1… of a heading, else 0."""

    text: str
    level: int = 0


@dataclass(slots=True)
class HtmlCell:
    """A cell: what it holds, or its text alone where it holds nothing else."""

    flow: "Flow | None"
    text: str = ""
    down: int = 1  # 0: to the end of its group of rows
    across: int = 1
    header: bool = False
    gap: bool = False


@dataclass(slots=True)
class HtmlTable:
    rows: list[list[HtmlCell]]


@dataclass(slots=True)
class Flow:
    """Lines and tables one after another; the line that is being written stands in `parts`."""

    items: list[Line | HtmlTable] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    kept: bool = False  # blanks of the open line stand as they are

    def end_line(self, level: int = 0, *, blank_too: bool = False) -> None:
        """End the open line. A line without anything is a line only where the page says so."""
        if self.parts:
            text = settled("".join(self.parts), self.kept)
            if text or blank_too:
                self.items.append(Line(text if self.kept else text.strip(), level))
            self.parts.clear()
            self.kept = False
        elif blank_too:
            self.items.append(Line(""))

    def add_kept(self, text: str) -> None:
        """Text whose blanks and line ends stand as they are."""
        first, *rest = re.split(r"\r\n|\r|\n", text)
        self.kept = True
        self.parts.append(first)
        for line in rest:
            self.end_line(blank_too=True)
            self.kept = True
            self.parts.append(line)

    def take(self, other: "Flow") -> None:
        self.end_line()
        self.items += other.items

    @property
    def article(self) -> bool:
        """Whether this is no cell of a form: it holds a table, or as much text as an article."""
        length = 0
        for item in self.items:
            if isinstance(item, HtmlTable):
                return True
            length += len(item.text)
        return length > _LONG and sum(len("".join(line.text.split())) for line in self.lines) > _LONG

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]


def settled(text: str, kept: bool) -> str:
    """The text as a page sets it: runs of blanks are one, a line end between two Chinese characters is none."""
    if kept:
        return text.rstrip()
    if "\n" in text:
        text = _BROKEN.sub("", text)
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def end_table(rows: list[list[HtmlCell]], before: Flow, into: Flow) -> None:
    """Put a finished table where it stands. One that only lays out, or frames a single cell, is dissolved."""
    into.take(before)
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1 or any(
        cell.flow.article if cell.flow is not None else len(cell.text) > _LONG for cell in cells
    ):
        for cell in cells:
            into.items += (cell.flow.items if cell.flow is not None else ()) or [Line(cell.text)]
    elif cells:
        into.items.append(HtmlTable(rows))


def blocks_of(flow: Flow, name: str, limits: Limits, *, tables_before: int = 0) -> Iterator[Block]:
    """One paragraph a printed line, a grid a table, numbered from 1. Raises CannotOpen beyond the limit of cells."""
    lines, tables, places = 0, tables_before, 0
    for item in flow.items:
        if isinstance(item, HtmlTable):
            tables += 1
            places += _places(item.rows)
            if places > limits.cells:
                raise CannotOpen(f"{name}的表格超过{limits.cells}格的上限，没有打开；请只留下报告正文再试")
            yield _grid(item, f"表{tables}")
        else:
            lines += 1
            if lines > limits.cells:
                raise CannotOpen(f"{name}超过{limits.cells}行的上限，没有打开；请只留下报告正文再试")
            text = _printed(item.text)
            yield (
                Heading(text, f"第{lines}段", item.level)
                if item.level and text
                else Paragraph(text, f"第{lines}段")
            )


def _places(rows: list[list[HtmlCell]]) -> int:
    """At most how many places a table fills."""
    widths = [0] * (len(rows) + 1)
    for number, row in enumerate(rows):
        for cell in row:
            across = cell.across if cell.across <= MOST_ACROSS else MOST_ACROSS
            widths[number] += across
            widths[number + cell.down] -= across
    width = most = 0
    for each in widths:
        width += each
        most = max(most, width)
    return most * len(rows)


def _grid(table: HtmlTable, at: str) -> Grid:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return tiled(rows, at, lambda row, column: f"{at}行{row}列{column}")


def _cell(cell: HtmlCell) -> Cell:
    if cell.flow is None:
        return Cell(cell.text, "", cell.down, cell.across, cell.header)
    if not cell.flow.items:
        return Cell("", "", cell.down, cell.across, cell.header, gap=cell.gap)
    text = "\n".join([line.text for line in cell.flow.lines])
    remark = ""
    if not text.isascii() and _MARKS.search(text):
        text, remark = _marked(text)
    return Cell(text.strip(), "", cell.down, cell.across, cell.header, remark=remark)


def _marked(text: str) -> tuple[str, str]:
    """The text of a cell without its marks, and the remark they amount to."""
    remarks = {remark for mark, remark in _REMARKS if mark in text}
    bare = _MARKS.sub("", _FUSING.sub(" ", text))
    if IMAGE in text and not bare.strip():
        remarks.add(PICTURE)
    return bare, joined(remarks)


def _printed(text: str) -> str:
    """The text of a line outside tables. It has no remark: struck text stands between signs that no figure has."""
    if text.isascii() or not _MARKS.search(text):
        return text
    return _MARKS.sub("", _FUSING.sub(" ", _STRUCK_OUT.sub(r"~~\1~~", text)))
