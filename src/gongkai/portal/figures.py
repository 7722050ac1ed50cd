"""Which numbers of a report are drawn: as printed, from the column that the report filled in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.annual.form import Address, Form
from gongkai.annual.report import Report
from gongkai.portal.charts import Chart, Datum, bars
from gongkai.reports.models import AnnualReport

REQUESTS = "table3"
TOTAL = "total"
RECEIVED = "new"
ENDS = ("closed", "carried_out")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, and what must be said about the numbers in it."""

    chart: Chart
    says: str


def column_of(report: Report, rows: Sequence[str]) -> str | None:
    """The column to draw: 总计 where it has numbers in these rows, else the only one that has; else none."""
    filled = {
        address.column
        for address, value in report.cells.items()
        if address.table == REQUESTS and address.row in rows and value is not None
    }
    if TOTAL in filled:
        return TOTAL
    return next(iter(filled)) if len(filled) == 1 else None


def outcomes(report: Report, form: Form) -> Drawn | None:
    """How the year's requests ended: the results above 0. None where nothing can be drawn."""
    table = form.section(REQUESTS).tables[0]
    results = [row.key for line in table.rows if line.key == "results" for row in line.leaves()]
    rows = [row for row in results if row not in ENDS]
    column = column_of(report, rows)
    if column is None:
        return None
    numbers = {row: report.cells.get(Address(REQUESTS, row, column)) for row in rows}
    data = [
        Datum(_short(table.row_names[row]), int(number), f"#{REQUESTS}-{row}-{column}")
        for row, number in numbers.items()
        if number
    ]
    if not data:
        return None
    says = _("按表三“%(column)s”列画出，数字为 0 和空白的情形不画。") % {"column": table.column_names[column]}
    return Drawn(bars("outcomes", _("本年度办理结果"), _("件"), data), says)


def _short(name: str) -> str:
    """A result's name with the mark of its group alone: （四）1.本机关不掌握相关政府信息."""
    group, _slash, leaf = name.rpartition("/")
    return group[: group.find("）") + 1] + leaf


def received(reports: Iterable[AnnualReport]) -> Drawn | None:
    """What each organ newly received in the newest of its reports. None without reports."""
    newest: dict[int, AnnualReport] = {}
    for report in reports:
        newest.setdefault(report.organ_id, report)
    data = [_received(report) for report in newest.values()]
    if not data:
        return None
    says = _("各机关最近一份年报表三第一项的数字：总计列有数的取总计列，否则取唯一填数的一列。")
    return Drawn(bars("received", _("各机关本年新收申请"), _("件"), data), says)


def _received(row: AnnualReport) -> Datum:
    report = row.facts()
    column = column_of(report, [RECEIVED])
    number = report.cells[Address(REQUESTS, RECEIVED, column)] if column else None
    words = _("%(organ)s（%(year)s年度）") % {"organ": row.organ.short_name, "year": row.year}
    href = reverse("portal:report", args=[row.organ.slug, row.year])
    there = any(address.table == REQUESTS for address in report.cells)
    return Datum(words, None if number is None else int(number), href, _("未填") if there else _("没有表三"))
