"""Tables drawn with bars, whole or broken: `| a | b |`, `a | b`, a cell per line, a bar on its own line."""

import re
from collections import Counter

from gongkai.papers.model import Cell, Grid, Shape
from gongkai.papers.text.doubled import single
from gongkai.papers.text.lines import TextLine
from gongkai.papers.text.wiki import wiki_rows

_HAN = re.compile(r"[\u4e00-\u9fff]")
_GAP = 3  # lines without a bar that may stand inside a drawn table
_RARE = 10  # rows for each line without a bar among them
_CUT = 8  # lines of a row that is cut
_USUAL = 3  # whole rows with the same number of bars
_LONG = 60  # characters: a longer line without a bar is prose
_SHORT = 5  # characters: a line no longer than this may be a figure or the end of a cut label


def bar_region(lines: list[TextLine], start: int) -> int:
    """The end (exclusive) of the drawn table that begins at `start`."""
    end = start + 1
    gap = 0
    drawn = [lines[start].text.strip()]
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.has_bar or line.ruler:
            end, gap = index + 1, 0
            if not line.ruler:
                drawn.append(line.text.strip())
            continue
        gap += 1
        if gap > _GAP or len(line.text.strip()) > _LONG or line.heading():
            break
        if len(line.text.strip()) > _SHORT and _whole(drawn):
            break
    if drawn[-1] == "|" and end < len(lines) and len(lines[end].text.strip()) <= _LONG:
        end += 1  # the text after the last bar is its cell
    return end


def _whole(drawn: list[str]) -> bool:
    """Whether the last line was a whole row, so that text under it is no part of its last cell."""
    last = drawn[-1]
    if last.startswith("|") and last.endswith("|") and last.count("|") > 2:
        return True
    if len(drawn) < 2 or last.count("|") != drawn[-2].count("|"):
        return False
    return last.count("|") > 1 or (_pair(drawn[-2]) and _worded(last))


def _worded(text: str) -> bool:
    """Whether a word stands before the first bar."""
    return _HAN.search(text.partition("|")[0]) is not None


def _pair(text: str) -> bool:
    """Whether one bar stands between a word and something else: a row of two cells."""
    return text.count("|") == 1 and _worded(text) and not text.endswith("|")


def bar_grid(lines: list[TextLine]) -> Grid:
    """The lines of one region as rows where each line is one row, otherwise as one run of cells."""
    lines = _mended(lines)
    drawn = [line for line in lines if line.has_bar and not line.ruler]
    if not drawn:
        return Grid((), Shape.ROWS, lines[0].at)
    texts = [line.text.strip() for line in drawn]
    if "|-" in texts:
        return Grid(wiki_rows(lines), Shape.ROWS, drawn[0].at)
    stray = sum(not line.has_bar and not line.blank and not line.ruler for line in lines)
    if stray * _RARE <= len(drawn) and (outer := _outer(texts)) is not None:
        printed = (line for line in lines if not line.blank and not line.ruler)
        return Grid(single([_row(line, *outer) for line in printed]), Shape.ROWS, drawn[0].at)
    return Grid((_run(lines, texts),), Shape.CELLS, drawn[0].at)


def _mended(lines: list[TextLine]) -> list[TextLine]:
    """Rows between outer bars that a line end inside a cell has cut: together they have as many bars as the others."""
    counts = Counter(line.text.count("|") for line in lines if _closed(line.text))
    if not counts or any(line.text.strip() == "|" for line in lines):
        return lines
    usual = {count for count, times in counts.items() if times >= _USUAL}
    mended: list[TextLine] = []
    index = 0
    while index < len(lines):
        line, end = lines[index], index + 1
        text = line.text.strip()
        while text.startswith("|") and not text.endswith("|") and end < min(len(lines), index + _CUT):
            after = lines[end].text.strip()
            if not after or after.startswith("|"):
                break
            text, end = f"{text}\n{after}", end + 1
        if end > index + 1 and text.endswith("|") and text.count("|") in usual:
            line = TextLine(text, line.at)
        else:
            end = index + 1
        mended.append(line)
        index = end
    return mended


def _closed(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bare[0] == bare[-1] == "|"


def _outer(texts: list[str]) -> tuple[bool, bool] | None:
    """Whether rows begin and end with a bar; None when the lines do not agree on what a row is."""
    counts = {text.count("|") for text in texts}
    if counts == {1} and _pair(texts[0]) and all(map(_worded, texts)):
        return (False, False)
    opened = {text.startswith("|") for text in texts}
    closed = {text.endswith("|") for text in texts}
    if counts == {1} or max(counts) < 2:
        return None
    if opened == {True} and closed == {True}:
        return None if counts == {2} else (True, True)
    if opened == {False} and closed == {False}:
        return (False, False)
    if len(counts) == 1:  # rows of one width whose first or last cell may be blank
        return (opened == {True}, closed == {True})
    if opened == {True} and closed == {False}:
        return (True, False)
    worded = sum(map(_worded, texts))
    wide = sum(text.count("|") > 1 for text in texts)
    if 4 * worded >= 3 * len(texts) and 3 * wide >= 2 * len(texts):
        return (False, False)  # blank cells at the ends of rows that have no outer bars
    return None


def _row(line: TextLine, opened: bool, closed: bool) -> tuple[Cell, ...]:
    text = line.text.strip()
    if not line.has_bar:
        return (Cell(text, line.at),)  # a page number between two rows
    parts = text[int(opened) : len(text) - int(closed)].split("|")
    return tuple(Cell(part.strip(), f"{line.at}:c{place}") for place, part in enumerate(parts, start=1))


def _run(lines: list[TextLine], texts: list[str]) -> tuple[Cell, ...]:
    """All cells in reading order. Between two bars with only a line end there may be a blank cell or nothing:
    such a cell holds a line end. Where bars stand on lines of their own it is a blank cell, and a line end
    before a cell's text says that a blank line stands there: the blank last cell of the row before."""
    if all(len(text) > 1 and text[0] == text[-1] == "|" and text.count("|") == 2 for text in texts):
        drawn = (line for line in lines if not line.blank and not line.ruler)
        return tuple(Cell(line.text.strip().strip("|").strip(), line.at) for line in drawn)
    alone = sum(text == "|" for text in texts) * 2 > len(texts)
    cells: list[Cell] = []
    parts: list[str] = []
    at = ""
    crossed = blank = False

    def close(place: str) -> None:
        nonlocal parts, at, crossed, blank
        text = "\n".join(parts).strip()
        if alone and blank and text:
            text = f"\n{text}"
        cells.append(Cell(text if text or not crossed or alone else "\n", at or place))
        parts, at, crossed, blank = [], "", False, False

    for line in lines:
        if line.ruler:
            continue
        blank = blank or (line.blank and not parts)
        pieces = line.text.split("|")
        for place, piece in enumerate(pieces):
            if place:
                close(f"{line.at}:c{place}")
            if piece.strip():
                at = at or f"{line.at}:c{place + 1}"
                parts.append(piece.strip())
        crossed = True
    close(lines[-1].at)
    if alone and texts[0] == "|" and lines[0].text.strip() == "|":
        del cells[0]  # what stands before the first bar is not on its line
    return tuple(cells)
