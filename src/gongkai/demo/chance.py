"""The seeded chance of the demonstration: it spreads days and words over a year, never a figure."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from gongkai.law.workdays import state_calendar

T = TypeVar("T")
SEED = 711


class Chance:
    """One bureau's year, by a seed: the same seed gives the same year."""

    def __init__(self, seed: int, slug: str, year: int) -> None:
        self._random = random.Random(f"{seed}/{slug}/{year}")  # noqa: S311  not for secrets
        self.year = year

    @cached_property
    def workdays(self) -> Sequence[date]:
        """The working days of the year."""
        first = date(self.year, 1, 1)
        days = [first + timedelta(days=each) for each in range(366)]
        calendar = state_calendar()
        return [day for day in days if day.year == self.year and calendar.is_workday(day)]

    def days(self, number: int, *, leave: int = 0, since: date = date.min) -> list[date]:
        """So many working days in order, some perhaps twice; none among the last `leave` of the year."""
        open_days = [day for day in self.workdays[: len(self.workdays) - leave] if day >= since]
        return sorted(self._random.choices(open_days, k=number))

    def after(self, day: date, least: int, most: int) -> date:
        """A working day that many working days later; 0 is the day itself."""
        more = self._random.randint(least, most)
        return state_calendar().nth(day, more) if more else day

    def pick(self, among: Sequence[T]) -> T:
        return self._random.choice(among)

    def mixed(self, rows: Sequence[T]) -> list[T]:
        return self._random.sample(rows, len(rows))

    def amounts(self, total: Decimal, number: int) -> list[Decimal]:
        """So many amounts, none zero, that add up to the total exactly, in its own smallest step of 0.01."""
        cents = int(total * 100)
        cuts = sorted(self._random.sample(range(1, cents), number - 1))
        return [Decimal(high - low) / 100 for low, high in zip([0, *cuts], [*cuts, cents], strict=True)]
