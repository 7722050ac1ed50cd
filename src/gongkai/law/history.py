"""What happened to one request, as far as its clock is concerned.

All days are plain dates. What has not happened yet, or is not known, is None; nothing is assumed silently.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.law.events import Answer, Cause, Party


@dataclass(frozen=True, slots=True)
class Supplement:
    """A notice to correct the request (补正告知).

    `until` is the end of the period it sets. `excused`: a proper reason for supplementing late is on file.
    `late_approved`: a notice sent after the 7 working days is to restart the clock all the same, which the
    Regulation does not say; hence only with the approval of the legal unit.
    """

    notified: date
    until: date
    received: date | None = None
    excused: bool = False
    late_approved: bool = False


@dataclass(frozen=True, slots=True)
class Consultation:
    """A written consultation: sent by the organ, received by the party, its answer received by the organ."""

    party: Party
    sent: date
    received: date | None = None
    answered: date | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of the reply period by 1 to 20 working days, decided and told to the applicant."""

    days: int
    decided: date
    notified: date


@dataclass(frozen=True, slots=True)
class Delay:
    """The reasonable delayed period of Art 35: the applicant is told the new day of reply."""

    notified: date
    until: date


@dataclass(frozen=True, slots=True)
class Reasons:
    """Reasons asked under Art 35. They stop nothing unless a local rule says so (`suspends`)."""

    asked: date
    answered: date | None = None
    reasonable: bool | None = None
    suspends: bool = False


@dataclass(frozen=True, slots=True)
class FeeNotice:
    """A fee notice: issued by the organ, received by the applicant, paid in full."""

    issued: date
    received: date | None = None
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """One round of a request. `days`: the reply period where an order of review sets its own."""

    receipt: date
    cause: Cause = Cause.RECEIPT
    days: int | None = None
    supplements: tuple[Supplement, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    reasons: tuple[Reasons, ...] = ()
    extensions: tuple[Extension, ...] = ()
    delays: tuple[Delay, ...] = ()
    fees: tuple[FeeNotice, ...] = ()
