"""Of which year each item of a document is said to be."""

from collections.abc import Sequence

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.keys import fold
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.said import Captions, Part, Said, said_in
from gongkai.annual.reading.words import Role, lexicon


def heard_in(items: Sequence[Item]) -> list[Said | None]:
    """For every item what was said last above it. A printed row says something only where it is one text; in runs
    of cells each stands for itself, and one may hold lines that stood between two tables."""
    captions = Captions()
    heard: list[Said | None] = []
    start = 0
    while start < len(items):
        end = _line_end(items, start)
        filled = [item for item in items[start:end] if item.sort is not Sort.BLANK]
        if filled:
            _hear(captions, filled)
        heard += [captions.now] * (end - start)
        start = end
    return heard


def _line_end(items: Sequence[Item], start: int) -> int:
    """Where the printed row, or in a run the cell, that begins with an item ends."""
    first = items[start]
    row, printed = first.piece.row, first.piece.mode is Mode.ROWS
    end = start + 1
    while end < len(items):
        item = items[end]
        piece = item.piece
        if piece.row != row or (piece.mode is Mode.ROWS) is not printed:
            break
        if not printed and item.line != first.line:
            break
        end += 1
    return end


def _hear(captions: Captions, filled: Sequence[Item]) -> None:
    if filled[0].at.startswith("工作表") and all(item.at == f"工作表“{item.text}”" for item in filled):
        captions.sheet(filled[0].text)
        return
    for item in filled:
        if item.sort is Sort.VALUE:
            continue
        chapters = [word.key for word in item.words if word.role is Role.CHAPTER]
        if chapters:
            captions.chapter(chapters)
            lines = item.text.splitlines()
        elif item.sort is Sort.LABEL and not isinstance(said_in(item.text), Part):
            lines = _beside_label(item.text.splitlines())
        else:
            lines = item.text.splitlines() if len(filled) == 1 or item.mode is not Mode.ROWS else []
        for line in lines:
            captions.line(line)


def _beside_label(lines: Sequence[str]) -> list[str]:
    """The lines above and below a label that is one without them."""
    if len(lines) < 2:
        return []
    first = list(lines[:1]) if lexicon().of(fold("".join(lines[1:]))) else []
    return first + (list(lines[1:]) if lexicon().of(fold(lines[0])) else [])
