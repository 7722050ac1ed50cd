"""The sum of reports as a page: the official tables, every number leading to what it was added from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.annual.form import Address, Form
from gongkai.annual.merge import Merged
from gongkai.annual.merge_extent import Extent, extents
from gongkai.annual.places import where
from gongkai.annual.report import Value
from gongkai.base.address import address as page_of
from gongkai.portal import figures
from gongkai.portal.figures import Drawn
from gongkai.reports.models import AnnualReport
from gongkai.reports.queries import Summed
from gongkai.reports.show import remarks
from gongkai.reports.show.remarks import Remark, anchor
from gongkai.reports.show.tables import Sheet, sheet


@dataclass(frozen=True, slots=True)
class ChapterSum:
    """One official table of the sum; no sheet where no report shows it."""

    id: str
    heading: str
    sheet: Sheet | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class SumView:
    """All that the sum's page shows beside its reports."""

    chapters: Sequence[ChapterSum]
    findings: Sequence[Remark]
    unread: Sequence[Remark]
    drawn: Drawn | None
    notes: Sequence[str]
    missing: Sequence[str]  # a sentence for every report that lacks something
    whole: bool  # every sum is one of all reports


@dataclass(frozen=True, slots=True)
class Addend:
    """What one report gives to a cell. `shown` is False where the report does not show the cell."""

    row: AnnualReport
    value: Value
    unit: str
    shown: bool
    href: str


@dataclass(frozen=True, slots=True)
class AddendsView:
    """One cell of the sum and what it was added from."""

    title: str
    value: Value
    unit: str
    addends: Sequence[Addend]
    remarks: Sequence[Remark]
    back: str
    some: bool  # the sum is one of the other reports only


def compose(added: Summed) -> SumView:
    """The page of a sum. A sum has the edition of its reports."""
    merged = added.merged
    form = merged.report.form
    assert form is not None  # noqa: S101  reports without an edition are not added up
    findings = remarks.of_findings(added.findings, form)
    unread = _marks(merged, form)
    said = remarks.by_address([*findings, *unread])
    cells = merged.report.cells
    not_added = {it.address: it.word for it in unread if it.address and cells.get(it.address) is None}
    present = {address.table for address in merged.report.cells}
    chapters = [
        ChapterSum(
            section.key,
            f"{section.chapter}、{section.title}",
            sheet(section, merged.report, said, not_added, _addends_path) if section.key in present else None,
            extent,
        )
        for section, extent in zip(form.sections, extents(merged), strict=True)
    ]
    return SumView(
        chapters,
        findings,
        unread,
        figures.received(added.rows),
        merged.notes,
        merged.missing_by_source(),
        not (merged.missing or unread),
    )


def addends(added: Summed, address: Address) -> AddendsView | None:
    """What a cell was added from; None where the form has no such cell."""
    merged = added.merged
    form = merged.report.form
    if form is None or address not in form.addresses:
        return None
    given = {source.name: value for source, value in merged.addends(address)}
    return AddendsView(
        _("%(cell)s由哪些数相加得来") % {"cell": where(form, address)},
        merged.report.cells.get(address),
        merged.report.units.get(address, ""),
        [
            Addend(
                stored,
                given.get(source.name),
                source.report.units.get(address, ""),
                source.name in given,
                f"{page_of(stored)}#{anchor(*address)}",
            )
            for stored, source in zip(added.rows, merged.sources, strict=True)
        ],
        [remark for remark in _marks(merged, form) if remark.address == address],
        f"{reverse('portal:sum')}#{anchor(*address)}",
        merged.lacks(address) or address in merged.partial,
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reports to add up, and those left out because their form is an older one."""

    added: Sequence[AnnualReport]
    left_out: Sequence[AnnualReport]


def newest(listed: Iterable[AnnualReport]) -> Chosen:
    """Each organ's newest report, where it is of the newest edition among them. Takes reports newest first.

    Reports of different editions are never added up.
    """
    first: dict[int, AnnualReport] = {}
    for row in listed:
        first.setdefault(row.organ_id, row)
    edition = max((row.edition for row in first.values()), default="")
    rows = list(first.values())
    return Chosen(
        [row for row in rows if row.edition == edition], [row for row in rows if row.edition != edition]
    )


def _marks(merged: Merged, form: Form) -> list[Remark]:
    """What is said of cells that are no sum of all reports: the sum of some, or none at all."""
    return [
        replace(remark, word=_("不全") if remark.address in merged.partial else _("未相加"))
        for remark in remarks.of_unread(merged.report.unread, form)
    ]


def _addends_path(address: Address) -> str:
    return reverse("portal:addends", args=[*address])
