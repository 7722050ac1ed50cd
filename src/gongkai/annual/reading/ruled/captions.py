"""What the lines above grids, and the rows of text in them, say of the year of the tables that follow."""

from collections.abc import Sequence

from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, words_of
from gongkai.annual.reading.ruled.over import only_years
from gongkai.annual.reading.ruled.tables import Shown
from gongkai.annual.reading.said import Captions
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Heading, Paragraph

_LONGEST = 120  # characters of a chapter's title


def hear(captions: Captions, block: Heading | Paragraph) -> None:
    """A line between the grids."""
    if block.at == f"工作表“{block.text}”":
        captions.sheet(block.text)
    else:
        _line(captions, block.text)


def hear_rows(captions: Captions, matrix: Matrix, shown: Sequence[Shown]) -> None:
    """The rows of a grid that hold one text, down to each table that was read in it; every table gets what was
    said last above it."""
    inside = {row for each in shown for row in each.rows}
    open_: list[Shown] = []  # tables whose first figures are still to come
    for row in range(matrix.height):
        open_ = [each for each in open_ if row in each.rows] + [
            each for each in shown if each.rows and each.rows.start == row
        ]
        text = _only_text(matrix.at[row])
        if text and (row not in inside or text.right - text.column == matrix.width or only_years([text])):
            for line in text.text.splitlines():
                _line(captions, line)
        for each in open_:
            each.caption = captions.now
        if open_ and any(spot.sort is Sort.FIGURE and not only_years([spot]) for spot in matrix.at[row]):
            open_ = []


def _only_text(line: Sequence[Spot]) -> Spot | None:
    """The one spot of a row that is not empty."""
    found = None
    for spot in line:
        if spot is not found and not spot.empty:
            if found is not None:
                return None
            found = spot
    return found


def _line(captions: Captions, text: str) -> None:
    words = words_of(text) if len(text) <= _LONGEST else ()
    chapters = [word.key for word in words if word.role is Role.CHAPTER]
    if chapters:
        captions.chapter(chapters)
    if chapters or not words:
        captions.line(text)
