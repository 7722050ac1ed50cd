"""What is said about a report, and the place it is said of: findings of the checks, what was not read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.annual.form import Address, Form
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Finding, Severity, Unread


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. `level` is error, warning, note or unread, `word` says it; `place` may be empty."""

    id: str
    level: str
    word: str
    number: int
    says: str
    code: str
    place: str
    target: str
    address: Address | None


def anchor(*keys: str | None) -> str:
    """The id on the page of a table, a row of it or a cell."""
    return "-".join(key for key in keys if key)


def of_findings(findings: Iterable[Finding], form: Form) -> list[Remark]:
    """The findings as remarks, errors first, numbered as printed."""
    ranked = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    return [
        Remark(
            f"finding-{number}",
            finding.severity.value,
            _(finding.severity.label),
            number,
            finding.says,
            finding.code,
            *_place(form, finding.table, finding.row, finding.column),
        )
        for number, finding in enumerate(ranked, 1)
    ]


def of_unread(unread: Iterable[Unread], form: Form, word: str = "") -> list[Remark]:
    """What stands in the source and was not read, or (`word`) was not done for another reason."""
    return [
        Remark(
            f"unread-{number}",
            "unread",
            word or _("未读入"),
            number,
            _unread_says(item),
            "",
            *_place(form, item.table, item.row, item.column),
        )
        for number, item in enumerate(unread, 1)
    ]


def _unread_says(item: Unread) -> str:
    if not item.text:
        return item.why
    if not item.at:
        return f"{item.why}：{item.text}"
    return _("原文“%(text)s”（%(at)s）：%(why)s") % {"text": item.text, "at": item.at, "why": item.why}


def by_address(remarks: Iterable[Remark]) -> Mapping[Address, list[Remark]]:
    """The remarks of each cell."""
    found: dict[Address, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.address is not None:
            found[remark.address].append(remark)
    return found


def _place(
    form: Form, table: str | None, row: str | None, column: str | None
) -> tuple[str, str, Address | None]:
    """A place in words, as an id on the page, and as an address where it is one cell."""
    if table is None:
        return "", "", None
    address = next(
        (
            each
            for each in form.addresses
            if each.table == table and each.row == row and each.column == column
        ),
        None,
    )
    if address is not None:
        row_words, column_words = form.names(address)
        words = _("“%(row)s”行，“%(column)s”列") % {"row": row_words, "column": column_words}
        return f"{TABLE_WORDS[table]}{words}", anchor(*address), address
    some = next(
        (
            each
            for each in form.addresses
            if each.table == table and (row in (None, each.row)) and (column in (None, each.column))
        ),
        None,
    )
    if some is None or (row is None and column is None):
        return TABLE_WORDS[table], anchor(table), None
    row_words, column_words = form.names(some)
    if row is not None:
        return f"{TABLE_WORDS[table]}" + _("“%(row)s”行") % {"row": row_words}, anchor(*some), None
    return f"{TABLE_WORDS[table]}" + _("“%(column)s”列") % {"column": column_words}, anchor(*some), None
