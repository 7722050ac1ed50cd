"""Whose rows are seen: an organ's, the published ones, or everything for a stated reason.

The scope is a context variable. Where none is set, a scoped table cannot be read at all: forgetting it is an
error at once, never a leak. It is the first of two locks; the policies that actions ask are the second.

`_base_manager` stays plain, because Django needs it to save a row, to cascade and to follow a foreign key
upward from a row one already holds. Raw SQL is not covered either. Writing is therefore checked once more, in
`OrganRow.save`.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)


class ScopeUnset(RuntimeError):  # noqa: N818  named for what happened
    """A scoped table was asked before anyone said whose rows may be seen."""


class OutOfScope(RuntimeError):  # noqa: N818  named for what happened
    """A row was to be written that the scope does not allow to be written."""


@dataclass(frozen=True, slots=True)
class OrganScope:
    """One organ's rows, published or not."""

    organ_id: Any


@dataclass(frozen=True, slots=True)
class PublicScope:
    """Published rows of all organs, to read only."""


@dataclass(frozen=True, slots=True)
class EverywhereScope:
    """All rows, for a reason that was logged."""

    reason: str


Scope = OrganScope | PublicScope | EverywhereScope

_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """The scope in force. Raises ScopeUnset."""
    scope = _scope.get()
    if scope is None:
        raise ScopeUnset(
            "No scope is set: wrap the code in scope.organ(…), scope.public() or scope.everywhere(reason)."
        )
    return scope


@contextmanager
def _within(scope: Scope) -> Iterator[None]:
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def organ(row: Any) -> Iterator[None]:
    """The rows of this organ (a saved Organ)."""
    if row.pk is None:
        raise ValueError("An organ that is not saved has no rows.")
    with _within(OrganScope(row.pk)):
        yield


@contextmanager
def public() -> Iterator[None]:
    """What everybody may see."""
    with _within(PublicScope()):
        yield


@contextmanager
def everywhere(reason: str) -> Iterator[None]:
    """All rows. The reason is logged; it names the job, never a person."""
    if not reason.strip():
        raise ValueError("Say why all rows are needed.")
    log.info("everywhere: %s", reason)
    with _within(EverywhereScope(reason)):
        yield
