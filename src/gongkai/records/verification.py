"""Whether the log is whole: every event recomputed, every chain without a gap, every head still there."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from gongkai.base.keyring import KeyLost
from gongkai.records import log
from gongkai.records.chaining import Binder, Link
from gongkai.records.log import Head
from gongkai.records.models import Chain, Event

AT_ONCE = 5_000  # rows fetched together
_FIELDS = (
    "chain", "seq", "recorded_at", "on", "actor_id", "system", "for_whom_id", "action", "subject_type",
    "subject_id", "data", "prev", "kid", "mac", "organ_id",
)  # fmt: skip


class Fault(NamedTuple):
    """What is wrong where: the sentence says what it means."""

    chain: str
    seq: int
    says: str


@dataclass
class Verified:
    """The outcome: how many events in how many chains, every fault, and what is odd but no fault."""

    events: int = 0
    chains: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults


_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, while officers go on writing: log and rows fit each other."""
    if connection.in_atomic_block:  # it is one already
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def verify(heads: Iterable[Head] = ()) -> Verified:
    """Read the whole log. `heads` are ends of chains known from elsewhere: each must still be in its chain."""
    found = Verified()
    expected: dict[tuple[str, int], str] = {(head.chain, head.seq): head.mac for head in heads if head.seq}
    ends: dict[str, str] = {}
    events = Event._base_manager.order_by("chain", "seq").values_list(*_FIELDS).iterator(chunk_size=AT_ONCE)
    for chain, rows in groupby(events, key=itemgetter(0)):
        ends[chain] = _walk(chain, rows, found, expected)
    for head in log.heads():
        if head.seq != found.chains.get(head.chain, 0) or head.mac != ends.get(head.chain, ""):
            found.faults.append(
                Fault(head.chain, head.seq, "日志链的末端与最后一条日志对不上：末尾被删或被改")
            )
    for chain in ends.keys() - {head.chain for head in log.heads()}:
        found.faults.append(Fault(chain, found.chains[chain], "日志链没有末端记录"))
    for chain, seq in expected:
        found.faults.append(
            Fault(chain, seq, f"库外记有第 {seq} 条，日志里没有：日志被截断，或者数据库是旧备份")
        )
    return found


def _walk(
    chain: str, rows: Iterator[tuple[Any, ...]], found: Verified, expected: dict[tuple[str, int], str]
) -> str:
    """One chain; returns the last mac."""
    binder = Binder()
    prev, last = "", 0
    latest: datetime.datetime | None = None
    lost: set[str] = set()
    for row in rows:
        *fields, mac, organ_pk = row
        fields[4] = "" if fields[4] is None else fields[4].hex
        fields[6] = "" if fields[6] is None else fields[6].hex
        link = Link(*fields)
        found.events += 1
        if link.seq != last + 1:
            found.faults.append(
                Fault(chain, link.seq, f"第 {last + 1} 条到第 {link.seq - 1} 条不在了：日志被删")
            )
        elif link.prev != prev:
            found.faults.append(Fault(chain, link.seq, "与上一条接不上：前一条被换过，或者中间插入了日志"))
        if chain != Chain.key_for(organ_pk):
            found.faults.append(Fault(chain, link.seq, "所属机关与日志链不符：这一条被改过"))
        try:
            if binder.mac(link) != mac:
                found.faults.append(Fault(chain, link.seq, "内容与校验码不符：这一条被改过"))
        except KeyLost as problem:
            if link.kid not in lost:
                lost.add(link.kid)
                found.faults.append(Fault(chain, link.seq, f"无法核对：{problem}"))
        known = expected.pop((chain, link.seq), mac)
        if known != mac:
            found.faults.append(Fault(chain, link.seq, "与库外所记的不同：日志被整段换过"))
        if latest is not None and link.recorded_at < latest:
            found.remarks.append(Fault(chain, link.seq, "登记时间早于上一条：服务器的时钟曾经走错或被拨过"))
        latest = link.recorded_at if latest is None else max(latest, link.recorded_at)
        prev, last = mac, link.seq
    found.chains[chain] = last
    return prev
