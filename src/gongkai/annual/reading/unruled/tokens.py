"""The words of a document's lines on one sheet: pages stand one under another."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.papers.model import Line

_SAME_LINE = 0.4  # em by which baselines of one line may differ
_LEADING = 1.4  # em from the last line of a page to the first of the next


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word: edges, baseline and size in points; `line` is the number of its line in the document."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    line: int
    at: str

    def above(self, other: "Token | Box") -> bool:
        """Whether both share a stretch of the width."""
        return self.x0 < other.x1 and other.x0 < self.x1


@dataclass(frozen=True, slots=True)
class Box:
    """Left and right edge, first and last baseline."""

    x0: float
    x1: float
    y0: float
    y1: float

    @staticmethod
    def around(tokens: Sequence[Token]) -> "Box":
        return Box(
            min(each.x0 for each in tokens),
            max(each.x1 for each in tokens),
            min(each.y for each in tokens),
            max(each.y for each in tokens),
        )


def tokens_of(lines: Sequence[Line]) -> list[Token]:
    """All words from above; a page begins a line's height under the last line of the page before."""
    found: list[Token] = []
    page, down, last = None, 0.0, 0.0
    for page_lines in _pages(lines):
        first = min(line.y for _, line in page_lines)
        down = last + _LEADING * page_lines[0][1].size - first if page is not None else 0.0
        page = page_lines[0][1].page
        for number, line in page_lines:
            found += [
                Token(word.text, word.x0, word.x1, line.y + down, line.size, number, line.at)
                for word in line.words
            ]
        last = max(line.y for _, line in page_lines) + down
    return sorted(found, key=lambda token: (token.y, token.x0))


def _pages(lines: Sequence[Line]) -> list[list[tuple[int, Line]]]:
    pages: dict[int, list[tuple[int, Line]]] = {}
    for number, line in enumerate(lines):
        if line.words:
            pages.setdefault(line.page, []).append((number, line))
    return [pages[number] for number in sorted(pages)]


def on_one_line(one: Token, other: Token) -> bool:
    return abs(one.y - other.y) <= _SAME_LINE * max(one.size, other.size)
