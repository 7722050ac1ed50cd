"""What the apps say of their papers: what each kind is called, and what is done when a chain ends."""

import datetime
from collections.abc import Callable

from gongkai.accounts.actor import Actor
from gongkai.records.models import SignOff

Handler = Callable[[SignOff, Actor, datetime.date], None]

_names: dict[str, str] = {}
_concluded: dict[str, Handler] = {}
_returned: dict[str, Handler] = {}


def declare(kind: str, label: str) -> str:
    """An app names a kind of paper that is signed: `REPLY = declare("cases.reply", "答复书")`."""
    if kind in _names:
        raise ValueError(f"The kind {kind} is declared twice.")
    _names[kind] = label
    return kind


def label(kind: str) -> str:
    """What a kind of paper is called; the kind itself where nobody named it."""
    return _names.get(kind, kind)


def kinds() -> dict[str, str]:
    """All kinds of paper that are signed, with their names."""
    return dict(_names)


def concluded(kind: str) -> Callable[[Handler], Handler]:
    """`@concluded("cases.reply")` above a function (signoff, by, on): called when the last step agrees.

    It runs in the transaction of the last signature: what it raises undoes the signature too.
    """
    return _registrar(_concluded, kind)


def returned(kind: str) -> Callable[[Handler], Handler]:
    """Likewise, called when a step sends the paper back."""
    return _registrar(_returned, kind)


def tell_concluded(signoff: SignOff, *, by: Actor, on: datetime.date) -> None:
    if handler := _concluded.get(signoff.kind):
        handler(signoff, by, on)


def tell_returned(signoff: SignOff, *, by: Actor, on: datetime.date) -> None:
    if handler := _returned.get(signoff.kind):
        handler(signoff, by, on)


def _registrar(table: dict[str, Handler], kind: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        if kind in table:
            raise ValueError(f"{kind} has a handler already.")
        table[kind] = handler
        return handler

    return register
