"""Telling the log. The log stands above organs (an event has an organ), so it says here how it is reached.

It is reached while the apps start, before there are models: hence the imports for types alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model

if TYPE_CHECKING:
    from gongkai.accounts.actor import Actor
    from gongkai.accounts.models import User
    from gongkai.organs.models import Organ

Writer = Callable[..., Any]

_writers: list[Writer] = []


class NoLog(RuntimeError):  # noqa: N818  named for what happened
    """Nothing is done that no log takes down."""


def connect(writer: Writer) -> Writer:
    """The log declares its function `append(action, subject, *, organ, by, on, data, for_whom, rows, gone)`, once."""
    if _writers and _writers != [writer]:
        raise ValueError("The journal already has a writer.")
    _writers[:] = [writer]
    return writer


def write(
    action: str,
    subject: Model,
    *,
    organ: Organ,
    by: Actor,
    on: date | None = None,
    data: dict[str, Any] | None = None,
    for_whom: User | None = None,
    rows: Iterable[Model] = (),
    gone: Iterable[Model] = (),
) -> None:
    """One event, in the caller's transaction. `data`: ids, codes and days only. Raises NoLog.

    `rows`: all rows the action wrote, as they now are, for the log to bind them; `gone`: those it deletes.
    """
    if not _writers:
        raise NoLog("No log is connected: gongkai.records must be installed.")
    _writers[0](
        action, subject, organ=organ, by=by, on=on, data=data, for_whom=for_whom, rows=rows, gone=gone
    )
