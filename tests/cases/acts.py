"""A history of the law as the steps that officers take, in order of their days."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.law.events import Answer, Party
from gongkai.law.history import Consultation, History

Act = tuple[date, int, str, dict[str, Any]]  # day, order within the day, step, details

_SEND = {
    Party.THIRD_PARTY: "consult_third_party",
    Party.CO_MAKER: "consult_co_makers",
    Party.OTHER_ORGAN: "consult_organ",
    Party.SECRECY: "refer_secrecy",
}
_RECORD = {
    Party.THIRD_PARTY: "record_third_party",
    Party.CO_MAKER: "record_co_maker",
    Party.OTHER_ORGAN: "record_organ",
    Party.SECRECY: "record_secrecy",
}


def acts(history: History) -> list[Act]:
    """The steps after registration that make this history. A letter is named by its place in the history."""
    found = [(history.receipt, 0, "accept", {}), *_acts(history)]
    return sorted(found, key=lambda act: act[:2])


def _acts(history: History) -> Iterator[Act]:
    if history.reasons or history.delays or history.fees:
        yield history.receipt, 1, "note_excessive", {}
    for notice in history.supplements:
        if notice.late_approved:
            yield notice.notified, 2, "note_late_supplement", {}
        yield notice.notified, 3, "ask_supplement", {"until": notice.until}
        if notice.received is not None:
            if notice.excused:
                yield notice.received, 4, "note_supplement_excused", {}
            yield notice.received, 5, "receive_supplement", {}
    for place, letter in enumerate(history.consultations):
        yield from _letter(place, letter)
    for reasons in history.reasons:
        yield reasons.asked, 2, "ask_reasons", {"suspends": reasons.suspends}
        if reasons.answered is not None:
            yield reasons.answered, 3, "record_reasons", {"reasonable": bool(reasons.reasonable)}
    for extension in history.extensions:
        yield extension.notified, 6, "extend", {"days": extension.days, "decided": extension.decided}
    for delay in history.delays:
        if not history.reasons:
            yield history.receipt, 2, "ask_reasons", {}
            yield history.receipt, 3, "record_reasons", {"reasonable": True}
        yield delay.notified, 6, "delay", {"until": delay.until}
    for fee in history.fees:
        yield fee.issued, 6, "charge", {}
        if fee.received is not None:
            yield fee.received, 7, "note_fee_received", {}
        if fee.paid is not None:
            yield fee.paid, 8, "record_payment", {}


def _letter(place: int, letter: Consultation) -> Iterator[Act]:
    yield letter.sent, 4, _SEND[letter.party], {}
    if letter.received is not None and letter.party.has_period:
        yield letter.received, 5, "note_letter_received", {"letter": place}
    if letter.answered is not None:
        said = {"answer": Answer.OBJECTS_WITH_REASON} if letter.party is Party.THIRD_PARTY else {}
        yield letter.answered, 6, _RECORD[letter.party], {"letter": place, **said}
