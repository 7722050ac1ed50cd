"""A table that is being read from a page: its rows by group, spans as a browser takes them."""

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.papers.web.flow import Flow, HtmlCell
from gongkai.papers.web.opened import Opened

ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}
_SPAN = re.compile(r"\s*\+?(\d{1,9})")


@dataclass(slots=True)
class Table:
    """Its rows by group, and the text that stands in it outside of cells."""

    into: Flow
    before: Flow = field(default_factory=Flow)
    groups: list[tuple[int, list[list[HtmlCell]]]] = field(default_factory=list)
    group: list[list[HtmlCell]] | None = None
    row_open: bool = False
    cell: Opened | None = None

    def begin_group(self, tag: str) -> None:
        """A head, a body or a foot; of several heads or feet only the first is one."""
        first = not any(order == ORDER[tag] for order, _ in self.groups)
        self._begin_group(ORDER[tag] if first else 1)
        self.row_open = False

    def _begin_group(self, order: int) -> list[list[HtmlCell]]:
        self.group = []
        self.groups.append((order, self.group))
        return self.group

    def begin_row(self) -> None:
        """A row; rows outside of any group make one together."""
        (self._begin_group(1) if self.group is None else self.group).append([])
        self.row_open = True

    def add(self, cell: HtmlCell) -> None:
        """A new cell in the open row; cells without a row make one."""
        if not self.row_open:
            self.begin_row()
        self.groups[-1][1][-1].append(cell)

    def add_row(self, cells: list[HtmlCell]) -> None:
        """A whole row."""
        self.begin_row()
        self.groups[-1][1][-1] += cells
        self.row_open = False

    def rows(self) -> list[list[HtmlCell]]:
        """The rows as they are printed: head, bodies, foot. A span ends with its group."""
        rows = []
        for _, group in sorted(self.groups, key=lambda group: group[0]):
            for number, row in enumerate(group):
                left = len(group) - number
                for cell in row:
                    if cell.down == 0 or cell.down > left:
                        cell.down = left
                rows.append(row)
        return rows


def cell_of(element: etree._Element, text: str = "", *, visible: bool = True) -> HtmlCell:
    """A cell as its element says it, with its text where it holds nothing else."""
    down, across = element.get("rowspan"), element.get("colspan")
    return HtmlCell(
        None,
        text,
        _span(down, zero=True) if down else 1,
        _span(across) if across else 1,
        element.tag == "th",
        not visible,
    )


def _span(said: str | None, *, zero: bool = False) -> int:
    """A span as a browser takes it: leading digits; what is none is 1. Zero is told apart for rows."""
    found = _SPAN.match(said) if said else None
    if found is None:
        return 1
    number = int(found[1])
    return number if number or zero else 1
