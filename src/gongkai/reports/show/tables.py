"""The official tables as a page shows them: the printed grid, with what each heading stands over.

A heading says so by `scope` and `id`; a number names all its headings in `headers`, so that a screen reader
tells them also where headings span or return further down, as in table 二.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.annual.form import Address, Section
from gongkai.annual.grid import grid
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report
from gongkai.papers.geometry import Placed, headers_of, placed
from gongkai.reports.show.remarks import Remark, anchor

NARROW = 5  # columns that a telephone shows side by side

Said = Mapping[Address, Sequence[Remark]]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page. A heading has a scope; a number its headings' ids and what is said about it."""

    id: str
    text: str
    down: int
    across: int
    scope: str = ""
    headers: str = ""
    absent: bool = False
    remarks: Sequence[Remark] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed table: its number in words, the rows of headings it begins with, all other rows."""

    id: str
    words: str
    caption: str
    top: Sequence[Sequence[Box]]
    rows: Sequence[Sequence[Box]]

    @property
    def wide(self) -> bool:
        """Too wide for a narrow screen."""
        return sum(box.across for box in self.top[0]) > NARROW


def sheet(
    section: Section,
    report: Report,
    said: Said,
    instead: Mapping[Address, str],
    link: Callable[[Address], str] = lambda address: "",
) -> Sheet:
    """A chapter's tables as one sheet: `instead` is shown where there is no value that could be trusted,
    `link` says where a number leads, "" for nowhere."""
    lines = placed(grid(section, report.cells, report.units, instead))
    headings = headers_of(lines)

    def number(each: Placed) -> Box:
        address = Address(*(each.cell.key or "").split("/"))
        return Box(
            anchor(*address),
            each.cell.text,
            1,
            each.cell.across,
            headers=" ".join(_id(section.key, head) for head in headings[each.row, each.column]),
            absent=address not in report.cells and address not in instead,
            remarks=said.get(address, ()),
            href=link(address),
        )

    rows = [
        [_heading(each, section.key, line) if each.cell.header else number(each) for each in line]
        for line in lines
    ]
    first = next(at for at, line in enumerate(lines) if not all(each.cell.header for each in line))
    return Sheet(section.key, TABLE_WORDS[section.key], section.title, rows[:first], rows[first:])


def _heading(each: Placed, key: str, line: Sequence[Placed]) -> Box:
    over = all(other.cell.header for other in line)  # it stands over numbers, not left of them
    kind, reach = ("col", each.cell.across) if over else ("row", each.cell.down)
    scope = f"{kind}group" if reach > 1 else kind
    return Box(_id(key, each), each.cell.text, each.cell.down, each.cell.across, scope)


def _id(key: str, each: Placed) -> str:
    return f"{key}-h{each.row}-{each.column}"
