"""The last day for reconsideration or suit: calendar periods, unlike the Regulation's own."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import words
from gongkai.law.cite import Cite, Instrument
from gongkai.law.refusal import RefusalError
from gongkai.law.terms import Key, Unit, term
from gongkai.law.workdays import Calendar, state_calendar


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day for a remedy; provisional when a rest day in a year without a notice may move it."""

    on: date
    provisional: bool
    cites: tuple[Cite, ...]


def last_day(key: Key, known: date, calendar: Calendar | None = None) -> LastDay:
    """The last day of a remedy's period: days, months or years from `known`, which is not counted.

    `known`: when the act, or for SUIT_AFTER the reconsideration decision, was learned of. A last day that is
    a rest day moves to the first day after it.
    """
    calendar = calendar or state_calendar()
    rule = term(key, known)
    match rule.unit:
        case Unit.DAY:
            end = known + timedelta(days=rule.value)
        case Unit.MONTH:
            end = _months_later(known, rule.value)
        case Unit.YEAR:
            end = _months_later(known, 12 * rule.value)
        case _:
            raise RefusalError(words.NOT_A_REMEDY_PERIOD.format(label=rule.label))
    on = calendar.on_or_after(end)
    return LastDay(on, calendar.is_provisional(on), (rule.cite, Cite(Instrument.CIVIL_CODE, 203)))


def _months_later(day: date, many: int) -> date:
    """The same day so many months later, or the last of that month (民法典第二百零二条)."""
    years, month = divmod(day.month - 1 + many, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
