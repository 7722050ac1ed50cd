"""Tables written with tabs: a row per line, or a cell per line that a tab begins."""

import re

from gongkai.papers.model import Cell, Grid, Shape
from gongkai.papers.text.doubled import single
from gongkai.papers.text.lines import TextLine

_LONG = 60  # characters: a longer line without a tab is prose
_GAP = 8  # lines without a tab inside one table
_CUT = 4  # characters: so short a line without a tab is a piece of a cell, as in upright labels
_MANY = 4  # such lines
_FRAMED = 3  # lines that all begin and end with a tab: a frame, no blank cells
_FIGURES = re.compile(r"^[\s\d.,，．０-９+\-－%万元件/\u00a0\u3000]+$")


def tab_region(lines: list[TextLine], start: int) -> int:
    """The end (exclusive) of the tabbed table that begins at `start`."""
    end = start + 1
    blanks = gap = 0
    parting = _parting(lines[start])
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.has_tab:
            if len(line.text.strip()) > 4 * _LONG:
                break
            end, gap, blanks = index + 1, 0, 0
            continue
        gap += 1
        if line.blank:
            blanks += 1
        elif (
            len(line.text.strip()) > _LONG
            or line.heading()
            or (blanks > 1 and not parting and not _FIGURES.match(line.text))
        ):
            break
        else:
            blanks = 0
        if gap > _GAP:
            break
    return end + _tail(lines, end)


def _parting(line: TextLine) -> bool:
    """A tab on a line of its own stands between two cells."""
    return line.text.strip(" ") == "\t"


def _tail(lines: list[TextLine], end: int) -> int:
    """How many lines after the last tab still belong to its cell: figures pushed to the next line."""
    taken = index = 0
    while end + index < len(lines) and index < _GAP:
        line = lines[end + index]
        index += 1
        if line.blank:
            continue
        if not _FIGURES.match(line.text):
            break
        taken = index
    return taken


def tab_grid(lines: list[TextLine]) -> Grid:
    """The lines of one region: ROWS when tabs part the cells of a line, CELLS when they begin cells."""
    tabbed = [line for line in lines if line.has_tab]
    inner = sum("\t" in line.text.strip(" \u00a0\u3000").removeprefix("\t").rstrip(" ") for line in tabbed)
    if inner * 10 < len(tabbed):
        return _cells(lines)
    cut = sum(0 < len(line.text.strip()) <= _CUT and not line.has_tab for line in lines)
    return _rows(lines) if cut < _MANY else _run(lines)


def _run(lines: list[TextLine]) -> Grid:
    """Line ends inside cells as well as between rows: every tab and every line end parts two pieces of the table."""
    cells = [
        Cell(_bare(part), f"{line.at}:c{place}")
        for line in lines
        if line.has_tab or not line.blank
        for place, part in enumerate(line.text.split("\t"), start=1)
    ]
    return Grid((tuple(cells),), Shape.CELLS, lines[0].at)


def _rows(lines: list[TextLine]) -> Grid:
    rows = []
    tabbed = [line.text for line in lines if line.has_tab]
    framed = len(tabbed) >= _FRAMED and all(text[:1] == text[-1:] == "\t" for text in tabbed)
    for line in lines:
        if line.blank and not line.has_tab:
            continue
        parts = line.text.split("\t")
        rows.append(
            tuple(
                Cell(_bare(part), f"{line.at}:c{place}")
                for place, part in enumerate(parts[1:-1] if framed and line.has_tab else parts, start=1)
            )
        )
    return Grid(single(rows), Shape.ROWS, lines[0].at)


def _bare(part: str) -> str:
    """A cell's text without the blanks and frames around it."""
    return part.strip().strip("|").strip()


def _cells(lines: list[TextLine]) -> Grid:
    """A tab begins a cell, other lines go on with it; a blank line before a tab ends the row.

    Where tabs stand on lines of their own, a line end before a cell's text says that a blank line stands there:
    the blank last cell of the row before.
    """
    rows: list[list[Cell]] = []
    parts: list[str] = []
    at = ""
    open_cell = False
    ends = starts = 0
    blank_before = True
    led = False  # a blank line stands between the tab and the cell's text

    def close() -> None:
        if open_cell:
            text = "\n".join(parts).strip("\n")
            rows[-1].append(Cell(f"\n{text}" if led and text and parting else text, at))

    parting = sum(map(_parting, lines)) * 2 > sum(line.has_tab for line in lines)

    for line in lines:
        if line.has_tab:
            before, after = line.text.split("\t", 1)
            if before.strip() and open_cell and not parts:
                parts, at = [f"{before.strip()}\t"], line.at
                before = ""
            close()
            if before.strip():  # text before the tab ends what stood before
                rows.append([Cell(before.strip(), line.at)])
            if blank_before or not rows:
                rows.append([])
                ends += 1
            starts += 1
            # More tabs on the line stay in the cell: whoever places it sees that it may be several.
            after = after.strip() if "\t" not in after else f"{after.strip()}\t"
            parts, at, open_cell = ([after] if after else []), line.at, True
            blank_before = led = False
        elif line.blank:
            blank_before = True
            led = led or not parts
        elif not open_cell:
            rows.append([Cell(line.text.strip(), line.at)])
            blank_before = False
        else:
            if not parts:
                at = line.at
            parts.append(line.text.strip())
            blank_before = False
    close()
    if ends * 5 > starts * 3:  # blank lines everywhere: they say nothing about rows
        return Grid((tuple(cell for row in rows for cell in row),), Shape.CELLS, lines[0].at)
    return Grid(tuple(tuple(row) for row in rows if row), Shape.CELLS, lines[0].at)
