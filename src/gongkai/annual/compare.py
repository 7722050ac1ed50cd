"""One report against another: year against year (X1–X4), parent against children (X5), cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual.amounts import unit_of
from gongkai.annual.contract_words import words_of
from gongkai.annual.form import Address, Form
from gongkai.annual.merge import merge
from gongkai.annual.merge_sources import Source
from gongkai.annual.places import where
from gongkai.annual.report import Finding, Report, Severity, Value
from gongkai.annual.year_links import links_between

BLANK, ABSENT, UNREAD, UNSTATED = "空白", "缺", "未读出", "未写明"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of a cell (its address) or of the report as a whole (`of` alone)."""

    of: str
    before: Value | str
    after: Value | str
    address: Address | None = None
    row: str = ""
    column: str = ""

    @property
    def difference(self) -> Value:
        """How much the cell grew; None where a side is no number."""
        if self.address is None or isinstance(self.before, str) or isinstance(self.after, str):
            return None
        return None if self.before is None or self.after is None else self.after - self.before

    def words(self) -> dict[str, Value | str]:
        """Table, row, column, before, after; never None, a blank says 空白, a cell not shown 缺."""
        table = self.address.table if self.address else self.of
        sides = [BLANK if side is None else side for side in (self.before, self.after)]
        return {"table": table, "row": self.row, "column": self.column, "before": sides[0], "after": sides[1]}


def differences(before: Report, after: Report) -> list[Change]:
    """Every difference in organ, year, edition, cells and units.

    Reports of different editions are compared in the rows and columns that go by the same words in both.
    """
    changes = [
        Change(name, one or BLANK, other or BLANK)
        for name, one, other in (
            ("机关名称", before.organ, after.organ),
            ("年度", before.year, after.year),
            ("格式", _edition(before), _edition(after)),
        )
        if one != other
    ]
    forms = [report.form for report in (before, after) if report.form is not None]
    if not forms:
        return changes
    for address in forms[-1].addresses:
        if any(
            not _has(form, address) or _words(form, address) != _words(forms[-1], address) for form in forms
        ):
            continue
        row, column = forms[-1].names(address)
        if (one := _shown(before, address)) != (other := _shown(after, address)):
            changes.append(Change("", one, other, address, row, column))
        one, other = unit_of(before, address) or UNSTATED, unit_of(after, address) or UNSTATED
        if one != other and before.cells.get(address) is not None and after.cells.get(address) is not None:
            changes.append(Change("", one, other, address, row, f"{column}（单位）"))
    return changes


def across_years(previous: Report, current: Report) -> tuple[Finding, ...]:
    """What must follow from last year's report.

    Cells that are blank or not there are not compared; one note a relation says so.
    """
    if previous.year is not None and current.year is not None and current.year - previous.year != 1:
        says = f"所给的上年报告是{previous.year}年度，本报告是{current.year}年度，不是相邻两年，未作跨年核对"
        return (Finding("X1", Severity.NOTE, says),)
    if previous.edition is None or current.edition is None:
        return (Finding("X1", Severity.NOTE, "两份报告中有一份没有表格，未作跨年核对"),)
    found = []
    if _other_organ(previous.organ, current.organ):
        says = f"两份报告的机关名称不同（{previous.organ}、{current.organ}），请确认是同一机关"
        found.append(Finding("X1", Severity.NOTE, says))
    if previous.edition is not current.edition:
        says = (
            f"上年用{previous.edition.value}年格式，本年用{current.edition.value}年格式，只核对结转，"
            "规范性文件和项目数量没有可比的上年数"
        )
        found.append(Finding("X4", Severity.NOTE, says))
    for link in links_between(previous.edition, current.edition):
        skipped = 0
        for line in link.lines:
            terms = [line.value(term, previous, current) for term in line.terms]
            total = current.cells.get(line.total)
            if total is None or terms[0] is None:
                skipped += bool(total or terms[0])
                continue
            expected = sum(term for term in terms if term is not None)
            if total != expected:
                says = f"{line.where}为{total}，按上年报告应为{expected}（{link.says}）"
                found.append(Finding(link.code, link.severity, says, *line.total, expected, total))
        if skipped:
            says = f"有{skipped}处一年有数、另一年空白或未列，未作核对（{link.says}）"
            found.append(Finding(link.code, Severity.NOTE, says))
    return tuple(found)


def parent_against_children(parent: Report, children: Sequence[Source]) -> tuple[Finding, ...]:
    """X5: each cell of the parent's report is the sum of the children's. Raises MergeRefused as `merge` does.

    A cell is compared only when every child shows it and the units allow adding.
    """
    form = parent.form
    if form is None or any(child.report.edition is not parent.edition for child in children):
        return (Finding("X5", Severity.NOTE, "上级报告与下级报告所用格式不同或没有表格，未作核对"),)
    return tuple(_against_sum(parent, form, children))


def _against_sum(parent: Report, form: Form, children: Sequence[Source]) -> Iterator[Finding]:
    merged = merge(children)
    skipped = 0
    for address, value in parent.cells.items():
        total = merged.report.cells.get(address)
        if (
            value is None
            or total is None
            or merged.lacks(address)
            or _unit_differs(parent, merged.report, address)
        ):
            skipped += value is not None
            continue
        if value != total:
            says = f"{where(form, address)}为{value}，{len(children)}份下级报告相加为{total}"
            yield Finding("X5", Severity.WARNING, says, *address, value, total)
    if skipped:
        says = f"有{skipped}格因下级报告空白、缺项或单位不同，未作核对"
        yield Finding("X5", Severity.NOTE, says)


def _unit_differs(one: Report, other: Report, address: Address) -> bool:
    return unit_of(one, address) != unit_of(other, address)


def _edition(report: Report) -> str | None:
    return report.edition.value if report.edition else None


def _has(form: Form, address: Address) -> bool:
    words = words_of(form.edition)
    return address.row in words.rows[address.table] and address.column in words.columns[address.table]


def _words(form: Form, address: Address) -> tuple[str, str]:
    words = words_of(form.edition)
    return words.rows[address.table][address.row], words.columns[address.table][address.column]


def _shown(report: Report, address: Address) -> Value | str:
    if any((item.table, item.row, item.column) == address for item in report.unread):
        return UNREAD
    return report.cells.get(address, ABSENT)


def _other_organ(one: str | None, other: str | None) -> bool:
    return bool(one and other and not one.endswith(other) and not other.endswith(one))
