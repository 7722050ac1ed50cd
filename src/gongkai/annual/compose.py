"""A report as a document: title, the chapters in official order, each with its prose and its official grid.

Findings are not part of it. A chapter or row that the report does not have is left out, never filled in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gongkai.annual.chapters import CHAPTERS, ChapterForm
from gongkai.annual.form import Address, Line, Section
from gongkai.annual.grid import grid
from gongkai.annual.report import Report
from gongkai.papers.model import Block, Document, Grid, Heading, Paragraph

TITLE = "政府信息公开工作年度报告"


def compose(report: Report) -> Document:
    """The document of a report; every writer takes it."""
    title = title_of(report)
    blocks: list[Block] = [Heading(title, "", 1)]
    for chapter in CHAPTERS:
        body: list[Block] = [*_prose(report, chapter), *_tables(report, chapter)]
        if body:
            blocks += [Heading(chapter.heading, "", 2), *body]
    return Document(tuple(blocks), title)


def title_of(report: Report) -> str:
    """〈organ〉〈year〉年政府信息公开工作年度报告, without what is not known."""
    year = "" if report.year is None else f"{report.year}年"
    return f"{report.organ or ''}{year}{TITLE}"


def _prose(report: Report, chapter: ChapterForm) -> Iterator[Paragraph]:
    text = report.chapters[chapter.number].text if chapter.number in report.chapters else ""
    return (Paragraph(line.strip(), "") for line in text.splitlines() if line.strip())


def _tables(report: Report, chapter: ChapterForm) -> Iterator[Grid]:
    if chapter.table is None or report.form is None:
        return
    shown = {(address.table, address.row) for address in report.cells}
    section = _only_shown(report.form.section(chapter.table), shown)
    if section.tables:
        yield grid(section, report.cells, report.units, _unread(report))


def _unread(report: Report) -> Mapping[Address, str]:
    """What is printed in cells that could not be read stays in its cell, as it was printed."""
    places = {
        Address(i.table, i.row, i.column): i.text for i in report.unread if i.table and i.row and i.column
    }
    return {address: text for address, text in places.items() if report.cells.get(address) is None}


def _only_shown(section: Section, shown: set[tuple[str, str]]) -> Section:
    def kept(line: Line) -> bool:
        return any((section.key, leaf.key) in shown for leaf in line.leaves())

    def pruned(line: Line) -> Line:
        return replace(line, parts=tuple(pruned(part) for part in line.parts if kept(part)))

    tables = (
        replace(table, rows=tuple(pruned(row) for row in table.rows if kept(row))) for table in section.tables
    )
    return replace(section, tables=tuple(table for table in tables if table.rows))
