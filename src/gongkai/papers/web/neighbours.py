"""What an element is among its neighbours: an item with a number, a cell of a row that only a style sheet draws."""

import re

from lxml import etree

from gongkai.papers.web.flow import PART
from gongkai.papers.web.style import Styles

_START = re.compile(r"\s*\+?(\d{1,9})")


class Neighbours:
    """Remembers for one page what was counted and compared."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._rows_alike: dict[etree._Element, bool] = {}
        self._numbers: dict[etree._Element, int] = {}

    def number(self, item: etree._Element) -> str:
        """The number a browser prints before an item of a numbered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or (parent.get("type") or "1") != "1":
            return ""
        if self._styles.of(parent).unnumbered or self._styles.of(item).unnumbered:
            return ""
        start = _START.match(parent.get("start") or "")
        number = self._numbers.get(parent, int(start[1]) - 1 if start else 0) + 1
        self._numbers[parent] = number
        return f"{number}.{PART}"

    def drawn_row(self, element: etree._Element) -> bool:
        """Whether this and its neighbours are cells that a style sheet we do not see draws as a row."""
        row = element.getparent()
        if row is None:
            return False
        if row not in self._rows_alike:
            kinds = {(child.tag, child.get("class")) for child in row}
            loose = (row.text or "").strip() or any((child.tail or "").strip() for child in row)
            self._rows_alike[row] = len(row) >= 3 and len(kinds) == 1 and not loose
        return self._rows_alike[row]
