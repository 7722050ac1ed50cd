"""Working days: Monday to Friday, as the State Council's yearly notices and a local layer change them.

After the last notice year (`Calendar.known_until`) every Monday to Friday counts as worked, statutory
holidays too, because their arrangement with moved weekends (调休) is not yet published. Such a result is
provisional (暂定). It usually comes out earlier than the final one, so that an alarm rings too soon rather
than too late; only a weekend later made a working day can still bring it forward by a day or two.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

from gongkai.law import words
from gongkai.law.holidays import Notice, state_notices
from gongkai.law.refusal import RefusalError


class Calendar:
    """An immutable calendar.

    Days are ranked once: the rank of a day is how many working days lie on or before it.

    `off` and `worked` are the local layer (an autonomous area's own holidays, 放假办法第四条; an emergency
    change); they prevail over the notices.
    """

    def __init__(
        self, notices: Iterable[Notice], off: Iterable[date] = (), worked: Iterable[date] = ()
    ) -> None:
        self.notices = tuple(sorted(notices, key=lambda notice: notice.year))
        self.local_off = frozenset(off)
        self.local_worked = frozenset(worked)
        for before, after in zip(self.notices, self.notices[1:], strict=False):
            if after.year != before.year + 1:
                raise RefusalError(words.NOTICE_GAP.format(missing=before.year + 1, year=after.year))
        for day in sorted(self.local_off & self.local_worked):
            raise RefusalError(words.NOTICE_BOTH.format(day=words.day(day)))
        self.first_day = self.notices[0].first_day()
        self._first = self.first_day.toordinal()
        self.last_notice_year = self.notices[-1].year
        self.known_until = date(self.last_notice_year, 12, 31)
        self._last = max({self.known_until, *self.local_off, *self.local_worked}).toordinal()

    def with_local(self, off: Iterable[date] = (), worked: Iterable[date] = ()) -> "Calendar":
        """This calendar with further local days off and working days; the later word on a day prevails."""
        off, worked = frozenset(off), frozenset(worked)
        return Calendar(self.notices, off | (self.local_off - worked), worked | (self.local_worked - off))

    def with_notice(self, notice: Notice) -> "Calendar":
        """This calendar with the notice of a new year, or with a year's notice replaced."""
        others = (known for known in self.notices if known.year != notice.year)
        return Calendar((*others, notice), self.local_off, self.local_worked)

    def is_workday(self, day: date) -> bool:
        return self.rank(day) != self._rank(day.toordinal() - 1)

    def nth(self, after: date, n: int) -> date:
        """The n-th working day strictly after a day."""
        if n < 1:
            raise RefusalError(words.NO_SUCH_SPAN.format(n=n))
        rank = self.rank(after) + n
        try:
            return self.day_of_rank(rank)
        except (OverflowError, ValueError) as error:
            raise RefusalError(words.PAST_THE_END.format(after=words.day(after), n=n)) from error

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        return day if self.is_workday(day) else self.nth(day, 1)

    def count(self, after: date, until: date) -> int:
        """How many working days lie after the one day and on or before the other."""
        if until < after:
            raise RefusalError(words.SPAN_BACKWARDS.format(until=words.day(until), after=words.day(after)))
        return self.rank(until) - self.rank(after)

    def is_provisional(self, day: date) -> bool:
        """Whether a result that reaches this day rests on a year without a notice."""
        return day > self.known_until

    def rank(self, day: date) -> int:
        """How many working days lie on or before the day, counted from the calendar's first day."""
        ordinal = day.toordinal()
        if ordinal < self._first:
            raise RefusalError(
                words.BEFORE_CALENDAR.format(day=words.day(day), first=words.day(self.first_day))
            )
        return self._rank(ordinal)

    def day_of_rank(self, rank: int) -> date:
        """The working day of this rank; the inverse of `rank`."""
        ranked = self._ranked
        if rank <= len(ranked):
            return date.fromordinal(ranked[rank - 1])
        weeks, rest = divmod(rank - len(ranked) + _weekdays(self._last) - 1, 5)
        return date.fromordinal(7 * weeks + rest + 1)

    def moved(self, after: date, until: date) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """What the span (after, until] has out of the ordinary: weekdays off, and weekends worked."""
        span = [date.fromordinal(n) for n in range(after.toordinal() + 1, until.toordinal() + 1)]
        off = tuple(day for day in span if day.weekday() < 5 and not self.is_workday(day))
        worked = tuple(day for day in span if day.weekday() >= 5 and self.is_workday(day))
        return off, worked

    def _rank(self, ordinal: int) -> int:
        if ordinal <= self._last:
            return bisect_right(self._ranked, ordinal)
        return len(self._ranked) + _weekdays(ordinal) - _weekdays(self._last)

    @cached_property
    def _ranked(self) -> list[int]:
        """The ordinals of the working days from the first day to the last one anything is said about."""
        off = {day for notice in self.notices for holiday in notice.holidays for day in holiday.ordinals()}
        worked = {day.toordinal() for notice in self.notices for day in notice.worked}
        local_off = {day.toordinal() for day in self.local_off}
        local_worked = {day.toordinal() for day in self.local_worked}
        off = (off - local_worked) | local_off
        worked = (worked - local_off) | local_worked
        return [
            day
            for day in range(self._first, self._last + 1)
            if day in worked or ((day - 1) % 7 < 5 and day not in off)
        ]


@cache
def state_calendar() -> Calendar:
    """The calendar of the notices that come with the project, without a local layer."""
    return Calendar(state_notices())


def _weekdays(ordinal: int) -> int:
    """Mondays to Fridays on or before a proleptic ordinal; day 1 of the era was a Monday."""
    return 5 * (ordinal // 7) + min(ordinal % 7, 5)
