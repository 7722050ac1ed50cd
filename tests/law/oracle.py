"""The clock once more, slowly: a walk through the days, one by one, acting on what each day brings.

It shares nothing with gongkai.law but the shapes of the facts and the notices' own lists of days.
"""

from datetime import date, timedelta

from gongkai.law.events import Party
from gongkai.law.history import Consultation, History
from gongkai.law.holidays import state_notices

ONE = timedelta(days=1)
FOREVER = date(2100, 1, 1)
OFF = {
    holiday.start + timedelta(days=n)
    for notice in state_notices()
    for holiday in notice.holidays
    for n in range((holiday.until - holiday.start).days + 1)
}
WORKED = {day for notice in state_notices() for day in notice.worked}


class Impossible(Exception):  # noqa: N818 - not an error of the program: the history cannot be, or is not allowed
    pass


def is_workday(day: date) -> bool:
    if day in WORKED:
        return True
    if day in OFF:
        return False
    return day.weekday() < 5


def nth(after: date, n: int) -> date:
    day = after
    while n:
        day += ONE
        if is_workday(day):
            n -= 1
    return day


def is_paused(day: date, letters: list[tuple[date, date]]) -> bool:
    return any(sent < day <= end for sent, end in letters)


def end_of(letter: Consultation) -> date:
    if letter.party in (Party.THIRD_PARTY, Party.CO_MAKER):
        limit = nth(letter.received or letter.sent, 15)
        return limit if letter.answered is None else min(limit, letter.answered)
    return letter.answered or FOREVER


def due(history: History) -> date | str:
    """The due date, or 'suspended', 'supplement <day>', 'payment <day>', 'closed <day>'."""
    letters = [(letter.sent, end_of(letter)) for letter in history.consultations]
    start = day = history.receipt
    counted = plain = extended = 0
    reached = seventh = None
    is_extended, is_delayed = False, None
    dealt_with: list[object] = []
    last_act = max([history.receipt, *_acts(history)])
    while True:
        if day > start and is_workday(day):
            plain += 1
            if plain == 7:
                seventh = day
            if not is_paused(day, letters):
                counted += 1
        if reached is None and counted == 20 + extended:
            reached = day
        halts = [each for each in history.supplements if each.notified == day and each not in dealt_with]
        halts = [each for each in halts if plain < 7 or seventh == day or each.late_approved]
        bills = [each for each in history.fees if each.issued == day and each not in dealt_with]
        dealt_with += [*halts, *bills]
        for told in history.extensions:
            if told.notified == day:
                if is_extended or halts or bills or not 1 <= told.days <= 20:
                    raise Impossible
                if not start <= told.decided <= day or (reached is not None and reached < day):
                    raise Impossible
                is_extended, extended, reached = True, told.days, None
        for told_delay in history.delays:
            if told_delay.notified == day:
                if is_delayed or halts or bills or (reached is not None and reached < day):
                    raise Impossible
                is_delayed = told_delay.until
                if is_delayed <= nth(start, 20):
                    raise Impossible
        if halts or bills:
            for halt in halts:
                closes = halt.until
                while not is_workday(closes):
                    closes += ONE
                act, name, in_time = halt.received, "supplement", halt.excused
            for bill in bills:
                if (is_delayed or reached or day) < day:
                    raise Impossible
                closes = nth(bill.received, 20) if bill.received else FOREVER
                act, name, in_time = bill.paid, "payment", False
            if act is None or (act > closes and not in_time):
                if last_act > day:
                    raise Impossible
                return f"{name if act is None else 'closed'} {closes}"
            if any(day < other < act for other in _acts(history)):
                raise Impossible  # the organ acted while the clock stood still
            start = day = act
            counted = plain = extended = 0
            reached = seventh = None
            is_extended, is_delayed = False, None
            continue
        if day > last_act:
            if is_delayed is not None:
                return is_delayed
            if reached is not None:
                return reached
            if any(end == FOREVER and sent < day for sent, end in letters):
                return "suspended"
        day += ONE


def _acts(history: History) -> list[date]:
    """The days on which the organ acted on the clock itself."""
    return [
        *(each.notified for each in history.supplements),
        *(each.issued for each in history.fees),
        *(each.notified for each in history.extensions),
        *(each.notified for each in history.delays),
    ]
