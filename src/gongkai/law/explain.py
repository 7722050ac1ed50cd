"""Why a deadline is what it is: every span, pause, restart and extension as one step with its article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.history import Consultation, FeeNotice, Reasons, Supplement
from gongkai.law.pauses import Pause
from gongkai.law.runs import FEE_CITES, Run
from gongkai.law.terms import Key, term
from gongkai.law.workdays import Calendar

_CODE_FROM = date(2021, 1, 1)
_MOVED_WEEKENDS_FROM = date(2025, 1, 1)


class StepKind(StrEnum):
    """What a step of the explanation is about."""

    START = "start"
    COUNTED = "counted"
    PAUSE = "pause"
    EXTENSION = "extension"
    DELAY = "delay"
    NO_EFFECT = "no_effect"
    HALT = "halt"
    CLOSED = "closed"
    DUE = "due"
    LENIENT = "lenient"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `start` to `until`, both included (None while open), with the working days in it."""

    kind: StepKind
    start: date
    until: date | None
    days: int
    cites: tuple[Cite, ...]
    sentence: str


def steps(runs: tuple[Run, ...], calendar: Calendar, lenient: date | None = None) -> tuple[Step, ...]:
    """The explanation of the runs of a period, in order of time."""
    return tuple(_steps(runs, calendar, lenient))


def _steps(runs: tuple[Run, ...], calendar: Calendar, lenient: date | None) -> Iterator[Step]:
    for run in runs:
        yield _start(run)
        yield from _acts(run)
        yield from _spans(run, calendar)
        if run.ended_by is not None:
            yield from _end(run, calendar)
    run = runs[-1]
    reached = run.closes if run.ended_by is not None else run.due
    if run.ended_by is None and run.due is not None:
        yield Step(
            StepKind.DUE,
            run.due,
            run.due,
            0,
            (_civil(203, run.due),),
            words.STEP_DUE.format(day=words.day(run.due), weekday=words.weekday(run.due)),
        )
    if lenient is not None:
        yield Step(
            StepKind.LENIENT,
            run.start,
            lenient,
            0,
            (),
            words.STEP_LENIENT.format(start=words.day(run.start), day=words.day(lenient)),
        )
    if reached is not None and calendar.is_provisional(reached):
        yield Step(
            StepKind.PROVISIONAL,
            calendar.known_until + timedelta(days=1),
            reached,
            0,
            _moved_weekends(reached),
            words.STEP_PROVISIONAL.format(year=calendar.last_notice_year),
        )


def _civil(article: int, day: date) -> Cite:
    """The general rule on periods: the Civil Code, before it the General Provisions with the same numbers."""
    return Cite(Instrument.CIVIL_CODE if day >= _CODE_FROM else Instrument.CIVIL_GENERAL, article)


def _moved_weekends(day: date) -> tuple[Cite, ...]:
    """The article on moved weekends (调休), where its version of 2024 is in force; the notice stands by itself."""
    return (Cite(Instrument.HOLIDAY_MEASURES, 7),) if day >= _MOVED_WEEKENDS_FROM else ()


def _start(run: Run) -> Step:
    sentence = words.STEP_START.format(
        day=words.day(run.start), weekday=words.weekday(run.start), cause=run.cause.label, days=run.days
    )
    return Step(StepKind.START, run.start, run.start, 0, (*run.cause.cites, _civil(201, run.start)), sentence)


def _spans(run: Run, calendar: Calendar) -> Iterator[Step]:
    """The days from the start of the run to its end, counted and paused by turns."""
    end = run.ended or (None if run.delay is not None else run.due)
    at = run.start
    for pause in run.pauses:
        if (end is not None and pause.start >= end) or (pause.until is not None and pause.until <= at):
            continue
        if pause.start > at:
            yield _counted(run, at, pause.start, calendar)
        yield _pause(pause, max(at, pause.start), end, calendar)
        if pause.until is None:
            return
        at = pause.until if end is None else min(pause.until, end)
    if end is not None and end > at:
        yield _counted(run, at, end, calendar)


def _counted(run: Run, after: date, until: date, calendar: Calendar) -> Step:
    first, days = after + timedelta(days=1), calendar.count(after, until)
    off, worked = calendar.moved(after, until)
    sentence = words.STEP_COUNTED.format(start=words.day(first), until=words.day(until), days=days)
    if off:
        sentence += words.STEP_OFF.format(days=words.days(off))
    if worked:
        sentence += words.STEP_WORKED.format(days=words.days(worked))
    cites = run.cause.cites[-1:]
    if off or worked:
        years = {day.year for day in (*off, *worked)}
        titles = [notice.title for notice in calendar.notices if notice.year in years]
        sentence += "".join(words.STEP_NOTICE.format(title=title) for title in titles)
        cites += _moved_weekends(until)
    return Step(StepKind.COUNTED, first, until, days, cites, sentence)


def _pause(pause: Pause, after: date, end: date | None, calendar: Calendar) -> Step:
    first = after + timedelta(days=1)
    until = pause.until if end is None or pause.until is None else min(pause.until, end)
    days = calendar.count(after, until) if until is not None else 0
    match pause.of:
        case Consultation(party=party):
            what, cites = words.PAUSE_CONSULTATION.format(party=party.label), party.cites
        case Reasons():
            what, cites = words.PAUSE_REASONS, (regulation(35),)
    if until is None:
        sentence = words.STEP_PAUSE_OPEN.format(start=words.day(first), what=what)
    else:
        sentence = words.STEP_PAUSE.format(
            start=words.day(first), until=words.day(until), what=what, days=days
        )
    if pause.lapsed:
        sentence += words.STEP_LAPSED
    if pause.assumed:
        sentence += words.STEP_ASSUMED.format(day=words.day(pause.start))
    return Step(StepKind.PAUSE, first, until, days, cites, sentence)


def _acts(run: Run) -> Iterator[Step]:
    for late in run.late_notices:
        sentence = words.STEP_LATE_NOTICE.format(
            day=words.day(late.notified), days=term(Key.SUPPLEMENT_NOTICE, run.start).value
        )
        yield Step(StepKind.NO_EFFECT, late.notified, late.notified, 0, (regulation(30),), sentence)
    if run.extended:
        told = run.extension.notified if run.extension is not None else run.start
        sentence = words.STEP_EXTENSION.format(days=run.extended)
        if run.extension is not None:
            sentence += words.STEP_EXTENSION_TOLD.format(day=words.day(told))
        yield Step(StepKind.EXTENSION, told, told, run.extended, (regulation(33, 2),), sentence)
    if run.delay is not None:
        sentence = words.STEP_DELAY.format(
            day=words.day(run.delay.notified), until=words.day(run.delay.until)
        )
        yield Step(StepKind.DELAY, run.delay.notified, run.delay.until, 0, (regulation(35),), sentence)


def _end(run: Run, calendar: Calendar) -> Iterator[Step]:
    """The notice that ended the run, and the closing where the applicant does not act in time."""
    begun = run.ended
    assert begun is not None  # noqa: S101 - a run with ended_by has its day
    used = calendar.count(run.start, begun)
    closes = words.day(run.closes) if run.closes is not None else words.DAY_UNKNOWN
    match run.ended_by:
        case Supplement(received=received):
            cites: tuple[Cite, ...] = (regulation(30),)
            halt, closing, late = words.STEP_SUPPLEMENT, words.STEP_NO_SUPPLEMENT, words.STEP_SUPPLEMENT_LATE
        case FeeNotice(paid=received):
            cites = FEE_CITES
            halt, closing, late = words.STEP_FEE, words.STEP_NO_PAYMENT, words.STEP_PAYMENT_LATE
    yield Step(StepKind.HALT, begun, received, 0, cites, halt.format(day=words.day(begun), used=used))
    if received is not None and run.closes is not None:
        sentence = late.format(day=words.day(received), closes=closes)
        yield Step(StepKind.CLOSED, run.closes, run.closes, 0, cites, sentence)
    elif received is None:
        yield Step(StepKind.CLOSED, run.closes or begun, run.closes, 0, cites, closing.format(closes=closes))
