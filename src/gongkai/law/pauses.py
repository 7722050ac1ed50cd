"""The intervals that do not count: consultations, and reasons where a local rule says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law import words
from gongkai.law.events import Party
from gongkai.law.history import Consultation, History, Reasons
from gongkai.law.refusal import refuse_disorder
from gongkai.law.terms import Key, term
from gongkai.law.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Pause:
    """Working days w with `start` < w <= `until` are not counted; `until` is None while it lasts.

    `assumed`: the day the letter was received is not on file; its limit is reckoned from the day it was sent.
    `lapsed`: no answer is on file and `until` is the limit of the party's own period.
    """

    start: date
    until: date | None
    of: Consultation | Reasons
    assumed: bool = False
    lapsed: bool = False


def pauses_of(history: History, calendar: Calendar) -> tuple[Pause, ...]:
    """The pauses of a history in order of their start; refused when its days are out of order."""
    pauses = [_consulted(each, history, calendar) for each in history.consultations]
    for each in history.reasons:
        refuse_disorder(history.receipt, each.asked, words.REASONS_ASKED)
        refuse_disorder(each.asked, each.answered, words.REASONS_ANSWERED)
        if each.suspends:
            pauses.append(Pause(each.asked, each.answered, each))
    return tuple(sorted(pauses, key=lambda pause: pause.start))


def _consulted(consultation: Consultation, history: History, calendar: Calendar) -> Pause:
    """From sending the letter to the answer, at most to the end of the 15 working days the law may set."""
    refuse_disorder(history.receipt, consultation.sent, words.LETTER_SENT)
    refuse_disorder(consultation.sent, consultation.received, words.LETTER_RECEIVED)
    refuse_disorder(consultation.received or consultation.sent, consultation.answered, words.LETTER_ANSWERED)
    if not consultation.party.has_period:
        return Pause(consultation.sent, consultation.answered, consultation)
    key = Key.THIRD_PARTY if consultation.party is Party.THIRD_PARTY else Key.CO_MAKER
    received = consultation.received or consultation.sent
    limit = calendar.nth(received, term(key, received).value)
    return Pause(
        consultation.sent,
        limit if consultation.answered is None else min(consultation.answered, limit),
        consultation,
        assumed=consultation.received is None,
        lapsed=consultation.answered is None,
    )


def due_outside(
    calendar: Calendar, start: date, days: int, pauses: Iterable[Pause]
) -> tuple[date | None, int]:
    """The `days`-th working day after `start` that lies in no pause; (None, days left) if a pause has no end.

    Pauses must be in order of their start. Overlapping ones count once, because the rank only moves forward.
    """
    rank = calendar.rank(start)
    for pause in pauses:
        begun = max(calendar.rank(pause.start), rank)
        if begun - rank >= days:
            break
        days -= begun - rank
        if pause.until is None:
            return None, days
        rank = max(calendar.rank(pause.until), begun)
    return calendar.day_of_rank(rank + days), 0
