"""Lines set in columns without borders: blanks stand where the page shows distances, so that what is printed under
one another stands under one another in the text too."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from gongkai.papers.model import Word
from gongkai.papers.pdf.lattice import positions

APART = 1.0  # em between two words that stand in columns
DISTANCE = 0.12  # em that parts two words without borders; characters of one word stand nearer
_LINES = 3  # with such words, before a page is taken to be set in columns
_PLACE = 0.45  # em: a place for a character of half width, so narrow that no text runs into the next
_NEAR = 1.2  # points by which figures of one column may differ


def mirrored(lines: Sequence[Sequence[Word]], em: float) -> list[str] | None:
    """The text of each line, its words at the places where they are printed; None for a page of running text. `em` is
    the usual height of its characters in points."""
    if em <= 0 or sum(len(words) > 1 for words in lines) < _LINES:
        return None
    place = _PLACE * em
    figures = [word for words in lines for word in words if word.text.isascii()]
    edge = min(range(3), key=lambda n: len(_columns([_edge(word, n) for word in figures])))
    columns = _columns([_edge(word, edge) for word in figures])
    left = min((words[0].x0 for words in lines if words), default=0.0)
    return [_text(words, edge, columns, left, place) for words in lines]


def _edge(word: Word, edge: int) -> float:
    return (word.x0, (word.x0 + word.x1) / 2, word.x1)[edge]


def _columns(edges: list[float]) -> list[float]:
    return positions(edges, _NEAR, 2 * _NEAR)


def _text(words: Sequence[Word], edge: int, columns: list[float], left: float, place: float) -> str:
    text, width = "", 0
    for word in words:
        at = _edge(word, edge)
        if word.text.isascii():
            at = min(columns, key=lambda column: abs(column - at), default=at)
        places = sum(2 if east_asian_width(char) in "WF" else 1 for char in word.text)
        start = round((at - left) / place) - (0, places // 2, places)[edge]
        blanks = max(start - width, 1 if text else 0)
        text += " " * blanks + word.text
        width += blanks + places
    return text
