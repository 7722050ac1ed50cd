"""A document as a CSV file as printed: a line of the file for a row of a table, all rows of a table equally long; a
text is the one field of its line.

UTF-8 with a byte order mark (for Excel), lines ended as RFC 4180 says. A merged cell's text stands in its upper left
place, the places it covers are empty.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from gongkai.papers.geometry import placed
from gongkai.papers.model import Document, Grid
from gongkai.papers.writing.characters import shown
from gongkai.papers.writing.setting import ruled

MARK = "\ufeff"
GUARD = "'"  # what Excel puts before a text that is no formula
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def write_csv(document: Document) -> str:
    """The text, the mark in front. A text that Excel would take for a formula gets `GUARD`; figures do not."""
    file = StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(_rows(document))
    return MARK + file.getvalue()


def _rows(document: Document) -> Iterator[list[str]]:
    for block in document.blocks:
        if not isinstance(block, Grid):
            yield [_safe(block.text)]
            continue
        rows = placed(ruled(block))
        width = max((item.column + item.cell.across for row in rows for item in row), default=0)
        for row in rows:
            line = [""] * width
            for item in row:
                line[item.column] = _safe(item.cell.text)
            yield line


def _safe(text: str) -> str:
    text = shown(text)
    return GUARD + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
