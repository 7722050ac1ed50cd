"""What is stored of a request only to find and order it by: dates, the clock, the place in the queue.

Computed from the events and the calendar; nothing else writes these fields.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from gongkai.cases.case import FINISHED, Case
from gongkai.law.clock import ClockState, Deadline, deadline
from gongkai.law.history import Consultation
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import State
from gongkai.law.workdays import Calendar

_PART = 10_000_000  # more than the days of the calendar


class Rank(IntEnum):
    """The parts of the queue, the most urgent first. Within one the days decide."""

    CONFIRM = 0  # to be confirmed with the applicant, the oldest first
    RUNNING = 1  # by due date: the overdue come first of themselves
    SUSPENDED = 2  # no day can be named while others are asked
    APPLICANT = 3  # by the end of the period to supplement or pay
    FINISHED = 9  # the latest first

    @property
    def start(self) -> int:
        """The first place in the queue of this part."""
        return self * _PART

    @property
    def end(self) -> int:
        """The first place behind this part."""
        return self.start + _PART

    def place(self, day: date) -> int:
        """The place of a day within this part; among the finished the latest stands first."""
        ordinal = day.toordinal()
        return self.start + (_PART - ordinal if self is Rank.FINISHED else ordinal)


def part_of(place: int) -> Rank:
    """The part of the queue that a place lies in."""
    return Rank(place // _PART)


@dataclass(frozen=True, slots=True)
class Standing:
    """The stored values, by the names of the fields."""

    due_on: date | None
    due_provisional: bool
    closes_on: date | None
    letter_until: date | None
    clock_state: str
    queue_place: int


def clock_of(case: Case, calendar: Calendar) -> Deadline | None:
    """The clock of the present round; None before receipt, and for days the law does not reach."""
    if case.facts.history is None:
        return None
    try:
        return deadline(case.facts.history, calendar)
    except RefusalError:
        return None


def standing(case: Case, calendar: Calendar) -> Standing:
    """Where a request stands."""
    clock = clock_of(case, calendar)
    due = clock.due if clock is not None else None
    closes = clock.closes if clock is not None else None
    finished = case.state in FINISHED
    return Standing(
        due_on=None if case.set_apart else due,
        due_provisional=clock is not None and clock.provisional and not finished,
        closes_on=closes,
        letter_until=None if finished or clock is None else _letter_until(case, clock),
        clock_state=clock.state.value if clock is not None and not finished else "",
        queue_place=_place(case, clock, finished),
    )


def _place(case: Case, clock: Deadline | None, finished: bool) -> int:
    if finished:
        return Rank.FINISHED.place(
            case.ended[1] if case.ended is not None and case.rounds == 1 else case.last
        )
    if case.state is State.ARRIVED:
        return Rank.CONFIRM.place(case.facts.arrived)
    if clock is None:
        return Rank.RUNNING.place(case.facts.arrived)
    if clock.state in (ClockState.AWAITING_SUPPLEMENT, ClockState.AWAITING_PAYMENT, ClockState.CLOSED):
        return Rank.APPLICANT.place(clock.closes or case.last)
    if clock.due is not None:
        return Rank.RUNNING.place(clock.due)
    return Rank.SUSPENDED.place(case.last)


def _letter_until(case: Case, clock: Deadline) -> date | None:
    """The nearest end of a consulted party's own period, until its silence is put on file."""
    lapsed = dict(case.lapsed)
    ends = [
        pause.until
        for pause in clock.runs[-1].pauses
        if isinstance(pause.of, Consultation)
        and pause.lapsed
        and pause.until is not None
        and pause.until >= lapsed.get(pause.of.party, date.min)
    ]
    return min(ends, default=None)
