"""Reference pages about the annual report: the form of each edition and what is checked."""

from gongkai.annual.codes import CODES
from gongkai.annual.form import Form, Kind, Table
from gongkai.annual.forms import FORMS

KINDS = {Kind.COUNT: "件数（不小于零的整数）", Kind.CHANGE: "增减（可为负的整数）", Kind.AMOUNT: "金额"}


def forms() -> str:
    parts = ["# 年度报告表样 Forms", "两版格式各声明一次，读、核对、汇总、网页都由此而来。"]
    return "\n\n".join(parts + [_form(form) for form in FORMS.values()])


def _form(form: Form) -> str:
    identities = sum(
        len(table.row_balances) * len(table.column_leaves)
        + len(table.column_balances) * len(table.row_leaves)
        for section in form.sections
        for table in section.tables
    )
    lines = [
        f"## {form.edition} 年版：{form.title}",
        f"共 {len(form.addresses)} 格，{identities} 个等式。",
    ]
    for section in form.sections:
        lines.append(f"### {section.chapter}、{section.title}（`{section.key}`）")
        lines += [_table(table) for table in section.tables]
    return "\n\n".join(lines)


def _table(table: Table) -> str:
    lines = [f"**{table.title}**", "", "| 行 | 交换格式中的名称 |", "|---|---|"]
    lines += [f"| {row.label} | {table.row_names[row.key]} |" for row in table.row_leaves]
    lines += ["", "| 列 | 内容 |", "|---|---|"]
    lines += [f"| {column.label} | {KINDS[column.kind]} |" for column in table.column_leaves]
    balances = [*table.row_balances, *table.column_balances]
    if balances:
        lines += ["", *(f"- **{balance.code}** {balance.says}" for balance in balances)]
    return "\n".join(lines)


def findings() -> str:
    """Every code a check may give."""
    rows = [
        f"| `{code}` | {rule.severity.label} | {rule.says} | {rule.source} |" for code, rule in CODES.items()
    ]
    head = "# 核对代码 Findings\n\n| 代码 | 程度 | 意思 | 依据 |\n|---|---|---|---|"
    return "\n".join([head, *rows])
