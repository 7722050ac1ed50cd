"""Text of cells that a page break cuts: spreadsheet programs print it whole on both pages and clip away what lies
beyond the table, so that the file holds lines outside the table that no reader of the page sees."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]")  # a letter or Han
_SLACK = 1.0  # points by which a line may lie over the sides of its cell


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text and the part of the width that it, or its cell, takes, in points."""

    text: str
    x0: float
    x1: float


def clipped_away(lines: Collection[Stretch], edge: Collection[Stretch]) -> bool:
    """Whether all lines between two parts of a table are lines of the cells at the break (`edge`, those of both
    parts), each within its cell's columns."""
    return bool(lines) and all(
        _WORD.search(line.text)
        and any(
            cell.x0 - _SLACK <= line.x0 and line.x1 <= cell.x1 + _SLACK and line.text in cell.text.split("\n")
            for cell in edge
        )
        for line in lines
    )
