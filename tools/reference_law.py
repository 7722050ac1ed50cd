"""Reference pages about the law as code: numbers, outcomes, procedure, calendar."""

from datetime import date

from gongkai.law.duties import Duty
from gongkai.law.holidays import state_notices
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
        "| 代码 | 类 | 结果 | 依据 | 文书 | 救济告知 |",
        "|---|---|---|---|---|---|",
    ]
    for outcome in Outcome:
        cites = "、".join(str(cite) for cite in outcome.cites)
        lines.append(
            f"| `{outcome.name}` | {outcome.group.label} | {outcome.label} | {cites} "
            f"| {'、'.join(outcome.documents)} | {NOTICES[outcome.notice]} |"
        )
    return "\n".join(lines)


def duties() -> str:
    """The fifteen items of Art 20."""
    lines = ["# 主动公开的十五项 Duties", "", "| 代码 | 内容 | 依据 |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {duty.value} | {duty.label} | {duty.cite} |" for duty in Duty)])


def calendar() -> str:
    """The holiday arrangement of each year as loaded, and what comes after the last one."""
    notices = state_notices()
    lines = [
        "# 工作日历 Calendar",
        "",
        f"{notices[-1].year} 年以后的安排尚未收录：其日期标“暂定”，只除去星期六、星期日，公布后重新计算。",
        "",
        "| 年 | 通知 | 放假 | 上班的周末 | 来源 |",
        "|---|---|---|---|---|",
    ]
    for notice in notices:
        off = "；".join(f"{day.name} {_span(day.start, day.until)}" for day in notice.holidays)
        worked = "、".join(f"{day:%m-%d}" for day in notice.worked)
        source = f"{notice.source}{'；' + notice.note if notice.note else ''}"
        lines.append(f"| {notice.year} | {notice.title} | {off} | {worked} | {source} |")
    return "\n".join(lines)


def _span(start: date, until: date) -> str:
    return f"{start:%m-%d}" if start == until else f"{start:%m-%d}—{until:%m-%d}"
