"""Single values that cannot be right, or not for this organ."""

from collections.abc import Iterator

from gongkai.annual.amounts import amounts_of, kinds_of, unit_of
from gongkai.annual.form import Form, Kind
from gongkai.annual.organ_names import may_make_rules
from gongkai.annual.places import where
from gongkai.annual.report import Finding, Report, Severity

RULES_ROW = "rules"
ITEMS_BEFORE, ITEMS_CHANGE, DECISIONS = "items_before", "items_change", "decisions"


def numbers(report: Report, form: Form) -> Iterator[Finding]:
    """A4, C1: counts are whole and not negative, amounts not negative, changes whole."""
    kinds = kinds_of(form.edition)
    for address, value in report.cells.items():
        if value is None or (type(value) is int and value >= 0):
            continue
        kind = kinds[address]
        whole = value == int(value)
        if (value >= 0 or kind is Kind.CHANGE) and (whole or kind is Kind.AMOUNT):
            continue
        rule = {
            Kind.COUNT: "数量应为不小于零的整数",
            Kind.CHANGE: "增减应为整数",
            Kind.AMOUNT: "金额不应小于零",
        }[kind]
        code = "C1" if address.table == "table2" else "A4"
        says = f"{where(form, address)}为{value}，{rule}"
        yield Finding(code, Severity.WARNING, says, *address, left=value)


def rule_making(report: Report, form: Form) -> Iterator[Finding]:
    """规章 above zero for an organ that has no power to make them (Legislation Law)."""
    if report.organ is None or may_make_rules(report.organ) is not False:
        return
    for address, value in report.cells.items():
        if address.row == RULES_ROW and address.table == "table2" and value:
            says = (
                f"{where(form, address)}为{value}，{report.organ}无权制定规章；"
                "规章只由国务院部门和省、设区的市、自治州等的人民政府制定"
            )
            yield Finding("rule-making", Severity.WARNING, says, *address, left=value, right=0)


def sums_in_counts(report: Report, form: Form) -> Iterator[Finding]:
    """处理决定数量 that is the sum of the two item counts beside it: cases are not items (2019 edition)."""
    for address, change in report.cells.items():
        if address.column != ITEMS_CHANGE or not change:
            continue
        before = report.cells.get(address._replace(column=ITEMS_BEFORE))
        decided = address._replace(column=DECISIONS)
        decisions = report.cells.get(decided)
        if before is None or decisions is None or before + change != decisions:
            continue
        says = (
            f"{where(form, decided)}为{decisions}，恰为上一年项目数量{before}与本年增/减{change}之和；"
            "处理决定数量是当年办理的件数，不是项目数相加"
        )
        yield Finding("sum-in-count", Severity.WARNING, says, *decided, left=before + change, right=decisions)


def units_missing(report: Report, form: Form) -> Iterator[Finding]:
    """An amount whose unit neither the report nor the form states. Nothing is assumed."""
    for address in amounts_of(form.edition):
        value = report.cells.get(address)
        if value and unit_of(report, address) is None:
            says = f"{where(form, address)}为{value}，没有写明是元还是万元"
            yield Finding("unit-missing", Severity.WARNING, says, *address, left=value)
