"""How a history begins: taken in, registered, or brought in from before the system."""

from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.cases import evidence
from gongkai.cases.case import Case, Happened
from gongkai.law.facts import CaseFacts
from gongkai.law.history import History
from gongkai.law.labelled import member
from gongkai.law.outcomes import Outcome
from gongkai.law.receipt import Arrival, Channel, receipt
from gongkai.law.steps import State

# Outcomes that close a request without a reply being served.
_ABANDONED = (Outcome.OT_NOSUPP, Outcome.OT_NOFEE)


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
