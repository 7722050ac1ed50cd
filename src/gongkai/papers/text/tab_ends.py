"""Tables in which a tab and a line end stand behind each cell, a line end alone behind the last one of a row."""

import re

from gongkai.papers.model import Cell, Grid, Shape
from gongkai.papers.text.lines import TextLine

_ENDED = re.compile(r"\t?[^\t]*\t *")
_FIRST = re.compile(r"[^\t]*[^\t\s][^\t]*\t *")
_LEAST = 4  # cells with a tab behind them
_GAP = 8  # lines without a tab
_LONG = 60  # characters: a longer line without a tab is prose


def ended_region(lines: list[TextLine], start: int) -> tuple[int, bool]:
    """The end (exclusive) of the lines of this kind from `start` on, and whether they are such a table: no tab may
    stand inside a line, and one at its beginning only where the line before ends with one."""
    end, ended, gap = start, 0, 0
    if not _FIRST.fullmatch(lines[start].text):
        return start + 1, False
    for index in range(start, len(lines)):
        line = lines[index]
        open_before = index > start and _ENDED.fullmatch(lines[index - 1].text) is not None
        if line.has_tab:
            if line.text.startswith("\t") and not open_before and not line.blank:
                return index + 1, False
            if _ENDED.fullmatch(line.text):
                ended += 1
            elif "\t" in line.text.removeprefix("\t"):
                return index + 1, False
            end, gap = index + 1, 0
            continue
        if open_before:
            end, gap = index + 1, 0
            continue
        gap += 1
        if gap > _GAP or line.has_bar or line.heading() or len(line.text.strip()) > _LONG:
            break
    return end, ended >= _LEAST


def ended_grid(lines: list[TextLine]) -> Grid:
    """The lines of such a region as cells: where a row ends is a hint only, as a line between two cells ends it."""
    rows: list[list[Cell]] = []
    goes_on = False
    begun = any(line.text.startswith("\t") and not line.blank for line in lines)  # a tab begins cells too
    for line in lines:
        if not goes_on:
            if line.blank and not line.has_tab:
                continue
            rows.append([])
        text = line.text.removeprefix("\t") if goes_on and begun else line.text
        # A blank line without a tab may be the row's last cell or nothing.
        rows[-1].append(Cell(text.strip() if line.text else "\n", line.at))
        goes_on = text.rstrip(" ").endswith("\t")
    return Grid(tuple(map(tuple, rows)), Shape.CELLS, lines[0].at)
