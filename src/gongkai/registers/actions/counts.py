"""Attesting a figure whose records lie elsewhere."""

from decimal import Decimal

from gongkai.accounts.actor import Actor
from gongkai.organs.models import Organ, Section
from gongkai.records.models import SignOff, StoredFile
from gongkai.registers.models import AttestedCount


def attest(
    measure: str,
    *,
    organ: Organ,
    by: Actor,
    year: int,
    value: int | Decimal,
    section: Section | None = None,
    source: StoredFile | None = None,
    replaces: AttestedCount | None = None,
    backfilled: bool = False,
    is_demo: bool = False,
) -> AttestedCount:
    """Draft a figure. A source file is required unless it is nil. Raises PermissionDenied, Refused."""
    raise NotImplementedError


def submit(count: AttestedCount, *, by: Actor) -> SignOff:
    """Send a draft to be signed (by default by the section's head); the last signature makes it count."""
    raise NotImplementedError


def withdraw(count: AttestedCount, *, by: Actor) -> AttestedCount:
    """A figure that is not to count: a draft is dropped, a signed one stays readable and counts no more."""
    raise NotImplementedError
