"""The walk over a page's elements: what is printed, line by line, and the tables with their spans.

Element by element without recursion, so that no page is too deep. Nothing is fetched or run.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.papers.limits import Limits
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.web import names
from gongkai.papers.web.flow import (
    CHANGE,
    IMAGE,
    PART,
    RAISE,
    STRIKE,
    Flow,
    HtmlCell,
    end_table,
    settled,
)
from gongkai.papers.web.style import PLAIN, Look, Styles

_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}
_SPAN = re.compile(r"\s*\+?(\d{1,9})")
_TELLING = frozenset(("class", "hidden", "aria-hidden"))
_ODD = frozenset(("hidden", "aria-hidden"))
_DRAWN = Look(display="table-cell")
_TINY = re.compile(r"\s*[0-3](?:px)?\s*")


@dataclass(slots=True)
class _Open:
    """What is to be undone when an element ends."""

    tag: str
    block: bool = False
    before: str = ""  # a mark to set behind it
    visible: bool | None = None  # what held before, where the element says otherwise
    ends: str = ""  # table, group, row, cell or text
    kept: bool = False
    drawn_cell: bool = False
    struck: bool = False


_NOTHING = _Open("")


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows by group, the text that stands in it outside of cells."""

    into: Flow
    before: Flow = field(default_factory=Flow)
    groups: list[tuple[int, list[list[HtmlCell]]]] = field(default_factory=list)
    group: list[list[HtmlCell]] | None = None
    row_open: bool = False
    cell: _Open | None = None


class Walk:
    """One page. `flow` is what it prints; `frames` counts the pages it would have to fetch."""

    def __init__(self, root: etree._Element, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._styles = Styles(style.text or "" for style in root.iter("style") if _on_screen(style))
        self._tables: list[_Table] = []
        self._opened: list[_Open] = []
        self._visible = True
        self._kept = self._struck = 0
        self._cells = 0
        self._rows_alike: dict[etree._Element, bool] = {}
        self._numbers: dict[etree._Element, int] = {}
        self.frames = 0
        self.flow = Flow()
        self._flows = [self.flow]
        if not self._styles.ruled:
            self._thin(root)
        self._run(root)
        self.flow.end_line()

    def _thin(self, root: etree._Element) -> None:
        """Take out the elements that only choose a typeface, half of a page, all at once: their text stays."""
        for element in list(root.iter(*names.TYPE)):
            attributes = element.keys()
            if attributes and (
                not _TELLING.isdisjoint(attributes)
                or ("style" in attributes and self._styles.of(element) is not PLAIN)
            ):
                element.tag = "mark"
        etree.strip_tags(root, *names.TYPE)

    def _run(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if self._start(element):
                    if element.text:
                        self._text(element.text)
                else:
                    walker.skip_subtree()
                    skipped = element
                continue
            if event == "end":
                if skipped is element:
                    skipped = None
                else:
                    self._end()
            if element.tail and element is not root:
                self._text(element.tail)

    def _text(self, text: str | bytes) -> None:
        if not self._visible or isinstance(text, bytes):
            return
        flow = self._flows[-1]
        if not self._kept:
            flow.parts.append(text)
            return
        first, *rest = re.split(r"\r\n|\r|\n", text)
        flow.kept = True
        flow.parts.append(first)
        for line in rest:
            flow.end_line(blank_too=True)
            flow.kept = True
            flow.parts.append(line)

    def _start(self, element: etree._Element) -> bool:
        """Begin an element; False where nothing of it is left to walk."""
        tag = element.tag
        self.frames += tag in names.FRAMES
        if tag in names.UNPRINTED:
            return False
        look = PLAIN
        attributes = element.keys()
        if attributes or self._styles.ruled:
            look = self._styles.of(element)
            if tag not in names.WHOLE and (
                look.gone or "hidden" in attributes or (look.tiny and len(element) == 0)
            ):
                return False
        if tag in names.VOID:
            self._void(tag, element)
            return False
        if tag in names.SIMPLE and look is PLAIN and _TELLING.isdisjoint(attributes):
            self._opened.append(_NOTHING)
            return True
        table = self._tables[-1] if self._tables else None
        part = table is not None and tag in names.TABLE_PARTS
        if table is not None and part:
            if table.cell is not None:  # a cell that was never closed
                self._end_cell(table)
            if tag in names.CELLS and look in (PLAIN, _DRAWN) and self._take_cell(element, table):
                return False
        self._open(str(tag), element, look, table if part else None)
        return True

    def _open(self, tag: str, element: etree._Element, look: Look, table: _Table | None) -> None:
        """Begin an element that changes something; `table` where it is a part of this one."""
        opened = _Open(tag)
        self._opened.append(opened)
        if look.visible is not None and tag not in names.WHOLE:
            opened.visible, self._visible = self._visible, look.visible
        if look.struck or tag in names.STRUCK:
            opened.struck = True
            self._struck += 1
        if tag == "table":
            self._begin_table(opened)
        elif table is not None:
            self._begin_part(tag, element, table, opened)
        elif tag in names.BLOCKS or "-" in tag or look.display in names.DRAWN_BLOCKS:
            self._begin_block(tag, element, opened, look)
        else:
            self._begin_inline(tag, element, opened, look)

    def _begin_block(self, tag: str, element: etree._Element, opened: _Open, look: Look) -> None:
        opened.block = True
        flow = self._flows[-1]
        table = self._tables[-1] if self._tables else None
        flow.end_line()
        opened.drawn_cell = look.display == "table-cell"
        if tag in names.KEPT or look.kept_blanks:
            opened.kept = True
            self._kept += 1
        elif tag == "li" and table is not None and table.cell is not None:
            flow.parts.append(self._number(element))
        if opened.struck:
            self._strike(opened)

    def _begin_inline(self, tag: str, element: etree._Element, opened: _Open, look: Look) -> None:
        parts = self._flows[-1].parts
        if opened.struck:
            self._strike(opened)
        elif tag in names.RAISED:
            parts.append(RAISE)
            opened.before = RAISE
        elif tag == "ins":
            parts += (CHANGE, PART)
            opened.before = PART
        elif tag in names.PARTED or look.display in names.APART or element.get("aria-hidden") == "true":
            parts.append(" " if tag == "a" and parts and parts[-1] == PART else PART)
            opened.before = PART
        elif not self._tables and element.get("class") and self._drawn_row(element):
            opened.block = True
            self._flows[-1].end_line()

    def _strike(self, opened: _Open) -> None:
        """Inside struck text nothing opens another strike."""
        if self._struck == 1:
            self._flows[-1].parts.append(STRIKE)
            opened.before = STRIKE

    def _number(self, item: etree._Element) -> str:
        """The number a browser prints before an item of a numbered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or (parent.get("type") or "1") != "1":
            return ""
        if self._styles.of(parent).unnumbered or self._styles.of(item).unnumbered:
            return ""
        start = _SPAN.match(parent.get("start") or "")
        number = self._numbers.get(parent, int(start[1]) - 1 if start else 0) + 1
        self._numbers[parent] = number
        return f"{number}.{PART}"

    def _drawn_row(self, element: etree._Element) -> bool:
        """Whether this and its neighbours are cells that a style sheet we do not see draws as a row."""
        row = element.getparent()
        if row is None:
            return False
        if row not in self._rows_alike:
            kinds = {(child.tag, child.get("class")) for child in row}
            loose = (row.text or "").strip() or any((child.tail or "").strip() for child in row)
            self._rows_alike[row] = len(row) >= 3 and len(kinds) == 1 and not loose
        return self._rows_alike[row]

    def _void(self, tag: str, element: etree._Element) -> None:
        flow = self._flows[-1]
        if not self._visible:
            return
        if tag == "br":
            flow.end_line(blank_too=True)
        elif tag == "hr":
            flow.end_line()
        elif tag == "img":
            if not any(_TINY.fullmatch(element.get(side) or "") for side in ("width", "height")):
                flow.parts.append(IMAGE)
        elif tag == "input":
            if (element.get("type") or "text").lower() not in names.UNREAD_INPUTS:
                flow.parts += (PART, element.get("value") or "", PART)
        elif tag == "textarea":
            for number, line in enumerate(_inside(element).splitlines()):
                if number:
                    flow.end_line(blank_too=True)
                flow.parts.append(line)
        elif tag == "select":
            flow.parts += (PART, _chosen(element), PART)

    def _begin_table(self, opened: _Open) -> None:
        if len(self._tables) >= self._limits.depth:
            raise CannotOpen(
                f"{self._name}的表格套了{self._limits.depth}层以上，没有打开；请只留下报告正文再试"
            )
        opened.block, opened.ends = True, "table"
        into = self._flows[-1]
        into.end_line()
        table = _Table(into)
        self._tables.append(table)
        self._flows.append(table.before)

    def _begin_part(self, tag: str, element: etree._Element, table: _Table, opened: _Open) -> None:
        opened.block = True
        table.before.end_line()
        if tag in _ORDER:
            first = not any(order == _ORDER[tag] for order, _ in table.groups)
            _group(table, _ORDER[tag] if first else 1)
            table.row_open, opened.ends = False, "group"
        elif tag == "tr":
            _row(table)
            table.row_open, opened.ends = True, "row"
        else:
            flow = self._cell(element, table).flow = Flow()
            self._flows.append(flow)
            table.cell, opened.ends = opened, "cell"
            if self._struck:
                flow.parts.append(STRIKE)

    def _cell(self, element: etree._Element, table: _Table) -> HtmlCell:
        """A new cell in the open row; cells without a row make one."""
        self._cells += 1
        if self._cells > self._limits.cells:
            raise CannotOpen(
                f"{self._name}的表格超过{self._limits.cells}格的上限，没有打开；请只留下报告正文再试"
            )
        if not table.row_open:
            _row(table)
            table.row_open = True
        down, across = element.get("rowspan"), element.get("colspan")
        cell = HtmlCell(
            None,
            "",
            _span(down, zero=True) if down else 1,
            _span(across) if across else 1,
            element.tag == "th",
            not self._visible,
        )
        table.groups[-1][1][-1].append(cell)
        return cell

    def _take_cell(self, element: etree._Element, table: _Table) -> bool:
        """Take a cell that holds nothing but text in plain frames; False where it must be walked."""
        if self._kept or self._struck or not self._visible:
            return False
        inner = element
        while (count := len(inner)) == 1:
            if not _blank(inner.text):
                break
            inner = inner[0]
            if inner.tag not in names.FRAMES_OF_TEXT or not _blank(inner.tail) or self._odd(inner):
                return False
        if count and not all(self._only_type(each, 3) for each in inner):
            return False
        text = "".join(map(str, inner.itertext())) if count else inner.text or ""
        table.before.end_line()
        self._cell(element, table).text = settled(text, False).strip()
        return True

    def _only_type(self, element: etree._Element, depth: int) -> bool:
        if element.tag not in names.SIMPLE or self._odd(element):
            return False
        return not len(element) or (depth > 0 and all(self._only_type(each, depth - 1) for each in element))

    def _odd(self, element: etree._Element) -> bool:
        """Whether something about an element in a cell may change what is seen of its text."""
        attributes = element.keys()
        if not attributes and not self._styles.ruled:
            return False
        return not _ODD.isdisjoint(attributes) or self._styles.of(element) is not PLAIN

    def _end_cell(self, table: _Table) -> None:
        self._flows.pop().end_line()
        if table.cell is not None:
            table.cell.ends = ""
            table.cell = None

    def _end(self) -> None:
        opened = self._opened.pop()
        if opened is _NOTHING:
            return
        if opened.visible is not None:
            self._visible = opened.visible
        self._struck -= opened.struck
        flow = self._flows[-1]
        if opened.before:
            flow.parts.append(opened.before)
        if opened.kept:
            self._kept -= 1
        if opened.block:
            flow.end_line(names.HEADINGS.get(opened.tag, 0), blank_too=opened.drawn_cell and not opened.ends)
        if not opened.ends:
            return
        table = self._tables[-1]
        match opened.ends:
            case "cell":
                self._end_cell(table)
            case "row":
                table.row_open = False
            case "group":
                table.group, table.row_open = None, False
            case "table":
                self._flows.pop()
                self._tables.pop()
                end_table(_rows(table), table.before, table.into)


def _blank(text: str | None) -> bool:
    return not text or text.isspace()


def _on_screen(style: etree._Element) -> bool:
    media = (style.get("media") or "all").lower()
    return "all" in media or "screen" in media


def _group(table: _Table, order: int) -> list[list[HtmlCell]]:
    table.group = []
    table.groups.append((order, table.group))
    return table.group


def _row(table: _Table) -> None:
    """Begin a row; rows outside of any group make one together."""
    (_group(table, 1) if table.group is None else table.group).append([])


def _rows(table: _Table) -> list[list[HtmlCell]]:
    """The rows as they are printed: head, bodies, foot. A span ends with its group."""
    rows = []
    for _, group in sorted(table.groups, key=lambda group: group[0]):
        for number, row in enumerate(group):
            left = len(group) - number
            for cell in row:
                if cell.down == 0 or cell.down > left:
                    cell.down = left
            rows.append(row)
    return rows


def _span(said: str | None, *, zero: bool = False) -> int:
    """A span as a browser takes it: leading digits; what is none is 1. Zero is told apart for rows."""
    found = _SPAN.match(said) if said else None
    if found is None:
        return 1
    number = int(found[1])
    return number if number or zero else 1


def _chosen(element: etree._Element) -> str:
    """The option a closed list shows."""
    options = list(element.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), None)
    if chosen is None and not (element.get("multiple") is not None or element.get("size", "1") != "1"):
        chosen = options[0] if options else None
    return _inside(chosen).strip() if chosen is not None else ""


def _inside(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())
