"""The clock of a request: from its history to the day the reply is due, and why.

Pure: no today here; `Deadline.state_on(day)` answers for a day. Internal causes stop nothing. Not modelled:
the hours of the last day, which runs to 24:00 or to close of business (民法典第二百零三条).
"""

from dataclasses import dataclass, field
from datetime import date

from gongkai.law.events import Cause
from gongkai.law.explain import Step, steps
from gongkai.law.history import FeeNotice, History, Supplement
from gongkai.law.labelled import Labelled
from gongkai.law.pauses import due_outside
from gongkai.law.runs import Run, resolve, simple_run
from gongkai.law.terms import Key
from gongkai.law.workdays import Calendar, state_calendar


class ClockState(Labelled):
    """What the clock does."""

    RUNNING = "running", "计算中"
    SUSPENDED = "suspended", "征求意见，暂停计算"
    AWAITING_SUPPLEMENT = "awaiting_supplement", "待补正，停止计算"
    AWAITING_PAYMENT = "awaiting_payment", "待缴费，停止计算"
    CLOSED = "closed", "视为放弃申请，不再处理"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a period ends, or why no day can be named.

    `due`: the last day; None while `state` is not RUNNING. `closes`: the last day on which the applicant may
    supplement or pay. `remaining`: working days left once a suspended clock runs again. `provisional`: a day
    of a year without a holiday notice was needed (暂定).
    """

    state: ClockState
    due: date | None
    closes: date | None
    remaining: int
    provisional: bool
    runs: tuple[Run, ...] = field(repr=False)
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def lenient(self) -> date | None:
        """For something handed in on a rest day: the due date if it is deemed received the next working day.

        A reserve in law, not for alarms; None where the question does not arise.
        """
        run = self.runs[-1]
        if self.due is None or run.delay is not None or not run.cause.is_submission:
            return None
        deemed = self.calendar.on_or_after(run.start)
        if deemed == run.start:
            return None
        return due_outside(self.calendar, deemed, run.days + run.extended, run.pauses)[0]

    def state_on(self, day: date) -> ClockState:
        """The state seen from a day: a period to supplement or pay that has run out closes the request."""
        return ClockState.CLOSED if self.closes is not None and day > self.closes else self.state

    def explain(self) -> tuple[Step, ...]:
        """Each span, pause, restart and extension in order, with its working days, article and sentence."""
        return steps(self.runs, self.calendar, lenient=self.lenient)


def reply_deadline(
    receipt: date, days: int | None = None, *, extension: int = 0, calendar: Calendar | None = None
) -> Deadline:
    """The due date of a request that nothing interrupts; `days` is the law's 20 unless said otherwise."""
    calendar = calendar or state_calendar()
    return _plain(Cause.RECEIPT, receipt, Key.REPLY, days, extension, calendar)


def deadline(history: History, calendar: Calendar | None = None) -> Deadline:
    """The due date of a request with everything that happened to it."""
    calendar = calendar or state_calendar()
    runs = resolve(history, calendar)
    run = runs[-1]
    match run.ended_by:
        case Supplement(received=None):
            state = ClockState.AWAITING_SUPPLEMENT
        case FeeNotice(paid=None):
            state = ClockState.AWAITING_PAYMENT
        case None:
            state = ClockState.RUNNING if run.due is not None else ClockState.SUSPENDED
        case _:
            state = ClockState.CLOSED
    due = run.due if state is ClockState.RUNNING else None
    return _deadline(state, due, run.closes, runs, calendar)


def supplement_notice_due(receipt: date, calendar: Calendar | None = None) -> Deadline:
    """The last day for asking the applicant to correct the request."""
    return _plain(Cause.UNCLEAR, receipt, Key.SUPPLEMENT_NOTICE, calendar=calendar)


def third_party_due(received: date, calendar: Calendar | None = None) -> Deadline:
    """The last day for the third party's opinion, from its receipt of the letter."""
    return _plain(Cause.THIRD_PARTY_LETTER, received, Key.THIRD_PARTY, calendar=calendar)


def co_maker_due(received: date, calendar: Calendar | None = None) -> Deadline:
    """The last day for a co-maker's opinion, from its receipt of the letter."""
    return _plain(Cause.CO_MAKER_LETTER, received, Key.CO_MAKER, calendar=calendar)


def publish_due(formed: date, calendar: Calendar | None = None) -> Deadline:
    """The last day for publishing information formed or changed on a day, unless a law sets another."""
    return _plain(Cause.FORMED, formed, Key.PUBLISH, calendar=calendar)


def pay_due(received: date, calendar: Calendar | None = None) -> Deadline:
    """The last day for paying, from the applicant's receipt of the fee notice."""
    return _plain(Cause.FEE_NOTICE, received, Key.PAY, calendar=calendar)


def _plain(
    cause: Cause,
    start: date,
    key: Key,
    days: int | None = None,
    extension: int = 0,
    calendar: Calendar | None = None,
) -> Deadline:
    calendar = calendar or state_calendar()
    run = simple_run(calendar, cause, start, key, days, extension)
    return _deadline(ClockState.RUNNING, run.due, None, (run,), calendar)


def _deadline(
    state: ClockState, due: date | None, closes: date | None, runs: tuple[Run, ...], calendar: Calendar
) -> Deadline:
    reaches = due or closes
    return Deadline(
        state,
        due,
        closes,
        runs[-1].remaining if state is ClockState.SUSPENDED else 0,
        reaches is not None and calendar.is_provisional(reaches),
        runs,
        calendar,
    )
