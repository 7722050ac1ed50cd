"""Number series without gaps: a number is given out in the transaction that uses it, or not at all."""

from django.db import transaction

from gongkai.organs.models import Organ
from gongkai.records.models import Series

LARGEST = 999_999  # of a number that came from elsewhere: no organ gives out more in a year


def take(organ: Organ, series: str, year: int) -> int:
    """The next number, from 1. Call it in the transaction that stores what bears the number."""
    return take_many(organ, series, year, 1)[0]


def take_many(organ: Organ, series: str, year: int, count: int) -> range:
    """The next numbers, one after the other."""
    if count < 0:
        raise ValueError("A series only goes on.")
    with transaction.atomic():
        row = _locked(organ, series, year)
        numbers = range(row.last + 1, row.last + count + 1)
        Series._base_manager.filter(pk=row.pk).update(last=row.last + count)
    return numbers


def go_on_after(organ: Organ, series: str, year: int, number: int) -> None:
    """Records brought in from before bear their own numbers: the series goes on behind the highest.

    Raises ValueError beyond `LARGEST`: a slip of the pen must not use up a year's numbers.
    """
    if number > LARGEST:
        raise ValueError(f"A series does not go on behind {number}.")
    with transaction.atomic():
        row = _locked(organ, series, year)
        if number > row.last:
            Series._base_manager.filter(pk=row.pk).update(last=number)


def last(organ: Organ, series: str, year: int) -> int:
    """The last number given out; 0 where none was."""
    found = Series._base_manager.filter(organ=organ, name=series, year=year).values_list("last", flat=True)
    return found.first() or 0


def _locked(organ: Organ, series: str, year: int) -> Series:
    rows = Series._base_manager
    wanted = rows.select_for_update().filter(organ=organ, name=series, year=year)
    found = wanted.first()
    if found is None:
        # Two officers may begin the year's series at once: one row results.
        rows.bulk_create([Series(organ=organ, name=series, year=year)], ignore_conflicts=True)
        found = wanted.get()
    return found
