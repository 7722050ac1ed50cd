"""Characters become lines of text: by their baseline, from left to right, blanks where the distance shows them."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.papers.model import Word
from gongkai.papers.pdf.columns import APART, DISTANCE
from gongkai.papers.pdf.page import Box, Glyph

_DOWN, _BACK = "down", "back"  # steps of upright text
_LEVEL = 0.1  # share of an em by which one baseline may vary
_SAME_LINE = 0.4  # share of an em by which a raised character may stand off its line
_OVER = 0.3  # share of an em by which characters of one line may overlap
_BESIDE = 0.6  # em between a raised character and the next of its line
_BLANK = 0.2  # share of an em between two characters: a blank stands there
_WIDE_BLANK = (
    0.5  # the same beside a Chinese character, which programs set apart from figures and stretch lines by
)
_PRINTED_BLANK = 0.12  # share of an em that a blank which the file prints takes at least
_FIRST_WIDE = "\u2e80"  # from here on characters are as wide as an em
_DESCENT = 0.25  # share of an em below the baseline


@dataclass(frozen=True, slots=True)
class Line:
    """The characters of one printed line, from left to right."""

    glyphs: tuple[Glyph, ...]
    box: Box

    @property
    def text(self) -> str:
        """The text, one blank where there is a distance."""
        return self._with_blanks(printed=False)

    @property
    def prose(self) -> str:
        """The same, also with the narrower blanks that the file prints. Not for figures in cells: there a blank may
        only pad."""
        return self._with_blanks(printed=True)

    def _with_blanks(self, *, printed: bool) -> str:
        parts = [self.glyphs[0].text]
        for left, right in zip(self.glyphs, self.glyphs[1:], strict=False):
            least = blank_between(left.text, right.text)
            if printed and right.spaced:
                least = min(least, _PRINTED_BLANK)
            if right.x - left.x1 > least * max(left.size, right.size):
                parts.append(" ")
            parts.append(right.text)
        return "".join(parts)

    @property
    def words(self) -> list[Word]:
        """The stretches between wide distances."""
        return self._parted(APART)

    @property
    def stretches(self) -> list[Word]:
        """The stretches between any distances."""
        return self._parted(DISTANCE)

    def _parted(self, least: float) -> list[Word]:
        words: list[list[Glyph]] = []
        for glyph in self.glyphs:
            last = words[-1][-1] if words else None
            digits = last is not None and last.text.isdigit() and glyph.text.isdigit()
            if last and glyph.x - last.x1 <= (DISTANCE if digits else least) * glyph.size:
                words[-1].append(glyph)
            else:
                words.append([glyph])
        return [Word(Line(tuple(each), self.box).text, each[0].x, each[-1].x1) for each in words]


def blank_between(left: str, right: str) -> float:
    """The distance in em between two characters that is a blank."""
    return _BLANK if left < _FIRST_WIDE and right < _FIRST_WIDE else _WIDE_BLANK


def lines_in_cell(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of one cell; characters set under one another in several columns as one line, in their own order."""
    steps = [_step(left, right) for left, right in itertools.pairwise(glyphs)]
    if (
        steps.count(_DOWN) > 1
        and steps.count(_BACK)
        and len(steps) == steps.count(_DOWN) + steps.count(_BACK)
    ):
        return [_line(list(glyphs), 0)]
    return lines_of(glyphs)


def _step(one: Glyph, other: Glyph) -> str:
    """Where the next character of the file stands: right under the last one, up to the left, or elsewhere."""
    down, size = other.y - one.y, one.size
    if one.turn or other.turn:
        return ""
    if abs(other.x - one.x) <= _SAME_LINE * size and 0 < down <= 2 * size:
        return _DOWN
    return _BACK if other.x < one.x - size / 2 and down < -size / 2 else ""


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from above. Text that stands turned is read in its own direction, after the level text."""
    turned: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        turned.setdefault(glyph.turn, []).append(glyph)
    lines: list[Line] = []
    for turn in sorted(turned):
        lines += [_line(group, turn) for group in _by_baseline(_upright(turned[turn], turn))]
    return lines


def _upright(glyphs: list[Glyph], turn: int) -> list[Glyph]:
    """The characters as they stand when the page is turned so that they are level."""
    if turn == 0:
        return glyphs
    result = []
    for glyph in glyphs:
        x, y = ((glyph.y, -glyph.x), (-glyph.x, -glyph.y), (-glyph.y, glyph.x))[turn - 1]
        result.append(glyph._replace(x=x, y=y, x1=x + glyph.x1 - glyph.x))
    return result


def _by_baseline(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters of one baseline; those raised or lowered beside them belong to the same line."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: each.y):
        if groups and glyph.y - groups[-1][0].y <= _LEVEL * min(glyph.size, groups[-1][0].size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    lines: list[list[Glyph]] = []
    for group in groups:
        near = next((line for line in lines[-3:] if _of_one_line(line, group)), None)
        if near is None:
            lines.append(group)
        else:
            near += group
    for line in lines:
        line.sort(key=lambda each: each.x)
    return lines


def _of_one_line(line: list[Glyph], group: list[Glyph]) -> bool:
    """Whether characters of nearly one baseline stand beside each other and nowhere under or over each other."""
    size = min(line[0].size, group[0].size)
    if group[0].y - line[0].y > _SAME_LINE * size:
        return False
    order = sorted([*line, *group], key=lambda each: each.x)
    mine = set(map(id, group))
    beside = False
    for left, right in itertools.pairwise(order):
        if right.x - left.x1 < -_OVER * size:
            return False
        if (id(left) in mine) != (id(right) in mine) and right.x - left.x1 <= _BESIDE * size:
            beside = True
    return beside


def _line(glyphs: list[Glyph], turn: int) -> Line:
    box = Box(
        min(glyph.x for glyph in glyphs),
        min(glyph.y - (1 - _DESCENT) * glyph.size for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.y + _DESCENT * glyph.size for glyph in glyphs),
    )
    if turn == 1:
        box = Box(-box.y1, box.x0, -box.y0, box.x1)
    elif turn == 2:
        box = Box(-box.x1, -box.y1, -box.x0, -box.y0)
    elif turn == 3:
        box = Box(box.y0, -box.x1, box.y1, -box.x0)
    return Line(tuple(glyphs), box)
