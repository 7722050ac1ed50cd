"""Rows held against the log: what an app keeps must be what the log says was done.

An app declares in its module `verifying` functions that read its rows and the events of its actions, in the order
of the log, and yield a sentence for each row that is gone, changed or there without an event. The log's own chain is
verified first; so who changes a row would have to change the log too.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from gongkai.records.models import Event

Check = Callable[[], Iterator[str]]
_checks: list[Check] = []


class Remark(str):
    """A sentence that tells of no fault: what the log cannot say anything of."""

    __slots__ = ()


def verifies(check: Check) -> Check:
    """Declare a check. It is called within scope.everywhere and never raises for what it finds."""
    _checks.append(check)
    return check


def verify() -> Iterator[str]:
    """What all checks find."""
    for check in _checks:
        yield from check()


def events_of(*actions: str) -> "QuerySet[Event]":
    """The events of these actions, in the order of the log within each chain."""
    return Event._base_manager.filter(action__in=actions).order_by("chain", "seq")


def digest(*facts: Any) -> str:
    """64 hex digits for facts that are JSON, days, moments, decimals or keys; the same on both databases."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def where(event: Event) -> str:
    """How an event is named in a sentence."""
    return f"日志（{event.chain} 第 {event.seq} 条）"
