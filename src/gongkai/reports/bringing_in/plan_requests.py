"""Judging rows of requests from before the system."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gongkai.base.sealed import Erased
from gongkai.cases.actions.bringing_in import Brought, numbered_alike, problem_of
from gongkai.cases.applicants import cleaned_words
from gongkai.cases.models import Request
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.organs.models import Organ
from gongkai.records.printed import identity
from gongkai.reports.bringing_in.sheets import REQUESTS, SHEETS, Sheet
from gongkai.reports.bringing_in.verdicts import Line, Plan, Verdict

_AT_ONCE = 500
_APPLICANTS = {each.value: each for each in Applicant}
_CHANNELS = {each.value: each for each in Channel}
_OUTCOMES = {each.value: each for each in Outcome}


def judge(sheet: Sheet, rows: Sequence[tuple[int, Mapping[str, Any]]], organ: Organ) -> Plan:
    """A request is known by its number, in any spelling; what the row says must be what stands there."""
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
    alike = identity(brought.number)
    if alike in first:
        return Line(number, Verdict.WRONG, f"“编号”与第{first[alike]}行相同；一个编号只登记一次。")
    first[alike] = number
    request = there.get(alike)
    if request is None:
        return Line(number, Verdict.NEW)
    if differing := "、".join(_differing(brought, request)):
        return Line(
            number,
            Verdict.WRONG,
            f"“编号”已经登记，但{differing}不同，没有覆盖；请核对后从文件里删去这一行。",
        )
    return Line(number, Verdict.THERE, "已经登记，内容相同。")


def _differing(brought: Brought, request: Request) -> Iterator[str]:
    """The headings under which a row says other than what stands. What a row leaves blank of words changes none."""
    ours = {
        "收到申请之日": (brought.receipt_on, request.receipt_on),
        "申请人类别": (brought.applicant_kind.value, request.applicant_kind),
        "提交渠道": (brought.channel.value, request.channel),
        "到达日期": (brought.arrived or brought.receipt_on, request.arrived),
        "办理结果": (brought.outcome.value if brought.outcome else "", request.outcome),
        "办结日期": (brought.ended_on, request.ended_on),
    }
    yield from (label for label, (one, other) in ours.items() if one != other)
    if brought.section is not None and brought.section.pk != request.section_id:
        yield "承办科室"
    told = cleaned_words(applicant=brought.applicant, contact=brought.contact, content=brought.content)
    for name, word in told.items():
        if word and not _is_kept(request, name, word):
            yield SHEETS[REQUESTS].by_key[name].field.label


def _is_kept(request: Request, name: str, word: str) -> bool:
    """Whether this word stands sealed; what was erased cannot be compared and is not brought in again."""
    try:
        return request.reveal(name) == word
    except Erased:
        return True


def _there(organ: Organ, wanted: Sequence[str]) -> dict[str, Request]:
    """The requests that stand already, by the identity of their numbers."""
    alike = numbered_alike(wanted)
    keys = [*alike.values()]
    rows = Request.objects.filter(organ=organ)
    found = {
        request.pk: request
        for start in range(0, len(keys), _AT_ONCE)
        for request in rows.filter(pk__in=keys[start : start + _AT_ONCE])
    }
    return {number: found[key] for number, key in alike.items()}
