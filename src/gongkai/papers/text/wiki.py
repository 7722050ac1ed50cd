"""Tables of a wiki: `|-` parts rows, a bar or an exclamation mark begins each cell on a line of its own."""

import re

from gongkai.papers.model import Cell
from gongkai.papers.text.lines import TextLine

_CELL = re.compile(r"""^[|!](?!-)\s*(?:(?:\w+="[^"|]*"\s*)+\|)?\s*([^|]*)$""")
_SPAN = re.compile(r'colspan="(\d{1,2})"')
_FRAME = ("{|", "|}", "|+")


def wiki_rows(lines: list[TextLine]) -> tuple[tuple[Cell, ...], ...]:
    """The rows. Where a line is no single cell, every line is a row of its own: nothing is placed then."""
    rows: list[list[Cell]] = [[]]
    for line in lines:
        text = line.text.strip()
        if text == "|-":
            rows.append([])
        elif text and not text.startswith(_FRAME):
            found = _CELL.match(text)
            if found is None:
                return tuple((Cell(each.text.strip("| "), each.at),) for each in lines if not each.blank)
            span = _SPAN.search(text)
            rows[-1].append(Cell(found[1].strip(), line.at, across=int(span[1]) if span else 1))
    return tuple(tuple(row) for row in rows if row)
