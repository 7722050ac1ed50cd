"""What only wraps the content of a Word document: paragraphs, tables and choices are found inside."""

from collections.abc import Iterator

from gongkai.papers.word.names import ALTERNATIVES, CHOICE, FALLBACK, FOREIGN_CONTENT, GONE, SILENT, TBL, P
from gongkai.papers.xml_parts import Element

_BLOCKS = frozenset((P, TBL)) | FOREIGN_CONTENT


def blocks_in(parent: Element) -> Iterator[Element]:
    """Paragraphs, tables and foreign content below an element, out of their wrappers."""
    for child in parent:
        tag = child.tag
        if tag in _BLOCKS:
            yield child
        elif tag == ALTERNATIVES:
            yield from blocks_in(choice(child))
        elif tag not in SILENT and tag not in GONE:
            yield from blocks_in(child)


def choice(alternatives: Element) -> Element:
    """What a present-day Word shows of several ways to write the same."""
    for name in (CHOICE, FALLBACK):
        if (found := alternatives.find(name)) is not None:
            return found
    return alternatives
