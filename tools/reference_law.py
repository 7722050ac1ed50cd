"""Reference pages about the law as code: numbers, outcomes, procedure, calendar."""

from gongkai.law.outcomes import Notice, Outcome
from gongkai.law.terms import TERMS

NOTICES = {
    Notice.FIRST_RECONSIDERATION: "不予公开部分先复议",
    Notice.EITHER: "复议或者诉讼",
    Notice.LOCAL: "一般告知，法制机构可另定",
    Notice.NONE: "不告知",
}


def terms() -> str:
    """Every statutory number with its article, source and last-confirmed day."""
    lines = [
        "# 法定数字 Statutory numbers",
        "",
        "“未证实”表示没有读到该条原文（凭记忆、二手来源或推定），使用前应核实。",
        "",
        "| 名称 | 数 | 依据 | 施行 | 来源 | 最后核对 | 证实 | 说明 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for term in TERMS:
        until = f"至 {term.until}" if term.until else "起"
        confirmed = "是" if term.confirmed else "**未证实**"
        lines.append(
            f"| {term.label} | {term} | {term.cite} | {term.since} {until} | {term.source} "
            f"| {term.last_confirmed} | {confirmed} | {term.note} |"
        )
    return "\n".join(lines)


def outcomes() -> str:
    """Every outcome of a request: article, document, remedy notice."""
    lines = [
        "# 办理结果 Outcomes",
        "",
        "| 代码 | 结果 | 依据 | 文书 | 救济告知 |",
        "|---|---|---|---|---|",
    ]
    for outcome in Outcome:
        cites = "、".join(str(cite) for cite in outcome.cites)
        lines.append(
            f"| `{outcome.name}` | {outcome.label} | {cites} | {outcome.document} | {NOTICES[outcome.notice]} |"
        )
    return "\n".join(lines)
