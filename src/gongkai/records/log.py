"""Writing the log. Every action appends one event within its own transaction: done and told, or neither.

An event holds ids, codes, days and digests. What people wrote stays in the rows; its digest may stand here.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.base import keyring
from gongkai.base.clock import now
from gongkai.organs.models import Organ
from gongkai.records.chaining import PURPOSE, Binder, Link
from gongkai.records.models import Chain, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done: `action` is dotted (cases.register), `on` the day it took effect."""

    action: str
    subject: models.Model | None
    on: datetime.date | None = None
    data: dict[str, Any] = field(default_factory=dict)
    for_whom: User | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain at a moment. Written down elsewhere, it shows what is missing later."""

    chain: str
    seq: int
    mac: str

    def __str__(self) -> str:
        return f"{self.chain}:{self.seq}:{self.mac}"


def append(
    action: str,
    subject: models.Model | None,
    *,
    organ: Organ | None,
    by: Actor,
    on: datetime.date | None = None,
    data: dict[str, Any] | None = None,
    for_whom: User | None = None,
) -> Event:
    """Add one event to the organ's chain; to the installation's where `organ` is None."""
    return append_many([Entry(action, subject, on, data or {}, for_whom)], organ=organ, by=by)[0]


def append_many(entries: Sequence[Entry], *, organ: Organ | None, by: Actor) -> list[Event]:
    """Add events in order. The chain is locked until the transaction ends, so that seq has no gap."""
    binder = Binder()
    with transaction.atomic():
        chain = _locked(Chain.key_of(organ))
        events = []
        kid = binder.current_kid()
        for entry in entries:
            chain.seq += 1
            event = _event(entry, organ=organ, by=by, chain=chain, kid=kid)
            event.mac = chain.mac = binder.mac(link_of(event))
            events.append(event)
        Event._base_manager.bulk_create(events)
        Chain._base_manager.filter(pk=chain.pk).update(seq=chain.seq, mac=chain.mac)
    return events


def head(organ: Organ | None) -> Head:
    """Where the organ's chain ends now; seq 0 where nothing was done yet."""
    key = Chain.key_of(organ)
    row = Chain._base_manager.filter(pk=key).first()
    return Head(key, 0, "") if row is None else Head(row.key, row.seq, row.mac)


def heads() -> list[Head]:
    """The ends of all chains."""
    return [Head(row.key, row.seq, row.mac) for row in Chain._base_manager.order_by("key")]


@keyring.names_keys
def keys_named() -> list[keyring.KeyName]:
    """The keys by which events were bound."""
    kids = Event._base_manager.order_by().values_list("kid", flat=True).distinct()
    return [keyring.KeyName(PURPOSE, kid) for kid in kids]


def link_of(event: Event) -> Link:
    """What of an event its mac binds."""
    return Link(
        event.chain,
        event.seq,
        event.recorded_at,
        event.on,
        _hex(event.actor_id),
        event.system,
        _hex(event.for_whom_id),
        event.action,
        event.subject_type,
        event.subject_id,
        event.data,
        event.prev,
        event.kid,
    )


def _hex(key: Any) -> str:
    return "" if key is None else key.hex


def _locked(key: str) -> Chain:
    wanted = Chain._base_manager.select_for_update().filter(pk=key)
    found = wanted.first()
    if found is None:
        Chain._base_manager.bulk_create([Chain(pk=key)], ignore_conflicts=True)
        found = wanted.get()
    return found


def _event(entry: Entry, *, organ: Organ | None, by: Actor, chain: Chain, kid: str) -> Event:
    subject = entry.subject
    return Event(
        chain=chain.key,
        seq=chain.seq,
        organ=organ,
        recorded_at=now(),
        on=entry.on,
        actor=None if isinstance(by, System) else by,
        system=by.reason if isinstance(by, System) else "",
        for_whom=entry.for_whom,
        action=entry.action,
        subject_type="" if subject is None else subject._meta.label_lower,
        subject_id="" if subject is None else str(subject.pk),
        data=entry.data,
        prev=chain.mac,
        kid=kid,
    )
