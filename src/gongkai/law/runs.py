"""From a history to its runs: each time the period starts anew, one run with its pauses, extension and end.

`events` says what each event does to the clock. A history that cannot have happened, or an
act the law does not allow (a late extension, say), is refused with the sentence why.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument, regulation
from gongkai.law.events import Cause
from gongkai.law.history import Delay, Extension, FeeNotice, History, Supplement
from gongkai.law.pauses import Pause, due_outside, pauses_of
from gongkai.law.refusal import RefusalError, refuse_disorder
from gongkai.law.terms import REGULATION_FROM, Key, term
from gongkai.law.workdays import Calendar

_Act = TypeVar("_Act", Extension, Delay)

FEE_CITES = (regulation(42), Cite(Instrument.FEE_MEASURES))


@dataclass(frozen=True, slots=True)
class Run:
    """One running of a period from `start` (not counted): `days` plus `extended`, outside `pauses`.

    `due` is None while an unlimited pause lasts; `remaining` then says how many working days are left. A run
    that a supplement or fee notice ended has `ended_by`; `closes` is the last day the applicant may act,
    where that act is missing or came too late.
    """

    cause: Cause
    start: date
    days: int
    extended: int = 0
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    delay: Delay | None = None
    due: date | None = None
    remaining: int = 0
    ended_by: Supplement | FeeNotice | None = None
    closes: date | None = None
    late_notices: tuple[Supplement, ...] = ()  # supplement notices after the 7 working days: without effect

    @property
    def ended(self) -> date | None:
        """The day the supplement or fee notice went out."""
        match self.ended_by:
            case Supplement(notified=day) | FeeNotice(issued=day):
                return day
        return None


def simple_run(
    calendar: Calendar, cause: Cause, start: date, key: Key, days: int | None = None, extended: int = 0
) -> Run:
    """A run that nothing interrupts; its length is the law's number `key` unless `days` says otherwise."""
    if start < REGULATION_FROM:
        raise RefusalError(
            words.BEFORE_REGULATION.format(day=words.day(start), since=words.day(REGULATION_FROM)),
            regulation(56),
        )
    if days is None:
        days = term(key, start).value
    if extended:
        _refuse_extension(extended, start)
    return Run(cause, start, days, extended, due=calendar.nth(start, days + extended))


def resolve(history: History, calendar: Calendar) -> tuple[Run, ...]:
    """All runs of a history, the last one being the one that counts."""
    run = simple_run(calendar, history.cause, history.receipt, Key.REPLY, history.days)
    run = replace(run, pauses=pauses_of(history, calendar))
    ended: list[Run] = []
    waiting: list[Supplement | FeeNotice] = sorted([*history.supplements, *history.fees], key=_begins)
    while waiting:
        halt = waiting.pop(0)
        if _begins(halt) < run.start:
            raise RefusalError(
                words.HALT_TOO_EARLY.format(day=words.day(_begins(halt)), start=words.day(run.start))
            )
        if isinstance(halt, Supplement) and not _restarts(halt, run, calendar):
            run = replace(run, late_notices=(*run.late_notices, halt))
            continue
        run = _measured(run, history, calendar, before=_begins(halt))
        if isinstance(halt, FeeNotice) and run.due is not None and halt.issued > run.due:
            raise RefusalError(
                words.FEE_NOTICE_LATE.format(day=words.day(halt.issued), due=words.day(run.due)), *FEE_CITES
            )
        run, restart = _ended(run, halt, calendar)
        ended.append(run)
        if restart is None:
            if waiting:
                raise RefusalError(words.AFTER_THE_END.format(day=words.day(_begins(waiting[0]))))
            _nothing_left_out(history, ended)
            return tuple(ended)
        run = Run(*restart, days=run.days, pauses=run.pauses)
    run = _measured(run, history, calendar, before=None)
    _nothing_left_out(history, [*ended, run])
    return (*ended, run)


def _begins(halt: Supplement | FeeNotice) -> date:
    return halt.notified if isinstance(halt, Supplement) else halt.issued


def _restarts(supplement: Supplement, run: Run, calendar: Calendar) -> bool:
    """A notice within 7 working days discards the run; a later one only with approval."""
    limit = calendar.nth(run.start, term(Key.SUPPLEMENT_NOTICE, run.start).value)
    return supplement.notified <= limit or supplement.late_approved


def _ended(
    run: Run, halt: Supplement | FeeNotice, calendar: Calendar
) -> tuple[Run, tuple[Cause, date] | None]:
    """The run as the notice ended it, and what starts the next: None while the applicant has not acted."""
    closes: date | None
    if isinstance(halt, Supplement):
        refuse_disorder(halt.notified, halt.until, words.SUPPLEMENT_PERIOD)
        # A period that ends on a rest day ends on the first day after it (民法典第二百零三条).
        closes, act, cause = calendar.on_or_after(halt.until), halt.received, Cause.SUPPLEMENT
        refuse_disorder(halt.notified, act, words.SUPPLEMENT_RECEIVED)
        in_time = act is not None and (act <= closes or halt.excused)
    else:
        term(Key.PAY, halt.issued)  # refused before the fee measures
        refuse_disorder(halt.issued, halt.received, words.FEE_NOTICE_RECEIVED)
        refuse_disorder(halt.received or halt.issued, halt.paid, words.FEE_PAID)
        closes = (
            calendar.nth(halt.received, term(Key.PAY, halt.received).value)
            if halt.received is not None
            else None
        )
        act, cause = halt.paid, Cause.PAYMENT
        in_time = act is not None and (closes is None or act <= closes)
    if act is not None and in_time:
        return replace(run, ended_by=halt), (cause, act)
    return replace(run, ended_by=halt, closes=closes), None


def _measured(run: Run, history: History, calendar: Calendar, before: date | None) -> Run:
    """The run with its extension, delay and due date. `before`: the day a notice ended it."""
    base, _ = due_outside(calendar, run.start, run.days, run.pauses)
    extension = _only(
        [each for each in history.extensions if _within(each.notified, run.start, before)],
        words.EXTENSION_TWICE,
        regulation(33, 2),
    )
    if extension is not None:
        _refuse_extension(extension.days, extension.notified)
        if not run.start <= extension.decided <= extension.notified:
            raise RefusalError(
                words.EXTENSION_ORDER.format(decided=words.day(extension.decided)), regulation(33, 2)
            )
        if base is not None and extension.notified > base:
            raise RefusalError(
                words.EXTENSION_LATE.format(day=words.day(extension.notified), due=words.day(base)),
                regulation(33, 2),
            )
        run = replace(run, extension=extension, extended=extension.days)
    due, remaining = due_outside(calendar, run.start, run.days + run.extended, run.pauses)
    delay = _only(
        [each for each in history.delays if _within(each.notified, run.start, before)],
        words.DELAY_TWICE,
        regulation(35),
    )
    if delay is not None:
        if due is not None and delay.notified > due:
            late = words.DELAY_LATE.format(day=words.day(delay.notified), due=words.day(due))
            raise RefusalError(late, regulation(35))
        # Measured on the bare period: a consultation begun after the delay was told must not undo it.
        bare = calendar.nth(run.start, run.days)
        if delay.until <= bare:
            sentence = words.DELAY_NOT_LATER.format(until=words.day(delay.until), due=words.day(bare))
            raise RefusalError(sentence, regulation(35))
        refuse_disorder(delay.notified, delay.until, words.DELAY_ORDER)
        due, remaining = delay.until, 0
    return replace(run, delay=delay, due=due, remaining=remaining)


def _refuse_extension(days: int, on: date) -> None:
    most = term(Key.EXTENSION, on).value
    if not 1 <= days <= most:
        raise RefusalError(words.EXTENSION_DAYS.format(most=most, days=days), regulation(33, 2))


def _within(day: date, start: date, before: date | None) -> bool:
    return start <= day and (before is None or day < before)


def _only(found: list[_Act], sentence: str, cite: Cite) -> _Act | None:
    if len(found) > 1:
        raise RefusalError(sentence, cite)
    return found[0] if found else None


def _nothing_left_out(history: History, runs: list[Run]) -> None:
    """An extension or delay told before receipt or while the clock was halted belongs to no run."""
    used = {id(act) for run in runs for act in (run.extension, run.delay)}
    acts: list[Extension | Delay] = [*history.extensions, *history.delays]
    for act in acts:
        if id(act) not in used:
            raise RefusalError(words.ACT_WHILE_HALTED.format(day=words.day(act.notified)))
