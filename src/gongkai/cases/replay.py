"""From the events of a request to what the law must know of it; nothing else is asked.

`CHANGES` says for every step how it changes the facts. The state follows from the step's own definition.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from gongkai.cases import evidence
from gongkai.law.events import Answer, Cause, Party
from gongkai.law.facts import CaseFacts
from gongkai.law.history import Consultation, Delay, Extension, FeeNotice, History, Reasons, Supplement
from gongkai.law.labelled import member
from gongkai.law.outcomes import Outcome
from gongkai.law.receipt import Arrival, Channel, Receipt, receipt
from gongkai.law.steps import State
from gongkai.law.steps_reply import DECISIONS

_T = TypeVar("_T")

ENDED = (State.ANSWERED, State.CLOSED)
FINISHED = (*ENDED, State.SET_APART, State.ARCHIVED)
# Outcomes that close a request without a reply being served.
_ABANDONED = (Outcome.OT_NOSUPP, Outcome.OT_NOFEE)


class BrokenHistory(RuntimeError):  # noqa: N818  named for what happened
    """The events of a request do not follow from one another: rows are missing or were changed."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as plain values. `data` holds days as ISO text, and codes."""

    seq: int
    step: str
    on: date
    data: dict[str, Any] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        return date.fromisoformat(value) if value else None

    def known_day(self, name: str) -> date:
        return date.fromisoformat(self.data[name])


@dataclass(frozen=True, slots=True)
class Case:
    """A request after some of its events.

    `received`: the day of receipt of the first round. `letters`: the event that sent each consultation of the
    history, in the same order. `lapsed`: when the silence of a party was last put on file. `ended`: the first
    ending, the one that counts. `rounds`: how often it was opened, reviews included. `last`: the latest day
    anything took effect.
    """

    arrival: Arrival
    facts: CaseFacts
    last: date
    seq: int
    received: date | None = None
    letters: tuple[int, ...] = ()
    lapsed: tuple[tuple[Party, date], ...] = ()
    ended: tuple[Outcome, date] | None = None
    order_days: int | None = None
    set_apart: bool = False
    rounds: int = 1

    @property
    def state(self) -> State:
        return _given(self.facts.state)

    def receipt(self) -> Receipt:
        """The day of receipt with its reason, by the channel."""
        return receipt(self.arrival)

    def open_letters(self, party: Party) -> list[int]:
        """The events that sent letters to the party which are not answered."""
        history = self.facts.history
        if history is None:
            return []
        return [
            seq
            for seq, letter in zip(self.letters, history.consultations, strict=True)
            if letter.party is party and letter.answered is None
        ]


Change = Callable[[Case, Happened], Case]


def replay(events: Iterable[Happened]) -> Case:
    """The request after all its events, the first of which opens it. Raises BrokenHistory."""
    case: Case | None = None
    for event in events:
        case = opened(event) if case is None else after(case, event)
    return _given(case)


def opened(event: Happened) -> Case:
    """The request after the event that opens it."""
    return OPENINGS[event.step](event)


def after(case: Case, event: Happened) -> Case:
    """The request after one more event."""
    case = _moved(CHANGES[event.step](case, event), event)
    return replace(case, seq=event.seq, last=max(case.last, event.on))


def _given(value: _T | None) -> _T:
    if value is None:
        raise BrokenHistory("An event presupposes another that is not there.")
    return value


def _moved(case: Case, event: Happened) -> Case:
    """The state and outcome as the step's definition has them."""
    step = evidence.step(event.step)
    state = step.reaches(case.state)
    outcome = step.outcome if step.outcome is not None else case.facts.outcome
    case = replace(case, facts=replace(case.facts, state=state, outcome=outcome))
    if state is State.SET_APART:
        # Once it has ended as a request, it was one: a later round does not take that back.
        return replace(case, set_apart=case.ended is None)
    if state in ENDED and case.ended is None and outcome is not None:
        return replace(case, ended=(outcome, event.on))
    return case


# ---- openings ----


def arrival_of(data: dict[str, Any]) -> Arrival:
    """How a request came in, as its first event holds it."""
    event = Happened(0, "", date.min, data)
    return Arrival(
        member(Channel, data["channel"]),
        event.known_day("arrived"),
        event.day("at_office"),
        event.day("acknowledged"),
        event.day("confirmed"),
        data.get("announced", True),
        data.get("manual", False),
        data.get("reachable", True),
    )


def _opened(event: Happened) -> Case:
    arrival = arrival_of(event.data)
    received = receipt(arrival).on
    history = History(received) if received is not None else None
    state = evidence.step(event.step).until
    return Case(arrival, CaseFacts(arrival.arrived, state, history), event.on, event.seq, received)


def _brought_in(event: Happened) -> Case:
    """From before the system: the original days are what is known; still open, or ended with an outcome."""
    arrival = arrival_of(event.data)
    received = event.known_day("receipt")
    ended_on = event.day("ended")
    outcome = member(Outcome, event.data["outcome"]) if event.data.get("outcome") else None
    state = State.HANDLING
    if outcome is not None:
        state = State.CLOSED if outcome in _ABANDONED else State.ANSWERED
    facts = CaseFacts(arrival.arrived, state, History(received), outcome)
    ended = (outcome, ended_on) if outcome is not None and ended_on is not None else None
    return Case(arrival, facts, ended_on or event.on, event.seq, received, ended=ended)


OPENINGS: dict[str, Callable[[Happened], Case]] = {
    "take_in": _opened,
    "register": _opened,
    evidence.BRING_IN: _brought_in,
}


# ---- what each step changes beside the state ----


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
        history = change(case, _given(case.facts.history), event)
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
    order = _given(case.facts.order)
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
