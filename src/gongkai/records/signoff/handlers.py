"""What the apps say of their papers: what each kind is called, and what is done when a chain ends."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.utils.functional import Promise

from gongkai.accounts.actor import Actor
from gongkai.organs.roles import Role
from gongkai.records.models import SignOff

Handler = Callable[[SignOff, Actor, datetime.date], None]
Owners = Callable[[SignOff], frozenset[Any]]
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper that is signed: what it is called, and who signs it where the organ set no route.

    `default` is empty where that depends on the paper, as with a step to which the law names who consents:
    `start` says it then, and no route is set.
    """

    key: str
    label: str | Promise
    default: tuple[Role, ...]

    @property
    def has_route(self) -> bool:
        return bool(self.default)


_kinds: dict[str, Kind] = {}
_concluded: dict[str, Handler] = {}
_returned: dict[str, Handler] = {}
_owned: dict[str, Owners] = {}


def declare(key: str, label: str | Promise, default: tuple[Role, ...] = ()) -> Kind:
    """An app names a kind of paper once: `declare("cases.reply", _("答复书"), (Role.OFFICE_HEAD, Role.LEADER))`."""
    if key in _kinds:
        raise ValueError(f"The kind {key} is declared twice.")
    _kinds[key] = Kind(key, label, default)
    return _kinds[key]


def kinds() -> list[Kind]:
    """All declared kinds."""
    return [*_kinds.values()]


def kind(key: str) -> Kind | None:
    """A declared kind; None where nobody declared it."""
    return _kinds.get(key)


def label(signoff: SignOff) -> str:
    """What this kind of paper is called; the name of what it is about where nobody declared it."""
    if signoff.kind in _kinds:
        return str(_kinds[signoff.kind].label)
    return str(apps.get_model(signoff.subject_type)._meta.verbose_name)


def concluded(kind: str) -> Callable[[Handler], Handler]:
    """`@concluded("cases.reply")` above a function (signoff, by, on): called when the last step agrees.

    It runs in the transaction of the last signature: what it raises undoes the signature too.
    """
    return _registrar(_concluded, kind)


def returned(kind: str) -> Callable[[Handler], Handler]:
    """Likewise, called when a step sends the paper back."""
    return _registrar(_returned, kind)


def owned(kind: str) -> Callable[[Owners], Owners]:
    """`@owned("cases.step")` above a function (signoff): the keys of those whose own the paper's matter is.

    They sign no step of it, beside those who drafted the paper. It is asked within the organ's scope.
    """
    return _registrar(_owned, kind)


def owners(signoff: SignOff) -> frozenset[Any]:
    """Whose own the matter is, as the app of the paper says."""
    ask = _owned.get(signoff.kind)
    return ask(signoff) if ask is not None else frozenset()


def tell_concluded(signoff: SignOff, by: Actor, on: datetime.date) -> None:
    if handler := _concluded.get(signoff.kind):
        handler(signoff, by, on)


def tell_returned(signoff: SignOff, by: Actor, on: datetime.date) -> None:
    if handler := _returned.get(signoff.kind):
        handler(signoff, by, on)


def _registrar(table: dict[str, _Told], kind: str) -> Callable[[_Told], _Told]:
    def register(handler: _Told) -> _Told:
        if kind in table:
            raise ValueError(f"{kind} has a handler already.")
        table[kind] = handler
        return handler

    return register
