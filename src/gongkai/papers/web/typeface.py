"""Elements that only choose a typeface, half of a page."""

from lxml import etree

from gongkai.papers.web import names
from gongkai.papers.web.style import PLAIN, Styles


def thin(root: etree._Element, styles: Styles) -> None:
    """Take them out, all at once: their text stays. Only for a page without rules of its own."""
    for element in list(root.iter(*names.TYPE)):
        attributes = element.keys()
        if attributes and (
            not names.TELLING.isdisjoint(attributes)
            or (("style" in attributes or "color" in attributes) and styles.of(element) is not PLAIN)
        ):
            element.tag = "mark"
    etree.strip_tags(root, *names.TYPE)
