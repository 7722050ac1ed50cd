"""Number series: consecutive, whatever fails or runs at once."""

import pytest
from django.db import transaction

from gongkai.records import numbers
from officers import bureau

pytestmark = pytest.mark.django_db


def test_each_organ_series_and_year_counts_for_itself(organ):
    other = bureau("yi")
    assert [numbers.take(organ, "request", 2020) for _ in range(3)] == [1, 2, 3]
    assert numbers.take(organ, "request", 2021) == 1
    assert numbers.take(organ, "letter", 2020) == 1
    assert numbers.take(other, "request", 2020) == 1
    assert numbers.last(organ, "request", 2020) == 3
    assert numbers.last(organ, "request", 1999) == 0


def _taken_and_undone(organ):
    with transaction.atomic():
        numbers.take(organ, "request", 2020)
        raise ZeroDivisionError


def test_a_number_whose_use_failed_is_given_out_again(organ):
    numbers.take(organ, "request", 2020)
    with pytest.raises(ZeroDivisionError):
        _taken_and_undone(organ)
    assert numbers.take(organ, "request", 2020) == 2


def test_a_series_goes_on_behind_the_numbers_brought_in(organ):
    numbers.go_on_after(organ, "request", 2020, 57)
    assert numbers.take(organ, "request", 2020) == 58
    numbers.go_on_after(organ, "request", 2020, 12)  # an older one changes nothing
    with pytest.raises(ValueError, match="does not go on"):
        numbers.go_on_after(organ, "request", 2020, numbers.LARGEST + 1)
    assert numbers.take_many(organ, "request", 2020, 2) == range(59, 61)
