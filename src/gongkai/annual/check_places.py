"""Which tables and rows of the form a report shows, and which it leaves blank."""

from collections.abc import Iterator

from gongkai.annual.form import Address, Section
from gongkai.annual.places import TABLE_WORDS
from gongkai.annual.report import Finding, Report, Severity


def tables_and_rows(report: Report) -> Iterator[Finding]:
    """section-missing for a table or rows that are not there, blank-table for one without a number."""
    if report.form is None:
        yield Finding("section-missing", Severity.WARNING, "没有找到年度报告的表二、表三、表四中的任何一张")
        return
    doubtful = {item.table for item in report.unread}
    for section in report.form.sections:
        shown = {address for address in report.cells if address.table == section.key}
        name = f"{TABLE_WORDS[section.key]}（{section.title}）"
        if not shown:
            yield Finding(
                "section-missing", Severity.WARNING, f"没有{name}；没有表不等于数字为零", section.key
            )
            continue
        if absent := _absent_rows(section, shown):
            words = "、".join(f"“{word}”" for word in absent[:3]) + (
                f"等{len(absent)}行" if absent[3:] else ""
            )
            says = f"{TABLE_WORDS[section.key]}缺少{words}，原件未列或未能认出"
            yield Finding("section-missing", Severity.WARNING, says, section.key)
        whole = section.key not in doubtful and _whole_rows(section, shown)
        if whole and all(report.cells[address] is None for address in shown):
            yield Finding("blank-table", Severity.WARNING, f"{name}没有填写任何数字", section.key)


def _whole_rows(section: Section, shown: set[Address]) -> bool:
    """Whether each row that is there shows all its cells: one that is not there may hold the figures."""
    rows = {address.row for address in shown}
    return all(
        Address(section.key, row.key, column.key) in shown
        for table in section.tables
        for row in table.row_leaves
        for column in table.column_leaves
        if row.key in rows
    )


def _absent_rows(section: Section, shown: set[Address]) -> list[str]:
    rows = {address.row for address in shown}
    return [word for table in section.tables for row, word in table.row_names.items() if row not in rows]
