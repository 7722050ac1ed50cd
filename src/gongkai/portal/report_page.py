"""A report laid out as a page: chapters with their tables, what the checks say, where each number stood."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.annual.chapters import CHAPTERS, ChapterForm
from gongkai.annual.form import Address, Edition, Form
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Report, Value
from gongkai.law.cite import Instrument
from gongkai.portal import figures
from gongkai.portal.figures import Drawn
from gongkai.reports.queries import Checked
from gongkai.reports.show import remarks
from gongkai.reports.show.remarks import Remark, anchor
from gongkai.reports.show.tables import Said, Sheet, sheet

BASIS = {Edition.E2019: Instrument.FORMAT_2019, Edition.E2021: Instrument.FORMAT_2021}
PLACE = re.compile(r"L(\d+)(?::c(\d+))?")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one number stood: its row and column in words, the number, how and where it was printed."""

    row: str
    column: str
    target: str
    value: Value
    raw: str
    at: str


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter: heading, prose, table, chart, origins of the numbers; `missing` says what is not there."""

    id: str
    heading: str
    paragraphs: Sequence[str]
    missing: str = ""
    sheet: Sheet | None = None
    drawn: Drawn | None = None
    origins: Sequence[Origin] = ()
    origins_name: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that a report's page shows beside the stored row.

    `basis` is the instrument that prescribes the form, `counts` how many remarks there are of each level.
    """

    basis: str
    chapters: Sequence[ChapterView]
    findings: Sequence[Remark]
    unread: Sequence[Remark]
    counts: Sequence[str]


def compose(checked: Checked) -> ReportView:
    """The page of a stored report. Every stored report has an edition."""
    report = checked.report
    form = report.form
    assert form is not None  # noqa: S101  a report without an edition is not stored
    findings = remarks.of_findings(checked.findings, form)
    unread = remarks.of_unread(report.unread, form)
    said = remarks.by_address([*findings, *unread])
    chapters = [_chapter(report, form, chapter, said) for chapter in CHAPTERS]
    return ReportView(BASIS[form.edition].full, chapters, findings, unread, _counts([*findings, *unread]))


def _chapter(report: Report, form: Form, chapter: ChapterForm, said: Said) -> ChapterView:
    printed = report.chapters.get(chapter.number)
    lines = printed.text.splitlines() if printed else []
    paragraphs = [line.strip() for line in lines if line.strip()]
    if chapter.table is None:
        name = f"chapter-{CHAPTERS.index(chapter) + 1}"
        missing = "" if paragraphs else _("没有读到这一部分：原报告里找不到它的标题。")
        return ChapterView(name, chapter.heading, paragraphs, missing)
    table = TABLE_WORDS[chapter.table]
    if not any(address.table == chapter.table for address in report.cells):
        missing = _("原报告没有%(table)s。没有这张表，不等于数字为零。") % {"table": table}
        return ChapterView(chapter.table, chapter.heading, paragraphs, missing)
    origins = _origins(report, form, chapter.table)
    return ChapterView(
        chapter.table,
        chapter.heading,
        paragraphs,
        sheet=sheet(form.section(chapter.table), report, said, _as_printed(report)),
        drawn=figures.outcomes(report, form) if chapter.table == figures.REQUESTS else None,
        origins=origins,
        origins_name=_("%(table)s的数据出处（%(count)d格）") % {"table": table, "count": len(origins)},
    )


def _as_printed(report: Report) -> dict[Address, str]:
    """What stands in the cells that were not read."""
    return {
        Address(it.table, it.row, it.column): it.text
        for it in report.unread
        if it.table and it.row and it.column
    }


def _origins(report: Report, form: Form, table: str) -> list[Origin]:
    return [
        Origin(
            *form.names(each.address),
            anchor(*each.address),
            report.cells.get(each.address),
            each.raw.strip(),
            _at(each.at),
        )
        for each in report.trace
        if each.address.table == table
    ]


def _at(at: str) -> str:
    """A place in a source in words: L12:c3 is 第12行第3格."""
    match = PLACE.fullmatch(at)
    if match is None:
        return at
    line, cell = match.groups()
    return (
        _("第%(line)s行第%(cell)s格") % {"line": line, "cell": cell}
        if cell
        else _("第%(line)s行") % {"line": line}
    )


def _counts(said: Sequence[Remark]) -> list[str]:
    counted = Counter(remark.word for remark in said)
    return [_("%(word)s%(count)d项") % {"word": word, "count": count} for word, count in counted.items()]
