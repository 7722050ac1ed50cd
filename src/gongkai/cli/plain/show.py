"""Reports, findings and sums as tables in a terminal. Wide characters line up (wcwidth)."""

from collections.abc import Iterable, Sequence

import wcwidth  # noqa: F401  tabulate measures wide characters with it when it is there
from tabulate import tabulate

from gongkai.annual.form import Address, Table
from gongkai.annual.places import TABLE_WORDS, where
from gongkai.annual.report import Finding, Report, Unread, Value

ABSENT = "缺"  # the source shows no such row
UNREAD = "？"  # something is printed there that could not be read for certain


def number(value: Value, unit: str = "") -> str:
    return "" if value is None else f"{value}{unit}"


def one_line(text: str) -> str:
    """What a file or its name says, safe for a terminal: on one line, nothing that steers it."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))


def signed(value: Value) -> str:
    """A difference: always with its sign, nothing where there is none."""
    return "" if value is None else f"{value:+}"


def table(rows: Iterable[Sequence[object]], headers: Sequence[str], numbers_from: int = 1) -> str:
    """Rows under headers; columns from `numbers_from` on are set right."""
    align = ["left" if index < numbers_from else "right" for index in range(len(headers))]
    return tabulate(rows, headers=headers, tablefmt="simple", colalign=align, disable_numparse=True)


def heading(report: Report) -> str:
    """Organ, year and edition in one line."""
    form = f"{report.edition}年版格式" if report.edition else "格式不明"
    year = f"{report.year}年度" if report.year else "年度不明"
    return f"{report.organ or '机关名称不明'}  {year}  {form}"


def cells(report: Report) -> str:
    """Every table of the report as printed: blank is a blank, a row that is not shown says so."""
    form = report.form
    if form is None:
        return "没有认出任何一张表。"
    doubtful = {(item.table, item.row, item.column) for item in report.unread}

    def shown(address: Address) -> str:
        mark = UNREAD if (address.table, address.row, address.column) in doubtful else ""
        if address not in report.cells:
            return mark or ABSENT
        return number(report.cells[address], report.units.get(address, "")) + mark

    def body(section: str, declared: Table) -> str:
        rows = [
            [
                declared.row_names[row.key],
                *(shown(Address(section, row.key, column.key)) for column in declared.column_leaves),
            ]
            for row in declared.row_leaves
        ]
        return table(rows, [declared.title, *declared.column_names.values()])

    return "\n\n".join(
        f"{TABLE_WORDS[section.key]}  {section.title}\n"
        + "\n\n".join(body(section.key, declared) for declared in section.tables)
        for section in form.sections
    )


def findings(found: Iterable[Finding]) -> str:
    """A line a finding: how grave, code, the sentence with its place."""
    lines = [f"{finding.severity.label} {finding.code}  {finding.says}" for finding in found]
    return "\n".join(lines) if lines else "没有发现问题。"


def unread(report: Report) -> str:
    """A line for everything that is printed but was not read, or that no balance may rest on."""
    return "\n".join(
        one_line(f"存疑  {_place(report, item)}：{item.why}（{item.text}）") for item in report.unread
    )


def _place(report: Report, item: Unread) -> str:
    """The cell in the form's words where it is known, and the line of the source."""
    cell = TABLE_WORDS.get(item.table or "", "")
    if report.form is not None and item.table and item.row and item.column:
        cell = where(report.form, Address(item.table, item.row, item.column))
    return f"{cell} {item.at}".strip()
