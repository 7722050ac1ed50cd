"""What the page of a file that was read shows: the official tables, each value beside its place in the source."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.annual.form import Address
from gongkai.annual.places import where
from gongkai.reports.models import CellCorrection, Says
from gongkai.reports.receiving.corrected import printed
from gongkai.reports.receiving.queries import View
from gongkai.reports.show import remarks
from gongkai.reports.show.remarks import Remark
from gongkai.reports.show.tables import Sheet, sheet

_OCR = re.compile(r"（(OCR .*)）$")
_INNER = re.compile(r":c\d+$")
DOUBT = gettext_lazy("？存疑")
LONGEST = 20  # characters of an unread text that a cell shows


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell of the source with its id on the page, "" where it has none."""

    id: str
    text: str
    at: str = ""
    down: int = 1
    across: int = 1
    gap: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the source: `kind` is h, p, g or cut; a g has rows of pieces under numbers of columns."""

    kind: str
    piece: Piece | None = None
    rows: Sequence[Sequence[Piece]] = ()
    columns: Sequence[int] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """What the reader saw, and which id stands for which place."""

    parts: Sequence[Part]
    ids: Mapping[str, str]

    def link(self, at: str) -> str:
        """Where a place is shown on the page; "" where it is not."""
        place = _OCR.sub("", at)
        found = self.ids.get(place) or self.ids.get(_INNER.sub("", place))
        return f"#{found}" if found else ""


@dataclass(frozen=True, slots=True)
class CellView:
    """What a cell of the form shows beside its number: where to correct it, what it is called, the correction."""

    fix: str
    words: str
    corrected: CellCorrection | None
    printed: str
    recognised: str  # by a recogniser of pictures: how sure it was; "" for text


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """One doubt: what is said of it, where it is mended, whether it was accepted as unreadable."""

    remark: Remark
    fix: str
    accepted: bool


def source_of(column: Sequence[Any]) -> Source:
    """The source from its JSON column (`receiving.source`)."""
    ids: dict[str, str] = {}

    def piece(text: str, at: str, *more: Any) -> Piece:
        name = ""
        if at and at not in ids:
            name = ids[at] = f"s{len(ids)}"
        return Piece(name, text, at, *more)

    return Source(list(_parts(column, piece)), ids)


def _parts(column: Sequence[Any], piece: Callable[..., Piece]) -> Iterator[Part]:
    number = 0
    for block in column:
        match block:
            case ["h", _level, text, at]:
                yield Part("h", piece(text, at))
            case ["p", text, at] if text.strip():
                yield Part("p", piece(text, at))
            case ["g", _at, rows]:
                number += 1
                drawn = [[piece(*cell) for cell in row] for row in rows]
                width = max((sum(each.across for each in row) for row in drawn), default=0)
                yield Part("g", None, drawn, range(1, width + 1), number)
            case ["cut"]:
                yield Part("cut")


def doubts_of(view: View, file_path: str) -> list[DoubtLine]:
    """What is in doubt, the cells first; numbered as the marks in the tables."""
    form = view.report.form
    if form is None:
        return []
    items = [
        (address, item)
        for address, found in view.doubts.cells.items()
        if in_doubt(view, address)
        for item in found
    ]
    told = remarks.of_unread([*(item for _, item in items), *view.doubts.loose], form, str(DOUBT))
    addresses: list[Address | None] = [*(address for address, _ in items), *(None for _ in view.doubts.loose)]
    return [
        DoubtLine(remark, _fix(file_path, address) if address else "", address in view.corrections)
        for remark, address in zip(told, addresses, strict=True)
    ]


def sheets(view: View, source: Source, said: Sequence[Remark]) -> list[Sheet]:
    """The official tables: every number leads to where the source prints it."""
    report = view.report
    if report.form is None:
        return []
    places = _places(view)
    shown = {address: _instead(view, address) for address, value in report.cells.items() if value is None}
    shown |= {
        address: _instead(view, address) for address in view.doubts.cells if report.cells.get(address) is None
    }
    by_address = remarks.by_address(said)

    def link(address: Address) -> str:
        return source.link(places.get(address, ""))

    return [sheet(section, report, by_address, shown, link) for section in report.form.sections]


def cells_of(view: View, file_path: str) -> Mapping[str, CellView]:
    """What stands beside the number of each cell, by the cell's id on the page."""
    form = view.report.form
    if form is None:
        return {}
    places = _places(view)
    return {
        remarks.anchor(*address): CellView(
            _fix(file_path, address),
            where(form, address),
            view.corrections.get(address),
            printed(view.printed, address) or _("空白或没有印"),
            found[1] if (found := _OCR.search(places.get(address, ""))) else "",
        )
        for address in form.addresses
    }


def place_of(view: View, address: Address) -> str:
    """Where the source prints a cell, in words for people; "" where that is not known."""
    return _places(view).get(address, "")


def _places(view: View) -> dict[Address, str]:
    places = {trace.address: trace.at for trace in view.printed.trace}
    for address, items in view.doubts.cells.items():
        places.setdefault(address, next((item.at for item in items if item.at), ""))
    return places


def _fix(file_path: str, address: Address) -> str:
    return f"{file_path}cells/{'/'.join(address)}/"


def in_doubt(view: View, address: Address) -> bool:
    """Whether nobody has said what the source prints in a doubtful cell."""
    row = view.corrections.get(address)
    return address in view.doubts.cells and (row is None or row.says == Says.UNREADABLE)


def _instead(view: View, address: Address) -> str:
    """What a cell without a value shows: the words that the source prints there, or that it is blank."""
    if in_doubt(view, address):
        return _brief(view.doubts.cells[address][0].text) or _("未读准")
    return ("" if address in view.corrections else _brief(printed(view.printed, address))) or _("空白")


def _brief(text: str) -> str:
    return text.strip() if len(text) <= LONGEST else ""
