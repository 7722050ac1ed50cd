"""A report as a document: title, the chapters in official order, each with its prose and its official grid.

Findings are not part of it. A chapter or row that the report does not have is left out, never filled in. A cell that
was not read says so: an empty one would pass for a printed blank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from gongkai.annual import marks
from gongkai.annual.chapters import CHAPTERS, ChapterForm
from gongkai.annual.form import Address, Edition, Line, Section, Table
from gongkai.annual.forms import form_of
from gongkai.annual.grid import grid
from gongkai.annual.reading.values import parse
from gongkai.annual.report import Report
from gongkai.papers.model import Block, Document, Grid, Heading, Paragraph

TITLE = "政府信息公开工作年度报告"
_SUBHEADING = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；：，,;:]{1,30}")


def compose(
    report: Report,
    title: str = "",
    preface: Iterable[str] = (),
    above: Mapping[str, str] = MappingProxyType({}),
) -> Document:
    """The document of a report; every writer takes it. The lines of `preface` stand between title and chapters, those
    of `above` directly over the table with that key."""
    title = title or title_of(report)
    blocks: list[Block] = [Heading(title, "", 1), *(Paragraph(line, "") for line in preface)]
    for chapter in CHAPTERS:
        tables = list(_tables(report, chapter))
        said = (
            [Paragraph(above[chapter.table], "")]
            if tables and chapter.table and chapter.table in above
            else []
        )
        if body := [*_prose(report, chapter), *said, *tables]:
            blocks += [Heading(chapter.heading, "", 2), *body]
    return Document(tuple(blocks), title)


def title_of(report: Report) -> str:
    """〈organ〉〈year〉年政府信息公开工作年度报告, without what is not known."""
    year = "" if report.year is None else f"{report.year}年"
    return f"{report.organ or ''}{year}{TITLE}"


def blank_report(edition: Edition, organ: str = "", year: int | None = None) -> Report:
    """A report with every cell of the edition blank, and the units that its heads state."""
    form = form_of(edition)
    units = {
        Address(section.key, row.key, column.key): column.unit
        for section in form.sections
        for table in section.tables
        for row in table.row_leaves
        for column in table.column_leaves
        if column.unit
    }
    return Report(organ or None, year, edition, dict.fromkeys(form.addresses), units)


def blank_form(edition: Edition, organ: str = "", year: int | None = None) -> Document:
    """The official form to fill in: every chapter, hints where text goes, empty tables.

    Read back it is a report with blank cells and empty chapters.
    """
    report = blank_report(edition, organ, year)
    title = f"{organ or marks.ORGAN}{year or marks.YEAR}年{TITLE}"
    blocks: list[Block] = [Heading(title, "", 1)]
    for chapter in CHAPTERS:
        blocks.append(Heading(chapter.heading, "", 2))
        blocks += _tables(report, chapter) if chapter.table else [Paragraph(marks.hint(chapter.must_say), "")]
    return Document(tuple(blocks), title)


def _prose(report: Report, chapter: ChapterForm) -> Iterator[Paragraph | Heading]:
    text = report.chapters[chapter.number].text if chapter.number in report.chapters else ""
    for line in text.splitlines():
        if said := line.strip():
            yield Heading(said, "", 3) if _SUBHEADING.fullmatch(said) else Paragraph(said, "")


def _tables(report: Report, chapter: ChapterForm) -> Iterator[Grid]:
    if chapter.table is None or report.form is None:
        return
    shown = {(address.table, address.row) for address in report.cells}
    section = _only_shown(report.form.section(chapter.table), shown)
    if section.tables:
        section = replace(
            section, tables=tuple(_said_units(table, section.key, report) for table in section.tables)
        )
        yield grid(section, report.cells, report.units, _open(section, report))


def _said_units(table: Table, key: str, report: Report) -> Table:
    """A head states its unit unless the amount below it is known to be in another, or in none known."""

    def stated(column: Line) -> Line:
        places = [Address(key, row.key, column.key) for row in table.row_leaves]
        amounts = [place for place in places if report.cells.get(place) is not None]
        if column.unit and any(report.units.get(place) != column.unit for place in amounts):
            return replace(column, label=column.word, unit=None)
        return column

    return replace(table, columns=tuple(stated(column) for column in table.columns))


def _open(section: Section, report: Report) -> Mapping[Address, str]:
    """What stands in cells whose value is not known: their text as printed if no reader can take it for a value,
    else with the mark of doubt; a mark where there is no text."""
    said = {(each.table, each.row, each.column): each.text for each in report.unread}
    texts: dict[Address, str] = {}
    for table in section.tables:
        for place in (
            Address(section.key, r.key, c.key) for r in table.row_leaves for c in table.column_leaves
        ):
            if report.cells.get(place) is not None or (place in report.cells and place not in said):
                continue
            text = said.get(place, "").strip()
            sure = not text or marks.is_open(text) or parse(text, table.kind(place.row, place.column)).why
            texts[place] = (text or marks.UNREAD) if sure else text + marks.DOUBTED
    return texts


def _only_shown(section: Section, shown: set[tuple[str, str]]) -> Section:
    def kept(line: Line) -> bool:
        return any((section.key, leaf.key) in shown for leaf in line.leaves())

    def pruned(line: Line) -> Line:
        return replace(line, parts=tuple(pruned(part) for part in line.parts if kept(part)))

    tables = (
        replace(table, rows=tuple(pruned(row) for row in table.rows if kept(row))) for table in section.tables
    )
    return replace(section, tables=tuple(table for table in tables if table.rows))
