"""A request as its events tell it: what the law must know of it; nothing else is asked."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from gongkai.law.events import Party
from gongkai.law.facts import CaseFacts
from gongkai.law.outcomes import Outcome
from gongkai.law.receipt import Arrival, Receipt, receipt
from gongkai.law.steps import State

_T = TypeVar("_T")

ENDED = (State.ANSWERED, State.CLOSED)
FINISHED = (*ENDED, State.SET_APART, State.ARCHIVED)


class BrokenHistory(RuntimeError):  # noqa: N818  named for what happened
    """The events of a request do not follow from one another: rows are missing or were changed."""


def known(value: _T | None) -> _T:
    """What an event presupposes. Raises BrokenHistory where it is not there."""
    if value is None:
        raise BrokenHistory("An event presupposes another that is not there.")
    return value


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
        return known(self.facts.state)

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
