"""Lines, their corrections and attested counts held against the log."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.records.models import Event, SignOff
from gongkai.records.models import Standing as SignOffStanding
from gongkai.records.rows import events_of, verifies, where
from gongkai.registers import batches
from gongkai.registers.actions.counts import KIND
from gongkai.registers.declared import REGISTERS
from gongkai.registers.facts import CORRECTIONS, FIGURES, LINES, number
from gongkai.registers.measures import MEASURES
from gongkai.registers.models.counts import Standing

# What an event raises that is not as the actions write it; the chain's own verification says so as well.
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
NEEDED = ("chain", "seq", "action", "subject_id", "on", "data")  # of an event


@dataclass(slots=True)
class _Line:
    """What the log says of a line last. `digest`: all of it, or the mark it has in its batch."""

    digest: str
    register: str
    where: str


@dataclass(slots=True)
class _Lines:
    now: dict[int, _Line] = field(default_factory=dict)
    batches: list[tuple[str, list[int], str]] = field(default_factory=list)  # where, keys, digest of all
    # Lines of a batch as they were entered: found again in the row, or in what a correction says was before.
    entered: dict[int, str] = field(default_factory=dict)


@verifies
def lines() -> Iterator[str]:
    """Every line is there as its last event left it, and none without an event."""
    told = _Lines()
    events = events_of("registers.enter", "registers.enter_many", "registers.amend", "registers.void")
    for event in events.only(*NEEDED).iterator():
        try:
            yield from _tell(told, event)
        except UNREADABLE:
            yield f"{where(event)}的要素读不懂，这一条没有核对"
    for now, says in LINES.read():
        pk = says["pk"]
        last = told.now.pop(pk, None)
        if last is None:
            yield f"{_named(says)}在库里，日志里却没有登记"
        elif not now.startswith(last.digest):
            yield f"{_named(says)}与{last.where}不一致：内容被改过"
        elif len(last.digest) == batches.MARK:
            told.entered[pk] = now
    for pk, last in told.now.items():
        yield f"{last.where}记有{_register(last.register)}的记录（库内第 {pk} 条），库里却没有"
    for at, keys, digest in told.batches:
        # Where one line is gone or changed, that was said.
        complete = all(pk in told.entered for pk in keys)
        if complete and batches.whole(told.entered[pk] for pk in keys) != digest:
            yield f"{at}成批登记的 {len(keys)} 条（库内第 {keys[0]} 至 {keys[-1]} 条）里有被改过的"


def _tell(told: _Lines, event: Event) -> Iterator[str]:
    data, at = event.data, where(event)
    if event.action == "registers.enter_many":
        known = dict(batches.marks(data))
        told.batches.append((at, list(known), data["digest"]))
        told.now |= {pk: _Line(mark, data["register"], at) for pk, mark in known.items()}
        return
    pk = int(event.subject_id)
    if event.action != "registers.enter":
        before = told.now[pk]
        if not data["before"].startswith(before.digest):
            yield f"{_register(before.register)}的记录（库内第 {pk} 条）在{at}以前被改过，与{before.where}不一致"
        if len(before.digest) == batches.MARK:
            told.entered[pk] = data["before"]
    told.now[pk] = _Line(data["digest"], data["register"], at)


def _register(key: Any) -> str:
    return f"“{REGISTERS[key].label}”台账" if key in REGISTERS else f"没有声明的台账“{key}”"


def _named(says: dict[str, Any]) -> str:
    return f"{_register(says['register'])}的 {says['number']}（库内第 {says['pk']} 条）"


@verifies
def corrections() -> Iterator[str]:
    """What lines said before, who corrected them and why."""
    told: dict[int, tuple[str, str]] = {}
    for event in events_of("registers.amend", "registers.void").only(*NEEDED).iterator():
        try:
            told[event.data["correction"]] = event.data["kept"], where(event)
        except UNREADABLE:
            yield f"{where(event)}的要素读不懂，这一条没有核对"
    for now, says in CORRECTIONS.read():
        named = f"台账更正第 {says['pk']} 条（库内编号；所更正的是库内第 {says['entry_id']} 条）"
        digest, at = told.pop(says["pk"], ("", ""))
        if not at:
            yield f"{named}在库里，日志里却没有这次更正"
        elif now != digest:
            yield f"{named}与{at}不一致：内容被改过"
    for pk, (_, at) in told.items():
        yield f"{at}记有台账更正第 {pk} 条（库内编号），库里却没有"


@dataclass(slots=True)
class _Figure:
    """How the events so far leave a figure."""

    named: str
    digest: str
    value: str
    source: str
    where: str
    state: str = Standing.DRAFT
    signed_on: str | None = None


@verifies
def figures() -> Iterator[str]:
    """Every attested count is there as it was attested, and stands as it was signed, replaced or withdrawn."""
    told: dict[int, _Figure] = {}
    events = events_of("registers.attest", "registers.sign", "registers.withdraw")
    for event in events.only(*NEEDED).iterator():
        try:
            _stand(told, event)
        except UNREADABLE:
            yield f"{where(event)}的要素读不懂，这一条没有核对"
    signed = {str(pk) for pk, figure in told.items() if figure.signed_on is not None}
    agreed = {
        chain.subject_id
        for chain in SignOff._base_manager.filter(kind=KIND, state=SignOffStanding.AGREED).iterator()
    }
    for now, says in FIGURES.read("state", "signed_on", "source__sha256"):
        figure = told.pop(says["pk"], None)
        if figure is None:
            yield f"数据证明“{says['measure']}”{says['year']}年（库内第 {says['pk']} 条）在库里，日志里却没有填报"
            continue
        if says["value"] != figure.value:
            yield f"{figure.named}与{figure.where}不一致：数值是 {says['value']}，日志里是 {figure.value}"
        elif now != figure.digest or (says["source__sha256"] or "") != figure.source:
            yield f"{figure.named}与{figure.where}不一致：内容或来源文件被改过"
        if (says["state"], says["signed_on"]) != (figure.state, figure.signed_on):
            yield (
                f"{figure.named}与{figure.where}不一致：状态或签字日期被改过，"
                f"日志里是“{Standing(figure.state).label}”"
            )
    for figure in told.values():
        yield f"{figure.where}记有{figure.named}，库里却没有"
    for pk in sorted(signed ^ agreed):
        which = "日志里签了字，签批里却没有签发" if pk in signed else "签批里已签发，日志里却没有签字"
        yield f"数据证明（库内第 {pk} 条）{which}"


def _stand(told: dict[int, _Figure], event: Event) -> None:
    pk, data, at = int(event.subject_id), event.data, where(event)
    if event.action == "registers.attest":
        named = f"数据证明“{MEASURES[data['measure']].label}”{data['year']}年（库内第 {pk} 条）"
        told[pk] = _Figure(named, data["digest"], number(data["value"]), data["source"], at)
        return
    figure = told[pk]
    figure.where = at
    if event.action == "registers.withdraw":
        figure.state = Standing.WITHDRAWN
        return
    figure.state = Standing.SIGNED
    figure.signed_on = event.on.isoformat() if event.on is not None else None
    if data["replaces"] is not None:
        told[data["replaces"]].state = Standing.REPLACED
        told[data["replaces"]].where = at
