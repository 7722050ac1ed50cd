"""Writing lines of a register."""

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.accounts.actor import Actor
from gongkai.organs.models import Organ
from gongkai.registers.models import Entry


def enter(
    register: str,
    *,
    organ: Organ,
    by: Actor,
    backfilled: bool = False,
    is_demo: bool = False,
    **values: Any,
) -> Entry:
    """Enter one line. Values by the keys of the declaration. Raises PermissionDenied, Invalid."""
    raise NotImplementedError


def enter_many(
    register: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    organ: Organ,
    by: Actor,
    backfilled: bool = False,
    is_demo: bool = False,
) -> int:
    """Enter many lines, all or none, with one event that holds their number and digest."""
    raise NotImplementedError


def amend(entry: Entry, *, by: Actor, reason: str, **values: Any) -> Entry:
    """Correct a line: `values` are all its values anew. What it said before is kept with the reason."""
    raise NotImplementedError


def void(entry: Entry, *, by: Actor, reason: str) -> Entry:
    """A line entered by mistake counts no more; it stays readable."""
    raise NotImplementedError
