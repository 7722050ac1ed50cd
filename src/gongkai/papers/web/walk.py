"""The walk over a page's elements: what is printed, line by line, and the tables with their spans.

Element by element without recursion, so that no page is too deep. Nothing is fetched or run.
"""

from lxml import etree

from gongkai.papers.limits import Limits
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.web import names
from gongkai.papers.web.fields import void
from gongkai.papers.web.flow import CHANGE, DIM, PART, RAISE, STRIKE, Flow, end_table
from gongkai.papers.web.neighbours import Neighbours
from gongkai.papers.web.opened import Opened
from gongkai.papers.web.short_cells import cells_of, text_of
from gongkai.papers.web.style import DRAWN, PLAIN, Look, styles_of
from gongkai.papers.web.tables import ORDER, Table, cell_of
from gongkai.papers.web.typeface import thin

_NOTHING = Opened("")


class Walk:
    """One page. `flow` is what it prints; `frames` counts the pages it would have to fetch."""

    def __init__(self, root: etree._Element, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._styles = styles_of(root)
        self._tables: list[Table] = []
        self._opened: list[Opened] = []
        self._visible = True
        self._kept = self._struck = self._shaded = self._lost = 0
        self._dim = False
        self._cells = 0
        self._neighbours = Neighbours(self._styles)
        self.frames = 0
        self.flow = Flow()
        self._flows = [self.flow]
        if not self._styles.ruled:
            thin(root, self._styles)
        self._run(root)
        self.flow.end_line()

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
        if self._dim and not text.isspace():
            text = f"{DIM}{text}{DIM}"
        if self._kept:
            self._flows[-1].add_kept(text)
        else:
            self._flows[-1].parts.append(text)

    def _start(self, element: etree._Element) -> bool:
        """Begin an element; False where nothing of it is left to walk."""
        tag = element.tag
        self.frames += tag in names.FRAMES
        if tag in names.UNPRINTED or (tag == "dialog" and element.get("open") is None):
            return False
        look = PLAIN
        attributes = element.keys()
        if attributes or self._styles.ruled:
            look = self._styles.of(element)
            if tag not in names.WHOLE and (
                look.gone
                or ("hidden" in attributes and not look.display)
                or (look.tiny and len(element) == 0)
            ):
                return False
        if tag in names.VOID:
            if self._visible:
                void(tag, element, self._flows[-1])
            return False
        if (
            tag in names.SIMPLE
            and look is PLAIN
            and names.TELLING.isdisjoint(attributes)
            and not (self._shaded and (attributes or self._styles.ruled))
        ):
            self._opened.append(_NOTHING)
            return True
        table = self._tables[-1] if self._tables else None
        part = table is not None and tag in names.TABLE_PARTS
        if table is not None and part:
            if table.cell is not None:  # a cell that was never closed
                self._end_cell(table)
            if tag == "tr" and look is PLAIN and self._take_row(element, table):
                return False
            if tag in names.CELLS and look in (PLAIN, DRAWN) and self._take_cell(element, table):
                return False
        self._open(str(tag), element, look, table if part else None)
        return True

    def _open(self, tag: str, element: etree._Element, look: Look, table: Table | None) -> None:
        """Begin an element that changes something; `table` where it is a part of this one."""
        opened = Opened(tag)
        self._opened.append(opened)
        if look.visible is not None and tag not in names.WHOLE:
            opened.visible, self._visible = self._visible, look.visible
        if look.shaded or look.dim or self._shaded:
            self._shade(element, look, opened)
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

    def _shade(self, element: etree._Element, look: Look, opened: Opened) -> None:
        """From here on a text is seen or not by what the element and all around it say."""
        opened.dim, opened.lost = self._dim, look.dim
        self._shaded += 1
        self._lost += look.dim
        self._dim = self._lost > 0 or self._styles.unseen(element)

    def _begin_block(self, tag: str, element: etree._Element, opened: Opened, look: Look) -> None:
        opened.block = True
        flow = self._flows[-1]
        table = self._tables[-1] if self._tables else None
        flow.end_line()
        opened.drawn_cell = look.display == "table-cell"
        if tag in names.KEPT or look.kept_blanks:
            opened.kept = True
            self._kept += 1
        elif tag == "li" and table is not None and table.cell is not None:
            flow.parts.append(self._neighbours.number(element))
        if opened.struck:
            self._strike(opened)

    def _begin_inline(self, tag: str, element: etree._Element, opened: Opened, look: Look) -> None:
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
        elif not self._tables and element.get("class") and self._neighbours.drawn_row(element):
            opened.block = True
            self._flows[-1].end_line()

    def _strike(self, opened: Opened) -> None:
        """Inside struck text nothing opens another strike."""
        if self._struck == 1:
            self._flows[-1].parts.append(STRIKE)
            opened.before = STRIKE

    def _begin_table(self, opened: Opened) -> None:
        if len(self._tables) >= self._limits.depth:
            raise CannotOpen(
                f"{self._name}的表格套了{self._limits.depth}层以上，没有打开；请只留下报告正文再试"
            )
        opened.block, opened.ends = True, "table"
        into = self._flows[-1]
        into.end_line()
        table = Table(into)
        self._tables.append(table)
        self._flows.append(table.before)

    def _begin_part(self, tag: str, element: etree._Element, table: Table, opened: Opened) -> None:
        opened.block = True
        table.before.end_line()
        if tag in ORDER:
            table.begin_group(tag)
            opened.ends = "group"
        elif tag == "tr":
            table.begin_row()
            opened.ends = "row"
        else:
            self._counted(1)
            cell = cell_of(element, visible=self._visible)
            cell.flow = flow = Flow()
            table.add(cell)
            self._flows.append(flow)
            table.cell, opened.ends = opened, "cell"
            if self._struck:
                flow.parts.append(STRIKE)

    def _counted(self, cells: int) -> None:
        """Count new cells. Raises CannotOpen beyond the limit."""
        self._cells += cells
        if self._cells > self._limits.cells:
            raise CannotOpen(
                f"{self._name}的表格超过{self._limits.cells}格的上限，没有打开；请只留下报告正文再试"
            )

    def _take_row(self, element: etree._Element, table: Table) -> bool:
        """Take a row whose cells need no walk; False for another."""
        if self._kept or self._struck or self._shaded or not self._visible:
            return False
        cells = cells_of(element, self._styles)
        if cells is None:
            return False
        self._counted(len(cells))
        table.before.end_line()
        table.add_row(cells)
        return True

    def _take_cell(self, element: etree._Element, table: Table) -> bool:
        """Take a cell that needs no walk; False for another."""
        if self._kept or self._struck or self._shaded or not self._visible:
            return False
        text = text_of(element, self._styles)
        if text is None:
            return False
        self._counted(1)
        table.before.end_line()
        table.add(cell_of(element, text))
        return True

    def _end_cell(self, table: Table) -> None:
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
        if opened.dim is not None:
            self._dim = opened.dim
            self._shaded -= 1
            self._lost -= opened.lost
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
                end_table(table.rows(), table.before, table.into)
