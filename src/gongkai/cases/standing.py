"""What is stored of a request only to find and order it by: dates, the clock, the place in the queue.

Computed from the events and the calendar; nothing else writes these fields.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from gongkai.cases.replay import FINISHED, Case
from gongkai.law.clock import ClockState, Deadline, deadline
from gongkai.law.history import Consultation
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import State
from gongkai.law.workdays import Calendar


class Rank(IntEnum):
    """The parts of the queue, the most urgent first. Within one the days decide."""

    CONFIRM = 0  # to be confirmed with the applicant, the oldest first
    RUNNING = 1  # by due date: the overdue come first of themselves
    SUSPENDED = 2  # no day can be named while others are asked
    APPLICANT = 3  # by the end of the period to supplement or pay
    FINISHED = 9  # the latest first


@dataclass(frozen=True, slots=True)
class Standing:
    """The stored values, by the names of the fields."""

    due_on: date | None
    due_provisional: bool
    closes_on: date | None
    letter_until: date | None
    clock_state: str
    queue_rank: int
    queue_day: int


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
    rank, day = _place(case, clock, finished)
    return Standing(
        due_on=None if case.set_apart else due,
        due_provisional=clock is not None and clock.provisional and not finished,
        closes_on=closes,
        letter_until=None if finished or clock is None else _letter_until(case, clock),
        clock_state=clock.state.value if clock is not None and not finished else "",
        queue_rank=rank,
        queue_day=day,
    )


def _place(case: Case, clock: Deadline | None, finished: bool) -> tuple[Rank, int]:
    if finished:
        ended = case.ended[1] if case.ended is not None and case.rounds == 1 else case.last
        return Rank.FINISHED, -ended.toordinal()
    if case.state is State.ARRIVED:
        return Rank.CONFIRM, case.facts.arrived.toordinal()
    if clock is not None and clock.state in (ClockState.AWAITING_SUPPLEMENT, ClockState.AWAITING_PAYMENT):
        return Rank.APPLICANT, (clock.closes or case.last).toordinal()
    if clock is not None and clock.state is ClockState.CLOSED:
        return Rank.APPLICANT, (clock.closes or case.last).toordinal()
    if clock is not None and clock.due is not None:
        return Rank.RUNNING, clock.due.toordinal()
    if clock is not None:
        return Rank.SUSPENDED, case.last.toordinal()
    return Rank.RUNNING, case.facts.arrived.toordinal()


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
