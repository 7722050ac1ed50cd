"""The walk of an OpenDocument text: paragraphs with what is printed of them, lists with their numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.papers.flow import FlowTable, Text
from gongkai.papers.limits import Limits
from gongkai.papers.looks import Look
from gongkai.papers.odt.names import (
    BREAKS,
    CHANGES,
    COMPUTED,
    DRAW,
    LIST,
    LIST_HEADER,
    LIST_ITEM,
    NOTE,
    PICTURES,
    RUBY,
    SECTION,
    SILENT,
    TABLE_TABLE,
    TEXT,
    H,
    P,
    hidden,
)
from gongkai.papers.odt.styles import OUTLINE, Styles
from gongkai.papers.odt.tables import rows_of
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, PICTURE, TRACKED
from gongkai.papers.word.names import whole
from gongkai.papers.xml_parts import Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000
_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class _Line:
    """A paragraph while it is put together."""

    look: Look
    pieces: list[str] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """Where the counting stands: one number a level."""

    style: str
    counts: list[int] = field(default_factory=list)


class Walk:
    """One pass over a document; `notes` are gathered on the way. Raises CannotOpen beyond the limits."""

    def __init__(self, styles: Styles, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.notes: list[Text | FlowTable] = []
        self._styles = styles
        self._cells = 0
        self._paragraphs = 0
        self._lists: dict[str, _List] = {}  # by their ids, for lists that go on with an earlier one
        self._last: dict[str, _List] = {}  # by style
        self._outline = _List(OUTLINE)

    def content(self, parent: Element, depth: int) -> list[Text | FlowTable]:
        """Paragraphs and tables below an element; `depth`: in how many tables it lies."""
        return self._blocks(parent, depth, None, 0)

    def _one_more(self) -> None:
        """Count a paragraph: there are never many more of them than cells."""
        self._paragraphs += 1
        if self._paragraphs > 2 * self.limits.cells:
            raise CannotOpen(f"{self.name}超过{2 * self.limits.cells}段，没有读；请拆分后再试")

    def counted(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self.limits.cells:
            raise CannotOpen(f"{self.name}的表格超过{self.limits.cells}格的上限，没有读；请拆分后再试")

    def _blocks(
        self, parent: Element, depth: int, counted: _List | None, level: int
    ) -> list[Text | FlowTable]:
        flow: list[Text | FlowTable] = []
        number = counted is not None  # the number goes before the first paragraph of an item
        for child in parent:
            tag = child.tag
            if tag in SILENT or (tag == SECTION and hidden(child.get(TEXT + "display"))):
                continue
            if tag in (P, H):
                self._one_more()
                prefix = self._heading_number(child) if tag == H and counted is None else ""
                if number and counted is not None:
                    prefix = self._styles.number(counted.style, counted.counts)
                number = False
                flow += self._paragraph(child, prefix, depth)
            elif tag == TABLE_TABLE:
                flow.append(FlowTable(rows_of(child, self, depth + 1)))
            elif tag == LIST:
                number = False
                flow += self._list(child, depth, counted, level + 1)
            else:
                if tag in PICTURES:
                    flow.append(Text([""], remarks={PICTURE}))
                flow += self._blocks(child, depth, None, 0)
        return flow

    # Lists

    def _list(self, element: Element, depth: int, outer: _List | None, level: int) -> list[Text | FlowTable]:
        counted = outer if outer is not None and level > 1 else self._begun(element)
        own = element.get(TEXT + "style-name")
        if own is not None and level > 1:
            counted.style = own
        flow: list[Text | FlowTable] = []
        for item in element:
            if item.tag == LIST_ITEM:
                first = next((child.tag for child in item if child.tag not in SILENT), None)
                if first in (P, H):  # one that only holds a deeper list has no number of its own
                    self._count(counted, level, item.get(TEXT + "start-value"))
                flow += self._blocks(item, depth, counted, level)
            elif item.tag == LIST_HEADER:
                flow += self._blocks(item, depth, None, 0)
        return flow

    def _begun(self, element: Element) -> _List:
        style = element.get(TEXT + "style-name", "")
        earlier = self._lists.get(element.get(TEXT + "continue-list", ""))
        if earlier is None and element.get(TEXT + "continue-numbering") == "true":
            earlier = self._last.get(style)
        found = earlier or _List(style)
        self._last[style] = found
        if (own := element.get(_ID)) is not None:
            self._lists[own] = found
        return found

    def _count(self, counted: _List, level: int, start: str | None) -> None:
        del counted.counts[level:]
        while len(counted.counts) < level - 1:
            counted.counts.append(self._styles.start(counted.style, len(counted.counts) + 1))
        if len(counted.counts) < level:
            counted.counts.append(self._styles.start(counted.style, level) - 1)
        counted.counts[level - 1] += 1
        if start is not None:
            counted.counts[level - 1] = whole(start, 1)

    def _heading_number(self, heading: Element) -> str:
        if heading.get(TEXT + "is-list-header") == "true":
            return ""
        self._count(self._outline, min(max(whole(heading.get(TEXT + "outline-level"), 1), 1), 10), None)
        return self._styles.number(OUTLINE, self._outline.counts)

    # Paragraphs

    def _paragraph(self, element: Element, prefix: str, depth: int) -> Iterable[Text | FlowTable]:
        hides = element.find(TEXT + "hidden-paragraph")
        if hides is not None and hidden(hides.get(TEXT + "is-hidden")):
            return
        line = _Line(self._styles.look("paragraph", element.get(TEXT + "style-name")))
        self._inline(element, line, line.look)
        text = prefix + "".join(line.pieces)
        level = max(whole(element.get(TEXT + "outline-level"), 1), 1) if element.tag == H else 0
        yield Text(text.split("\n"), level, line.remarks)
        for box in line.boxes:
            yield from self._blocks(box, depth, None, 0)

    def _inline(self, parent: Element, line: _Line, look: Look) -> None:
        self._say(parent.text, line, look)
        for child in parent:
            self._part(child, line, look)
            self._say(child.tail, line, look)

    def _part(self, child: Element, line: _Line, look: Look) -> None:
        tag = child.tag
        if tag in SILENT:
            return
        if tag == TEXT + "span":
            own = self._styles.look("text", child.get(TEXT + "style-name"))
            self._inline(child, line, own.over(look))
        elif tag == TEXT + "s":
            line.pieces.append(" " * min(max(whole(child.get(TEXT + "c"), 1), 1), _MOST_SPACES))
        elif tag in BREAKS:
            line.pieces.append(BREAKS[tag])
        elif tag in CHANGES:
            line.remarks.add(TRACKED)
        elif tag == NOTE:
            for body in child.iterfind(TEXT + "note-body"):
                self.notes += self._blocks(body, 0, None, 0)
        elif tag == RUBY:
            for base in child.iterfind(TEXT + "ruby-base"):
                self._inline(base, line, look)
        elif tag.startswith(DRAW) and tag != DRAW + "a":
            if any(each.tag in PICTURES for each in child.iter()) and next(child.iter(P), None) is None:
                line.remarks.add(PICTURE)
            line.boxes.append(child)
        elif hidden(child.get(TEXT + "is-hidden")):
            return
        else:
            if tag in COMPUTED:
                line.remarks.add(FIELD)
            self._inline(child, line, look)

    def _say(self, text: str | None, line: _Line, look: Look) -> None:
        if text:
            line.pieces.append(look.marked(_BLANKS.sub(" ", text), line.remarks))
