"""What each step changes of a request beside its state."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gongkai.cases.case import Case, Happened, known
from gongkai.law.events import Answer, Cause, Party
from gongkai.law.facts import CaseFacts
from gongkai.law.history import Consultation, Delay, Extension, FeeNotice, History, Reasons, Supplement
from gongkai.law.receipt import receipt
from gongkai.law.steps_reply import DECISIONS

Change = Callable[[Case, Happened], Case]


def _nothing(case: Case, event: Happened) -> Case:
    return case


def _confirmed(case: Case, event: Happened) -> Case:
    arrival = replace(case.arrival, confirmed=event.on)
    received = receipt(arrival).on
    history = History(received) if received is not None else None
    return replace(case, arrival=arrival, received=received, facts=replace(case.facts, history=history))


def _fact(name: str) -> Change:
    def change(case: Case, event: Happened) -> Case:
        found: dict[str, Any] = {name: True}
        return replace(case, facts=replace(case.facts, **found))

    return change


def _history(change: Callable[[Case, History, Happened], History]) -> Change:
    def changed(case: Case, event: Happened) -> Case:
        history = change(case, known(case.facts.history), event)
        return replace(case, facts=replace(case.facts, history=history))

    return changed


@_history
def _asked_supplement(case: Case, history: History, event: Happened) -> History:
    until = event.known_day("until")
    notice = Supplement(event.on, until, late_approved=case.facts.late_supplement_approved)
    return replace(history, supplements=(*history.supplements, notice))


@_history
def _received_supplement(case: Case, history: History, event: Happened) -> History:
    *before, last = history.supplements
    return replace(history, supplements=(*before, replace(last, received=event.on)))


@_history
def _excused(case: Case, history: History, event: Happened) -> History:
    *before, last = history.supplements
    return replace(history, supplements=(*before, replace(last, excused=True)))


def _consulted(party: Party) -> Change:
    @_history
    def sent(case: Case, history: History, event: Happened) -> History:
        letter = Consultation(party, event.on, event.day("received"))
        return replace(history, consultations=(*history.consultations, letter))

    def change(case: Case, event: Happened) -> Case:
        return replace(sent(case, event), letters=(*case.letters, event.seq))

    return change


def _letter(change: Callable[[Consultation, Happened], Consultation]) -> Change:
    @_history
    def changed(case: Case, history: History, event: Happened) -> History:
        at = case.letters.index(event.data["letter"])
        letters = list(history.consultations)
        letters[at] = change(letters[at], event)
        return replace(history, consultations=tuple(letters))

    return changed


@_letter
def _answered(letter: Consultation, event: Happened) -> Consultation:
    answer = Answer(event.data["answer"]) if event.data.get("answer") else None
    return replace(
        letter, answered=event.on, answer=answer, received=event.day("received") or letter.received
    )


@_letter
def _letter_received(letter: Consultation, event: Happened) -> Consultation:
    return replace(letter, received=event.on)


def _lapsed(party: Party) -> Change:
    def change(case: Case, event: Happened) -> Case:
        others = tuple(each for each in case.lapsed if each[0] is not party)
        return replace(case, lapsed=(*others, (party, event.on)))

    return change


@_history
def _extended(case: Case, history: History, event: Happened) -> History:
    extension = Extension(event.data["days"], event.day("decided") or event.on, event.on)
    return replace(history, extensions=(*history.extensions, extension))


@_history
def _delayed(case: Case, history: History, event: Happened) -> History:
    return replace(history, delays=(*history.delays, Delay(event.on, event.known_day("until"))))


@_history
def _asked_reasons(case: Case, history: History, event: Happened) -> History:
    asked = Reasons(event.on, suspends=event.data.get("suspends", False))
    return replace(history, reasons=(*history.reasons, asked))


@_history
def _gave_reasons(case: Case, history: History, event: Happened) -> History:
    *before, last = history.reasons
    given = replace(last, answered=event.on, reasonable=event.data["reasonable"])
    return replace(history, reasons=(*before, given))


@_history
def _charged(case: Case, history: History, event: Happened) -> History:
    return replace(history, fees=(*history.fees, FeeNotice(event.on, event.day("received"))))


@_history
def _fee_received(case: Case, history: History, event: Happened) -> History:
    *before, last = history.fees
    return replace(history, fees=(*before, replace(last, received=event.on)))


@_history
def _paid(case: Case, history: History, event: Happened) -> History:
    *before, last = history.fees
    return replace(history, fees=(*before, replace(last, paid=event.on)))


def _sent_back(case: Case, event: Happened) -> Case:
    return replace(case, facts=replace(case.facts, outcome=None))


def _ordered(case: Case, event: Happened) -> Case:
    return replace(case, facts=replace(case.facts, order=event.on), order_days=event.data.get("days"))


def _reopened(case: Case, event: Happened) -> Case:
    """A new round: its period runs from the order; what the last round had on file does not carry over.

    What was set apart and must now be answered is a request after all.
    """
    order = known(case.facts.order)
    facts = CaseFacts(
        case.facts.arrived,
        case.state,
        History(order, Cause.ORDER, case.order_days),
        max_rounds=case.facts.max_rounds,
        order=order,
    )
    return replace(
        case, facts=facts, letters=(), lapsed=(), order_days=None, set_apart=False, rounds=case.rounds + 1
    )


CHANGES: dict[str, Change] = {
    "confirm": _confirmed,
    "accept": _nothing,
    "set_apart_correction": _nothing,
    "set_apart_complaint": _nothing,
    "set_apart_other": _nothing,
    "ask_supplement": _asked_supplement,
    "receive_supplement": _received_supplement,
    "abandon_supplement": _nothing,
    "consult_third_party": _consulted(Party.THIRD_PARTY),
    "tell_consultation": _nothing,
    "record_third_party": _answered,
    "lapse_third_party": _lapsed(Party.THIRD_PARTY),
    "tell_third_party": _fact("third_party_told"),
    "consult_co_makers": _consulted(Party.CO_MAKER),
    "record_co_maker": _answered,
    "lapse_co_maker": _lapsed(Party.CO_MAKER),
    "consult_organ": _consulted(Party.OTHER_ORGAN),
    "record_organ": _answered,
    "refer_secrecy": _consulted(Party.SECRECY),
    "record_secrecy": _answered,
    "extend": _extended,
    "ask_reasons": _asked_reasons,
    "record_reasons": _gave_reasons,
    "delay": _delayed,
    "charge": _charged,
    "record_payment": _paid,
    "abandon_fee": _nothing,
    "log_search": _fact("searched"),
    "review_secrecy": _fact("secrecy_reviewed"),
    **{step.name: _nothing for step in DECISIONS},
    "send_back": _sent_back,
    "approve": _nothing,
    "serve": _nothing,
    "withdraw": _nothing,
    "applicant_gone": _nothing,
    "to_proactive": _nothing,
    "reopen": _reopened,
    "archive": _nothing,
    "note_excessive": _fact("excessive"),
    "note_grounds": _fact("grounds"),
    "note_outweighed": _fact("outweighed"),
    "note_answered_before": _fact("answered_before"),
    "note_late_supplement": _fact("late_supplement_approved"),
    "note_supplement_excused": _excused,
    "note_letter_received": _letter_received,
    "note_fee_received": _fee_received,
    "note_order": _ordered,
}
