"""The clock against the day-by-day oracle, and what must hold of every deadline whatever the history."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import oracle
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.clock import ClockState, Deadline, deadline, reply_deadline
from gongkai.law.events import Party
from gongkai.law.explain import StepKind
from gongkai.law.history import Consultation, Delay, Extension, FeeNotice, History, Supplement
from gongkai.law.refusal import RefusalError
from gongkai.law.workdays import state_calendar

FIRST, LAST = date(2019, 5, 15), date(2027, 6, 30)
Pick = Callable[[int, int], int]
repeatable = settings(
    deadline=None, derandomize=True, max_examples=250, suppress_health_check=[HealthCheck.too_slow]
)
receipts = st.dates(FIRST, LAST)


def a_history(pick: Pick) -> History:
    """A history of one request, lawful or not; days are drawn relative to what went before."""
    receipt = FIRST + timedelta(days=pick(0, (LAST - FIRST).days))
    history, at = History(receipt), receipt
    for _ in range(pick(0, 2)):
        at += timedelta(days=pick(1, 12))
        if pick(0, 2) or at < date(2021, 1, 1):
            until = at + timedelta(days=pick(0, 25))
            received = _maybe(pick, at, 30)
            supplement = Supplement(at, until, received, excused=not pick(0, 3), late_approved=not pick(0, 4))
            history = replace(history, supplements=(*history.supplements, supplement))
            at = received or at
        else:
            told = _maybe(pick, at, 6)
            paid = _maybe(pick, told or at, 40)
            history = replace(history, fees=(*history.fees, FeeNotice(at, told, paid)))
            at = paid or at
    for _ in range(pick(0, 3)):
        sent = receipt + timedelta(days=pick(0, 50))
        received = _maybe(pick, sent, 8)
        answered = _maybe(pick, received or sent, 35)
        letter = Consultation(list(Party)[pick(0, 3)], sent, received, answered)
        history = replace(history, consultations=(*history.consultations, letter))
    if not pick(0, 2):
        told = at + timedelta(days=pick(1, 32))
        history = replace(history, extensions=(Extension(pick(0, 9) * 3, told, told),))
    if not pick(0, 5):
        told = at + timedelta(days=pick(1, 32))
        history = replace(history, delays=(Delay(told, told + timedelta(days=pick(5, 120))),))
    return history


def _maybe(pick: Pick, after: date, most: int) -> date | None:
    """A day on or after another; one time in six none."""
    return after + timedelta(days=pick(0, most)) if pick(0, 5) else None


def said(result: Deadline) -> date | str:
    match result.state:
        case ClockState.RUNNING:
            assert result.due is not None
            return result.due
        case ClockState.SUSPENDED:
            return "suspended"
        case ClockState.AWAITING_SUPPLEMENT:
            name = "supplement"
        case ClockState.AWAITING_PAYMENT:
            name = "payment"
        case ClockState.CLOSED:
            name = "closed"
    return f"{name} {result.closes or oracle.FOREVER}"


def agree(history: History) -> str:
    """Clock and oracle say the same; what they said, in a word."""
    try:
        expected = oracle.due(history)
    except oracle.Impossible:
        with pytest.raises(RefusalError):
            deadline(history)
        return "refused"
    assert said(deadline(history)) == expected, history
    return "due" if isinstance(expected, date) else expected.split()[0]


def test_clock_agrees_with_the_oracle_on_thousands_of_histories() -> None:
    rng = random.Random(711)  # the same histories every time
    met = [agree(a_history(rng.randint)) for _ in range(6000)]
    for kind in ("due", "suspended", "supplement", "payment", "closed", "refused"):
        assert met.count(kind) > 60, kind


@repeatable
@given(st.data())
def test_clock_agrees_with_the_oracle(data: st.DataObject) -> None:
    agree(a_history(lambda low, high: data.draw(st.integers(low, high))))


@repeatable
@given(receipts, st.integers(1, 60))
def test_a_due_date_is_a_working_day_and_the_count_fits(receipt: date, days: int) -> None:
    result = reply_deadline(receipt, days)
    assert result.due is not None
    assert oracle.is_workday(result.due)
    assert state_calendar().count(receipt, result.due) == days


@repeatable
@given(receipts, st.integers(0, 400))
def test_a_later_receipt_is_never_due_earlier(receipt: date, gap: int) -> None:
    first, second = reply_deadline(receipt), reply_deadline(receipt + timedelta(days=gap))
    assert first.due is not None
    assert second.due is not None
    assert first.due <= second.due


@repeatable
@given(receipts, st.integers(0, 60), st.integers(0, 40), st.integers(0, 3))
def test_a_consultation_never_brings_the_due_date_forward(
    receipt: date, sent: int, took: int, party: int
) -> None:
    letter_sent = receipt + timedelta(days=sent)
    answered = letter_sent + timedelta(days=took)
    letter = Consultation(list(Party)[party], letter_sent, letter_sent, answered)
    paused = deadline(History(receipt, consultations=(letter,)))
    plain = reply_deadline(receipt)
    assert plain.due is not None
    assert paused.due is not None
    assert plain.due <= paused.due
    assert deadline(History(receipt, consultations=(letter, letter))).due == paused.due


@repeatable
@given(receipts, st.integers(1, 20))
def test_an_extension_adds_exactly_its_working_days(receipt: date, days: int) -> None:
    plain, extended = reply_deadline(receipt), reply_deadline(receipt, extension=days)
    assert plain.due is not None
    assert extended.due is not None
    assert state_calendar().count(plain.due, extended.due) == days
    history = History(receipt, extensions=(Extension(days, plain.due, plain.due),))
    assert deadline(history).due == extended.due


@repeatable
@given(st.data())
def test_the_explanation_adds_up(data: st.DataObject) -> None:
    """The counted spans of the last run hold as many working days as the period has; spans do not overlap."""
    history = a_history(lambda low, high: data.draw(st.integers(low, high)))
    try:
        result = deadline(history)
    except RefusalError:
        return
    steps = result.explain()
    assert all(step.sentence and "{" not in step.sentence for step in steps)
    last_start = max(n for n, step in enumerate(steps) if step.kind is StepKind.START)
    spans = [step for step in steps[last_start:] if step.kind in (StepKind.COUNTED, StepKind.PAUSE)]
    for before, after in pairwise(spans):
        assert before.until is not None
        assert before.until < after.start
    run = result.runs[-1]
    if result.due is not None and run.delay is None:
        counted = sum(step.days for step in spans if step.kind is StepKind.COUNTED)
        assert counted == run.days + run.extended
        assert spans[-1].until == result.due


@repeatable
@given(receipts, st.integers(1, 40))
def test_provisional_exactly_after_the_last_notice(receipt: date, days: int) -> None:
    result = reply_deadline(receipt, days)
    assert result.due is not None
    assert result.provisional == (result.due.year > 2026)
    assert result.provisional == any(step.kind is StepKind.PROVISIONAL for step in result.explain())


@repeatable
@given(receipts)
def test_the_lenient_date_differs_only_for_rest_days(receipt: date) -> None:
    result = reply_deadline(receipt)
    assert result.due is not None
    if oracle.is_workday(receipt):
        assert result.lenient is None
    else:
        assert result.lenient == oracle.nth(result.due, 1)
