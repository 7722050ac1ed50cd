"""Requests from before the system (历史补录): their own numbers and days, marked as such for good."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.base.sealed import blind
from gongkai.cases import digests, evidence, numbering, policies, replay, taking
from gongkai.cases.actions.assigning import refuse_strangers
from gongkai.cases.applicants import cleaned_words
from gongkai.cases.case import Happened
from gongkai.cases.models import NUMBER_LENGTH, Request, RequestEvent
from gongkai.law import words
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.law.terms import FIRST_REGULATION_FROM
from gongkai.organs import authority
from gongkai.organs.models import Organ, Section
from gongkai.organs.roles import Role
from gongkai.records import log, numbers
from gongkai.records.printed import has_unseen, identity

BRINGERS = (Role.OFFICE, Role.OFFICE_HEAD)
_BATCH = 500
_CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class Brought:
    """One request as the old books have it. Outcome and day of ending are both given, or neither (still open)."""

    number: str
    receipt_on: date
    applicant_kind: Applicant
    channel: Channel = Channel.OTHER
    arrived: date | None = None
    outcome: Outcome | None = None
    ended_on: date | None = None
    applicant: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    content: str = field(default="", repr=False)
    section: Section | None = None
    is_demo: bool = False


def bring_in(*, organ: Organ, by: Actor, number: str, **facts: Any) -> Request:
    """Enter one request from before the system; `facts` are those of `Brought`. Raises PermissionDenied, Refused."""
    return bring_in_many([Brought(number=number, **facts)], organ=organ, by=by)[0]


def bring_in_many(rows: Sequence[Brought], *, organ: Organ, by: Actor) -> list[Request]:
    """Enter many, all or none. Raises PermissionDenied; Refused naming the number that cannot be entered."""
    doing = _("补录以往的申请")
    if refusal := policies.organ_refusal(by, organ, *BRINGERS, doing=doing):
        raise PermissionDenied(refusal)
    mandate = authority.mandate(by, organ, *BRINGERS)
    with transaction.atomic(), scope.organ(organ):
        _refuse_rows(rows, organ)
        made = [_made(each, organ) for each in rows]
        Request.objects.bulk_create([request for request, _event in made], batch_size=_BATCH)
        events = [
            taking.row(request, event, by=by, for_whom=mandate.principal if mandate else None)
            for request, event in made
        ]
        RequestEvent.objects.bulk_create(events, batch_size=_BATCH)
        _continue_series(rows, organ)
        log.append(
            "cases.bring_in",
            organ,
            organ=organ,
            by=by,
            data={
                "count": len(rows),
                "digest": digest(rows),
                "requests": {row.request_id.hex: digests.brought(row.request, row) for row in events},
            },
            for_whom=mandate.principal if mandate else None,
        )
    return [request for request, _event in made]


def problem_of(row: Brought) -> str | None:
    """Why a row cannot be entered, in one sentence; None where it can. Asks no database: for a dry run."""
    number = row.number.strip()
    arrived = row.arrived or row.receipt_on
    if refusal := _number_problem(number):
        return refusal
    if arrived < FIRST_REGULATION_FROM:
        return _("%(arrived)s早于%(since)s，《政府信息公开条例》还没有施行，不会有公开申请；请核对年份。") % {
            "arrived": words.day(arrived),
            "since": words.day(FIRST_REGULATION_FROM),
        }
    if (row.outcome is None) != (row.ended_on is None):
        return _("办理结果和办结日期应当同时有，或者同时没有（尚在办理）。")
    if row.receipt_on < arrived:
        return _("收到申请之日%(receipt)s早于到达日期%(arrived)s。") % {
            "receipt": words.day(row.receipt_on),
            "arrived": words.day(arrived),
        }
    if row.ended_on is not None and row.ended_on < row.receipt_on:
        return _("办结日期%(ended)s早于收到申请之日%(receipt)s。") % {
            "ended": words.day(row.ended_on),
            "receipt": words.day(row.receipt_on),
        }
    if max(row.receipt_on, row.ended_on or row.receipt_on) > today():
        return _("日期晚于今天。")
    try:
        cleaned_words(applicant=row.applicant, contact=row.contact, content=row.content)
    except Refused as refusal:
        return str(refusal)
    if row.outcome is not None and row.ended_on is not None and row.ended_on < row.outcome.since:
        return words.OUTCOME_TOO_EARLY.format(
            day=words.day(row.ended_on), outcome=row.outcome.label, since=words.day(row.outcome.since)
        )
    return None


def _number_problem(number: str) -> str | None:
    if not number or len(number) > NUMBER_LENGTH:
        return _("缺少编号，或者编号超过40个字。")
    if has_unseen(number):
        return _("编号里有换行或者看不见的控制字符，请重新输入。")
    if numbering.too_high(number):
        return _("编号的序号大得不像真的，登记号会接着它往下编；请核对，序号最多六位。")
    ours = numbering.read(number)
    if ours is not None and ours[0] > today().year:
        return _("编号的年度晚于今年，请核对。")
    return None


def numbered_alike(many: Iterable[str]) -> dict[str, UUID]:
    """The requests of the organ of the scope that bear one of these numbers in any spelling, by its identity."""
    wanted = {identity(number) for number in many}
    if not wanted:
        return {}
    # The database cannot compare identities: the numbers of an organ are few enough to be looked through.
    numbers_there = Request.objects.order_by().values_list("number", "pk").iterator(chunk_size=_CHUNK)
    return {alike: pk for number, pk in numbers_there if (alike := identity(number)) in wanted}


def digest(rows: Iterable[Brought]) -> str:
    """A print of what was brought in, by number, days and outcome; nothing personal goes into it."""
    summed = hashlib.sha256()
    for row in rows:
        facts = (
            row.number.strip(),
            row.receipt_on,
            row.applicant_kind,
            row.outcome or "",
            row.ended_on or "",
        )
        summed.update("|".join(map(str, facts)).encode() + b"\n")
    return summed.hexdigest()


def _refuse_rows(rows: Sequence[Brought], organ: Organ) -> None:
    seen: set[str] = set()
    for row in rows:
        refuse_strangers(organ, row.section, None)
        if problem := problem_of(row):
            raise Refused(_("编号%(number)s：%(problem)s") % {"number": row.number, "problem": problem})
        number = identity(row.number)
        if number in seen:
            raise Refused(_("编号%(number)s在这一批里出现了两次，一件也没有录入。") % {"number": row.number})
        seen.add(number)
    if taken := numbered_alike(seen):
        there = sorted(row.number for row in rows if identity(row.number) in taken)
        raise Refused(_("编号%(number)s已经有了，这一批一件也没有录入。") % {"number": "、".join(there[:3])})


def _made(row: Brought, organ: Organ) -> tuple[Request, Happened]:
    arrived = row.arrived or row.receipt_on
    data = {
        "channel": row.channel.value,
        "arrived": arrived.isoformat(),
        "receipt": row.receipt_on.isoformat(),
    }
    if row.outcome is not None and row.ended_on is not None:
        data |= {"outcome": row.outcome.value, "ended": row.ended_on.isoformat()}
    told = cleaned_words(applicant=row.applicant, contact=row.contact, content=row.content)
    event = Happened(1, evidence.BRING_IN, row.receipt_on, data)
    case = replay.opened(event)
    ours = numbering.read(row.number.strip())
    request = Request(
        organ=organ,
        number=row.number.strip(),
        year=ours[0] if ours is not None else arrived.year,
        channel=row.channel.value,
        arrived=arrived,
        applicant_kind=row.applicant_kind.value,
        applicant_index=blind(told["applicant"]),
        section=row.section,
        received_before_system=True,
        is_demo=row.is_demo,
        **taking.stored(organ, case),
    )
    request.conceal(**told)
    return request, event


def _continue_series(rows: Sequence[Brought], organ: Organ) -> None:
    """Our own series goes on after the highest of its numbers that was brought in."""
    highest: dict[int, int] = {}
    for row in rows:
        ours = numbering.read(row.number.strip())
        if ours is not None:
            highest[ours[0]] = max(highest.get(ours[0], 0), ours[1])
    for year, number in sorted(highest.items()):
        numbers.go_on_after(organ, numbering.SERIES, year, number)
