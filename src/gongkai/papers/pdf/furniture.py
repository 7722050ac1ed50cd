"""Page numbers and running heads: printed on every page, part of none of its texts."""

import re
from collections import Counter

from gongkai.papers.pdf.page import Page
from gongkai.papers.pdf.parts import Piece
from gongkai.papers.pdf.writing import Line

_EDGE = 0.11  # share of the page's height at its upper and lower end
_APART = 0.8  # em between a page number and what stands next to it
_NUMBER = re.compile(
    r"(?:[-—–－·•~]\s*\d{1,3}\s*[-—–－·•~]|第\s*\d{1,3}\s*页.{0,12}|[Pp]age\s*\d{1,3}.{0,10}|\d{1,3}\s*[/／]\s*\d{1,3})"
)
_BARE = re.compile(r"\d{1,3}")


def without_furniture(pages: list[Page], pieces: list[list[Piece]]) -> list[list[Piece]]:
    """The pieces of each page without page numbers, running heads only once."""
    edges = [
        [piece for piece in each if isinstance(piece, Line) and _at_edge(page, piece)]
        for page, each in zip(pages, pieces, strict=True)
    ]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    seen: set[str] = set()
    result = []
    for page, each, lines in zip(pages, pieces, edges, strict=True):
        dropped: list[Line] = []
        for line in lines:
            text, key = line.text.strip(), _key(line)
            running = counts[key] > 1 and len(pages) > 1
            counted = running and bool(_BARE.fullmatch(text)) and _outermost(page, line, each)
            if _NUMBER.fullmatch(text) or counted or (running and key in seen and not _BARE.fullmatch(text)):
                dropped.append(line)
            elif running:
                seen.add(key)
        result.append([piece for piece in each if not any(piece is line for line in dropped)])
    return result


def _at_edge(page: Page, line: Line) -> bool:
    reach = _EDGE * page.height
    return line.box.y1 <= reach or line.box.y0 >= page.height - reach


def _outermost(page: Page, line: Line, pieces: list[Piece]) -> bool:
    """Whether nothing stands nearer to the page's lower or upper end, nor close by: it may be a figure of a row."""
    apart = _APART * line.glyphs[0].size
    if line.box.y0 > page.height / 2:
        return all(piece is line or piece.box.y1 <= line.box.y0 - apart for piece in pieces)
    return all(piece is line or piece.box.y0 >= line.box.y1 + apart for piece in pieces)


def _key(line: Line) -> str:
    """What is the same from page to page: the text without its figures, its height."""
    return f"{re.sub(r'[0-9]+', '#', line.text)}@{round(line.box.y0 / 4)}"
