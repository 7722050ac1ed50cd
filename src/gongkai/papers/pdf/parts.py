"""The tables and lines of one page: every character is in one box of a table or on a free line."""

import re
from dataclasses import dataclass, field

from gongkai.papers.pdf.columns import ROWS, WORDS
from gongkai.papers.pdf.lattice import Drawing, drawings
from gongkai.papers.pdf.page import Box, Glyph, Page, Rule
from gongkai.papers.pdf.writing import Line, lines_in_cell, lines_of
from gongkai.papers.remarks import PICTURE, STRUCK, joined

_TIGHT = 0.12  # share of an em: characters so near belong to one word
_OVER = 0.25  # share of a character that may lie over a border
_PADDING = 12.0  # points at both sides of a cell's text together
_SPILL = 1.5  # ems below an open box in which its text may go on
_MIDDLE = 0.22  # share of an em about a character's middle: a line there strikes it through
_OWN = 1.5  # times a box's height: a higher picture belongs to the page, not to the box
_FIGURE = re.compile(r"[0-9０-９.．,，+\-－—%％]")


@dataclass(slots=True)
class Part:
    """A table on one page: the lines in each box of its drawing; `doubtful` boxes hold text that runs over a border;
    `remarks` as in `papers.remarks`."""

    page: int
    drawing: Drawing
    lines: list[list[Line]]
    doubtful: set[int] = field(default_factory=set)
    remarks: dict[int, str] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        return self.drawing.box

    def text(self, number: int) -> str:
        return "\n".join(line.text for line in self.lines[number])

    def full(self, number: int) -> bool:
        """Whether the last line in a box has no room for two more characters (one may wait for a mark that begins no
        line), so that its text may go on."""
        if not self.lines[number]:
            return False
        line = self.lines[number][-1]
        return self.drawing.boxes[number].width - line.box.width < 2 * line.glyphs[-1].size + _PADDING


Piece = Part | Line


def pieces_of(page: Page) -> list[Piece]:
    """Tables and free lines of a page from above."""
    found = drawings(page.level, page.upright)
    tables = [table for table in found if not _holds_columns(table, page.glyphs)]
    tables.sort(key=lambda each: each.box.width * each.box.height)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    doubtful: set[tuple[int, int]] = set()
    free: list[Glyph] = []
    for word in _words(page.glyphs):
        homes = [_home(glyph, tables) for glyph in word]
        if len(set(homes)) > 1:
            homes = _settled(word, homes, doubtful)
        for glyph, home in zip(word, homes, strict=True):
            if home is None:
                free.append(glyph)
                continue
            inside.setdefault(home, []).append(glyph)
            if _over_border(glyph, tables[home[0]].boxes[home[1]]):
                doubtful.add(home)
    free = _spilt(free, tables, inside)
    pieces: list[Piece] = list(lines_of(free))
    for number, table in enumerate(tables):
        lines = [lines_in_cell(inside.get((number, box), ())) for box in range(len(table.boxes))]
        over = {box for n, box in doubtful if n == number}
        pieces.append(Part(page.number, table, lines, over, _remarks(page, table, lines)))
    return sorted(pieces, key=lambda piece: (piece.box.y0, piece.box.x0))


def _holds_columns(table: Drawing, glyphs: list[Glyph]) -> bool:
    """Whether a table of one column frames rows whose columns no rule parts: it says nothing of its cells."""
    if len(table.xs) > 2:
        return False
    inside = [glyph for glyph in glyphs if table.box.holds(*glyph.middle)]
    return sum(len(line.words) >= WORDS for line in lines_of(inside)) >= ROWS


def _remarks(page: Page, table: Drawing, lines: list[list[Line]]) -> dict[int, str]:
    """Boxes with text that a line strikes through, or with a picture of their own."""
    found: dict[int, set[str]] = {}
    for rule in page.level:
        box = table.number_at((rule.start + rule.end) / 2, rule.at)
        if box >= 0 and any(_strikes(rule, glyph) for line in lines[box] for glyph in line.glyphs):
            found.setdefault(box, set()).add(STRUCK)
    for picture in page.pictures:
        box = table.number_at((picture.x0 + picture.x1) / 2, (picture.y0 + picture.y1) / 2)
        if box >= 0 and picture.height <= _OWN * table.boxes[box].height:
            found.setdefault(box, set()).add(PICTURE)
    return {box: joined(remarks) for box, remarks in found.items()}


def _strikes(rule: Rule, glyph: Glyph) -> bool:
    x, y = glyph.middle
    return glyph.turn == 0 and abs(rule.at - y) <= _MIDDLE * glyph.size and rule.start <= x <= rule.end


def _words(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters of one drawing step that follow each other without a distance."""
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        last = words[-1][-1] if words else None
        if (
            last is not None
            and last.run == glyph.run
            and glyph.turn == 0
            and abs(glyph.y - last.y) < 1
            and abs(glyph.x - last.x1) <= _TIGHT * glyph.size
        ):
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def _spilt(
    free: list[Glyph], tables: list[Drawing], inside: dict[tuple[int, int], list[Glyph]]
) -> list[Glyph]:
    """Put lines that run on over the open lower edge of a box into it; what is still free is returned."""
    left: list[Glyph] = []
    edges = [
        (number, box, table.boxes[box]) for number, table in enumerate(tables) for box in table.open_below
    ]
    for glyph in free:
        x, y = glyph.middle
        home = next(
            (
                (number, box)
                for number, box, edge in edges
                if edge.x0 < x < edge.x1 and edge.y1 <= y <= edge.y1 + _SPILL * glyph.size
            ),
            None,
        )
        if home is None:
            left.append(glyph)
        else:
            inside.setdefault(home, []).append(glyph)
    return left


Home = tuple[int, int] | None


def _home(glyph: Glyph, tables: list[Drawing]) -> Home:
    """The table and box that hold the middle of a character."""
    x, y = glyph.middle
    for number, table in enumerate(tables):
        box = table.number_at(x, y)
        if box >= 0:
            return number, box
    return None


def _settled(word: list[Glyph], homes: list[Home], doubtful: set[tuple[int, int]]) -> list[Home]:
    """A word that runs over a border: a figure is doubtful in every box it touches, other text is where it begins."""
    if any(_FIGURE.match(glyph.text) for glyph in word):
        doubtful.update(home for home in homes if home is not None)
        return homes
    return [homes[0]] * len(homes)


def _over_border(glyph: Glyph, box: Box) -> bool:
    if glyph.turn or not _FIGURE.match(glyph.text):
        return False
    slack = _OVER * (glyph.x1 - glyph.x)
    return glyph.x < box.x0 - slack or glyph.x1 > box.x1 + slack
