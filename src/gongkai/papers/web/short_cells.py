"""Cells that hold nothing but text in plain frames, and rows of such cells, nearly all of a page: they need no walk."""

from lxml import etree

from gongkai.papers.web import names
from gongkai.papers.web.flow import DIM, HtmlCell, settled
from gongkai.papers.web.style import DRAWN, PLAIN, Styles
from gongkai.papers.web.tables import cell_of

_ODD = frozenset(("hidden", "aria-hidden"))


def cells_of(row: etree._Element, styles: Styles) -> list[HtmlCell] | None:
    """The cells of such a row; None for one that must be walked."""
    if not _blank(row.text):
        return None
    cells = []
    for element in row:
        if element.tag not in names.CELLS or not _blank(element.tail):
            return None
        attributes = element.keys()
        if (attributes or styles.ruled) and (
            "hidden" in attributes or styles.of(element) not in (PLAIN, DRAWN)
        ):
            return None
        text = text_of(element, styles)
        if text is None:
            return None
        cells.append(cell_of(element, text))
    return cells


def text_of(element: etree._Element, styles: Styles) -> str | None:
    """The text of such a cell; None for one that must be walked."""
    inner = element
    while (count := len(inner)) == 1:
        if not _blank(inner.text):
            break
        inner = inner[0]
        if inner.tag not in names.FRAMES_OF_TEXT or not _blank(inner.tail) or _odd(inner, styles):
            return None
    if count and not all(_only_type(each, 3, styles) for each in inner):
        return None
    text = "".join(map(str, inner.itertext())) if count else inner.text or ""
    if text.isalnum():
        return text
    return None if DIM in text else settled(text, False).strip()


def _only_type(element: etree._Element, depth: int, styles: Styles) -> bool:
    if element.tag not in names.SIMPLE or _odd(element, styles):
        return False
    return not len(element) or (depth > 0 and all(_only_type(each, depth - 1, styles) for each in element))


def _odd(element: etree._Element, styles: Styles) -> bool:
    """Whether something about an element in a cell may change what is seen of its text."""
    attributes = element.keys()
    if not attributes and not styles.ruled:
        return False
    return not _ODD.isdisjoint(attributes) or styles.of(element) is not PLAIN


def _blank(text: str | None) -> bool:
    return not text or text.isspace()
