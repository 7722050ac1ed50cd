"""A document becomes a report. Nothing is returned that it does not print; what is uncertain is named."""

import itertools
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.reading.agreement import agreed
from gongkai.annual.reading.chapters import chapters_of
from gongkai.annual.reading.editions import edition_of
from gongkai.annual.reading.evidence import evidence_of
from gongkai.annual.reading.heard import heard_in
from gongkai.annual.reading.itemized import items_of
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.near import mended
from gongkai.annual.reading.organ import whose
from gongkai.annual.reading.pictures import confirmed
from gongkai.annual.reading.pieces import pieces_of
from gongkai.annual.reading.proactive import read_proactive
from gongkai.annual.reading.readings import TWO_TABLES, Reading, Readings, merged
from gongkai.annual.reading.remedies import read_remedies
from gongkai.annual.reading.requests import read_requests, requests_rows
from gongkai.annual.reading.ruled.route import ruled_of
from gongkai.annual.reading.several import SEVERAL, UNNAMED, parts_of
from gongkai.annual.reading.unruled.orders import doubt_orders
from gongkai.annual.reading.unruled.route import with_grids
from gongkai.annual.reading.year_cells import take_years
from gongkai.annual.reading.years import of_own_year, own_year
from gongkai.annual.report import Report, Trace, Unread, Value
from gongkai.papers.model import Document

OTHER_EDITION = "这一格不在本报告所用的格式里"
NO_EDITION = "看不出报告用的是2019年还是2021年的格式"
_NOTHING_FOUND = (
    "没有认出政府信息公开工作年度报告：既没有报告的表格，也没有报告的标题和各部分，请确认文件内容"
)
_NAMED = 4  # reports that the sentence names
_SUBJECT = ("信息公开", "政务公开")


class NotAReport(ValueError):  # noqa: N818 - reads as the sentence it carries
    """Nothing was recognised as an annual report; the message is one Chinese sentence."""


def read(document: Document) -> Report:
    """Read a document; of one with a second reading only what both say.

    Raises NotAReport without any table, title or chapters of a report.
    """
    if document.second is None:
        return _read(document)
    first, second = _if_report(document), _if_report(document.second)
    if first is None:
        first, second = second, None
    if first is None:
        raise NotAReport(_NOTHING_FOUND)
    return agreed(first, second)


def _if_report(document: Document) -> Report | None:
    try:
        return _read(document)
    except NotAReport:
        return None


def _read(document: Document) -> Report:
    ruled = ruled_of(with_grids(document))
    pieces = pieces_of(ruled.rest)
    items = items_of(pieces)
    if any(word.table for item in items for word in item.words):
        items = mended(items)  # by the labels around them
    edition = edition_of(items, (vote for each in ruled.shown for vote in each.votes))
    organ, year, titled = whose(pieces)
    rows = requests_rows(items)
    heard = heard_in(items)
    take_years(rows, heard)
    evidence = evidence_of(rows)
    shown = {
        "table2": read_proactive(items, edition, evidence, heard),
        "table3": read_requests(items, rows, evidence, heard),
        "table4": read_remedies(items, evidence, heard),
    }
    if document.lines:
        shown = {table: doubt_orders(each, document.lines) for table, each in shown.items()}
    for each in reversed(ruled.shown):
        shown[each.table].insert(0, each.readings())
    theirs = own_year(itertools.chain(*shown.values()), year, titled)
    parts, again = parts_of(pieces, items)
    sections = tuple(merged(of_own_year(each, theirs), table) for table, each in shown.items())
    if parts:
        organ = organ if len({part.name for part in parts}) == 1 else None
        year = year if len({part.year for part in parts}) == 1 else None
        why = SEVERAL.format("、".join(map(str, parts[:_NAMED])) + "等" * (len(parts) > _NAMED))
        sections = tuple(merged(each, table).declined(why) for table, each in shown.items())
    elif again and any(each.why == TWO_TABLES for section in sections for each in section.cells.values()):
        sections = tuple(section.declined(SEVERAL.format(UNNAMED)) for section in sections)
    chapters = chapters_of(items)
    if (
        not any(section.cells for section in sections)
        and not (year and _about_disclosure(items))
        and len(chapters) < 3
    ):
        raise NotAReport(_NOTHING_FOUND)
    edition = edition or _edition_by_cells(sections)
    found = {address: reading for section in sections for address, reading in section.cells.items()}
    found = confirmed(found, edition)
    editions = {address: each for section in sections for address, each in section.editions.items()}
    cells: dict[Address, Value] = {}
    trace: list[Trace] = []
    units: dict[Address, str] = {}
    known = form_of(edition).addresses if edition else ()
    unread = [
        note for section in sections for each in section.unread for note in _by_cell(each, known, found)
    ]
    for address in known:
        reading = found.pop(address, None)
        if reading is None:
            continue
        if editions.get(address, edition) is not edition:
            found[address] = reading
            continue
        cells[address] = reading.value
        trace.append(Trace(address, reading.raw, reading.at))
        if reading.unit:
            units[address] = reading.unit
        if reading.why:
            unread.append(_unread(address, reading, reading.why))
    unread += [
        _unread(address, reading, OTHER_EDITION if edition else reading.why or NO_EDITION)
        for address, reading in found.items()
        if reading.raw
    ]
    return Report(organ, year, edition, cells, units, chapters, tuple(unread), tuple(trace))


def _about_disclosure(items: Sequence[Item]) -> bool:
    return any(word in item.text for item in items if item.sort is not Sort.BLANK for word in _SUBJECT)


def _edition_by_cells(sections: Iterable[Readings]) -> Edition | None:
    """Without a distinctive word: a row of figures beside （六）其他处理 is the older edition's."""
    rows = {row for section in sections for row in section.rows()}
    return Edition.E2019 if "ot_any" in rows else None


def _by_cell(note: Unread, known: Sequence[Address], found: Container[Address]) -> list[Unread]:
    """What is said of a row, for each of its cells in the edition `known` that no reading was `found` of."""
    if note.row is None or not known:
        return [note]
    return [
        replace(note, column=address.column)
        for address in known
        if address[:2] == (note.table, note.row)
        and note.column in (None, address.column)
        and address not in found
    ]


def _unread(address: Address, reading: Reading, why: str) -> Unread:
    return Unread(address.table, address.row, address.column, reading.at, reading.raw, why)
