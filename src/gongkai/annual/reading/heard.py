"""Of which year each item of a document is said to be."""

from collections.abc import Sequence
from itertools import groupby

from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.said import Captions, Said
from gongkai.annual.reading.words import Role


def heard_in(items: Sequence[Item]) -> list[Said | None]:
    """For every item what was said last above it. A printed row says something only where it is one text."""
    captions = Captions()
    heard: list[Said | None] = []
    for _, row in groupby(items, key=lambda item: item.row):
        line = list(row)
        filled = [item for item in line if item.sort is not Sort.BLANK]
        chapters = [word.key for item in filled for word in item.words if word.role is Role.CHAPTER]
        if filled and all(item.at == f"工作表“{item.text}”" for item in filled):
            captions.sheet(filled[0].text)
        elif chapters:
            captions.chapter(chapters)
            captions.line("".join(item.text for item in filled))
        elif len(filled) == 1 and filled[0].sort is Sort.TEXT:
            captions.line(filled[0].text)
        heard += [captions.now] * len(line)
    return heard
