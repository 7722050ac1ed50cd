"""Requests and their events held against the log."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from gongkai.base.refusal import Refused
from gongkai.base.sealed import open_text
from gongkai.cases import digests, evidence, replay, taking
from gongkai.cases.case import BrokenHistory
from gongkai.cases.models import Proposal, Request, RequestEvent
from gongkai.law.procedure import STEPS
from gongkai.law.refusal import RefusalError
from gongkai.records import rows
from gongkai.records.bound import Told as BoundRows
from gongkai.records.bound import compare
from gongkai.records.models import Event

AT_ONCE = 2_000  # rows fetched together
BRING_IN = f"cases.{evidence.BRING_IN}"
ASSIGN, RECOMPUTE = "cases.assign", "cases.recompute"
STEP = tuple(f"cases.{step.name}" for step in (*STEPS, *evidence.EVIDENCE))
# What an event raises that is not as the actions write it; the chain's own verification says so as well.
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
READ = ("chain", "seq", "action", "subject_id", "data")
Said = tuple[str, str]  # a digest, and the event of the log that holds it


@dataclass(slots=True)
class Told:
    """What the log tells of one request. `whole`: the digest of one that was brought in with others."""

    steps: dict[int, Said] = field(default_factory=dict)
    record: Said = ("", "")
    words: Said = ("", "")
    whole: Said | None = None
    follows: Said = ("", "")
    given: tuple[Any, Any] = (None, None)  # section, handler
    given_at: str = ""


@rows.verifies
def requests() -> Iterator[str]:
    """Every request and every step of it, against the log and back."""
    told: dict[UUID, Told] = {}
    events = rows.events_of(*STEP, BRING_IN, ASSIGN, RECOMPUTE).only(*READ)
    for event in events.iterator(chunk_size=AT_ONCE):
        try:
            _tell(told, event)
        except UNREADABLE:
            yield f"{rows.where(event)}的要素读不懂，这一条没有核对"
    try:
        yield from _compared(told)
    except ValueError:
        yield "公开申请或者办理步骤里有读不出的数据：被改过；其余的没有核对"
        return
    for pk, known in told.items():
        at = known.whole[1] if known.whole is not None else known.record[1]
        yield f"{at}登记了公开申请 {pk}，库里却没有：被删"


@rows.verifies
def proposals() -> Iterator[str]:
    """Every step that was proposed, as it was consented to, returned or overtaken."""
    yield from compare(Proposal, BoundRows("cases.propose", "cases.proposal_ended"))


def _compared(told: dict[UUID, Told]) -> Iterator[str]:
    """Every row against what is told of it, which is then taken out."""
    for pk, request, events in _stored():
        known = told.pop(pk, None)
        if request is None:
            yield f"公开申请 {pk} 不在库里，它的{len(events)}个办理步骤还在：被删"
        elif known is None:
            yield f"公开申请 {request.number}（{pk}）在库里，日志里却没有登记"
        else:
            name = f"公开申请 {request.number}（{pk}）"
            yield from (f"{name}{says}" for says in _differs(request, events, known))


def _tell(told: dict[UUID, Told], event: Event) -> None:
    """Add what an event tells."""
    at = rows.where(event)
    if event.action == BRING_IN:
        for key, (whole, follows, section) in event.data["requests"].items():
            given = (section, None)
            told[UUID(key)] = Told(whole=(whole, at), follows=(follows, at), given=given, given_at=at)
    elif event.action == RECOMPUTE:
        for key, follows in event.data["requests"].items():
            told[UUID(key)].follows = (follows, at)
    elif event.action == ASSIGN:
        one = told[UUID(event.subject_id)]
        one.given, one.given_at = (event.data["section"], event.data["handler"]), at
    else:
        _tell_step(told.setdefault(UUID(event.subject_id), Told()), event.data, at)


def _tell_step(told: Told, data: dict[str, Any], at: str) -> None:
    told.steps[data["seq"]] = (data["row"], at)
    told.follows = (data["follows"], at)
    if data["seq"] == 1:
        told.record, told.words = (data["record"], at), (data["words"], at)
        told.given, told.given_at = (data["section"], data["handler"]), at


def _stored() -> Iterator[tuple[UUID, Request | None, list[RequestEvent]]]:
    """Each request with its events: two readings, both in the order of its key."""
    kept = Request._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE)
    happened = RequestEvent._base_manager.order_by("request_id", "seq").iterator(chunk_size=AT_ONCE)
    both: Iterable[tuple[UUID, int, Any]] = heapq.merge(
        ((row.pk, 0, row) for row in kept),
        ((row.request_id, 1, row) for row in happened),
        key=itemgetter(0, 1),
    )
    for pk, group in groupby(both, key=itemgetter(0)):
        found: list[Any] = [row for _pk, _kind, row in group]
        request = found.pop(0) if isinstance(found[0], Request) else None
        yield pk, request, found


def _differs(request: Request, events: list[RequestEvent], told: Told) -> Iterator[str]:
    """What of a request is not as the log tells it."""
    if told.whole is None:
        yield from _opened(request, told)
    else:
        yield from _brought(request, events, told.whole)
        events = events[1:] if events and events[0].seq == 1 else events
    yield from _steps(events, dict(told.steps))
    if (request.section_id, request.handler_id and request.handler_id.hex) != told.given:
        yield f"的承办科室或者经办人与{told.given_at}不一致：被改过"
    if digests.follows_of(request) != told.follows[0]:
        yield f"的{_changed(request, events)}与{told.follows[1]}不一致：被改过"
    if sentence := _locked_out(request):
        yield sentence


def _opened(request: Request, told: Told) -> Iterator[str]:
    if digests.record(request) != told.record[0]:
        yield f"的编号、渠道、到达日期、申请人类别等登记事项与{told.record[1]}不一致：被改过"
    if digests.words(request) != told.words[0]:
        yield f"的申请人、联系方式、申请内容的密文或者申请人检索码与{told.words[1]}不一致：被改过"


def _brought(request: Request, events: list[RequestEvent], whole: Said) -> Iterator[str]:
    if not events or events[0].seq != 1:
        yield f"缺少第1步：{whole[1]}有，库里被删"
        return
    facts = digests.record(request), digests.words(request)
    if digests.opened(digests.event(events[0]), *facts) != whole[0]:
        yield f"的登记事项、密文或者第1步与{whole[1]}不一致：被改过"


def _steps(events: list[RequestEvent], told: dict[int, Said]) -> Iterator[str]:
    for event in events:
        digest, at = told.pop(event.seq, ("", ""))
        if digests.event(event) != digest:
            wrong = f"与{at}不一致：被改过" if at else "在库里，日志里却没有"
            yield f"的第{event.seq}步“{evidence.label(event.step)}”{wrong}"
    for seq, (_digest, at) in told.items():
        yield f"缺少第{seq}步：{at}有，库里被删"


def _changed(request: Request, events: list[RequestEvent]) -> str:
    """Which fields are not what the events give, as far as that can be told."""
    try:
        case = replay.replay(taking.happened(events))
        values = taking.stored(request.organ, case)
    except (BrokenHistory, RefusalError, *UNREADABLE):
        values = {}  # changed steps need not follow from one another
    changed = {name for name, value in values.items() if getattr(request, name) != value}
    labels = [f"“{each.verbose_name}”" for each in Request._meta.fields if each.name in changed]
    return "、".join(labels) or "状态、结果或者期限"


def _locked_out(request: Request) -> str | None:
    """Rotation alone writes the row's key, and one written by another does not open."""
    if not request.row_key:
        return "的行密钥被删，密文打不开" if request.applicant or request.contact or request.content else None
    try:
        open_text(request.row_key, request.key_place())
    except Refused:
        return "的行密钥被改过或者不在密钥库里，密文打不开"
    return None
