"""Judging rows of requests from before the system."""

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.cases.actions.bringing_in import Brought, problem_of
from gongkai.cases.models import Request
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Organ
from gongkai.reports.bringing_in.sheets import Sheet
from gongkai.reports.bringing_in.verdicts import Line, Plan, Verdict

_AT_ONCE = 500
_APPLICANTS = {each.value: each for each in Applicant}
_CHANNELS = {each.value: each for each in Channel}
_OUTCOMES = {each.value: each for each in Outcome}


def judge(sheet: Sheet, rows: Sequence[tuple[int, Mapping[str, Any]]], organ: Organ) -> Plan:
    """A request is known by its number; days and outcome must be those that stand there."""
    lines: list[Line] = []
    fit: list[tuple[int, Brought]] = []
    for number, values in rows:
        if missing := _missing(sheet, values):
            lines.append(Line(number, Verdict.WRONG, missing))
            continue
        brought = _brought(values)
        if problem := problem_of(brought):
            lines.append(Line(number, Verdict.WRONG, problem))
        else:
            fit.append((number, brought))
    there = _there(organ, [brought.number for _number, brought in fit])
    first: dict[str, int] = {}
    ready = []
    for number, brought in fit:
        line = _line(number, brought, first, there)
        lines.append(line)
        if line.verdict is Verdict.NEW:
            ready.append(brought)
    return Plan(sheet, lines, ready)


def _missing(sheet: Sheet, values: Mapping[str, Any]) -> str:
    return "".join(
        f"“{column.field.label}”没有填。"
        for column in sheet.columns
        if column.field.required and values.get(column.field.key) is None
    )


def _brought(values: Mapping[str, Any]) -> Brought:
    outcome, channel = values.get("outcome"), values.get("channel")
    return Brought(
        number=values["number"],
        receipt_on=values["receipt_on"],
        applicant_kind=_APPLICANTS[values["applicant_kind"]],
        channel=_CHANNELS[channel] if channel else Channel.OTHER,
        arrived=values.get("arrived"),
        outcome=_OUTCOMES[outcome] if outcome else None,
        ended_on=values.get("ended_on"),
        applicant=values.get("applicant") or "",
        contact=values.get("contact") or "",
        content=values.get("content") or "",
        section=values.get("section"),
    )


def _line(number: int, brought: Brought, first: dict[str, int], there: Mapping[str, Request]) -> Line:
    if brought.number in first:
        return Line(number, Verdict.WRONG, f"“编号”与第{first[brought.number]}行相同；一个编号只登记一次。")
    first[brought.number] = number
    request = there.get(brought.number)
    if request is None:
        return Line(number, Verdict.NEW)
    theirs = (request.receipt_on, request.applicant_kind, request.outcome, request.ended_on)
    ours = (
        brought.receipt_on,
        brought.applicant_kind.value,
        brought.outcome.value if brought.outcome else "",
        brought.ended_on,
    )
    if ours == theirs:
        return Line(number, Verdict.THERE, "已经登记，日期和结果相同。")
    return Line(
        number,
        Verdict.WRONG,
        "“编号”已经登记，但日期、申请人类别或办理结果不同；请核对后从文件里删去这一行。",
    )


def _there(organ: Organ, wanted: Sequence[str]) -> dict[str, Request]:
    rows = Request.objects.filter(organ=organ).only(
        "number", "organ_id", "receipt_on", "applicant_kind", "outcome", "ended_on"
    )
    return {
        request.number: request
        for start in range(0, len(wanted), _AT_ONCE)
        for request in rows.filter(number__in=wanted[start : start + _AT_ONCE])
    }
