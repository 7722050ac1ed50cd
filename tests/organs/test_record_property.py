"""Any sequence of changes leaves every day with exactly one record, and never alters a past answer."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs import mirror, queries
from gongkai.organs.actions import amend
from officers import TEST, bureau

changes = st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(["1", "2", "3"])), max_size=6)


class AnySequenceOfChanges(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(changes)
    def test_days_are_covered_once_and_the_mirror_shows_today(self, sequence) -> None:
        organ, now = bureau("jia"), today()
        days = [now + datetime.timedelta(days=number) for number in range(-6, 7)]
        for offset, phone in sequence:
            since = now + datetime.timedelta(days=offset)
            before = {day: queries.as_of(organ, day).phone for day in days if day < since}
            try:
                amend(organ, since=since, by=TEST, phone=phone)
            except Refused:
                continue
            assert {day: queries.as_of(organ, day).phone for day in before} == before
            assert queries.as_of(organ, since).phone == phone
        stretches = queries.history(organ)
        for day in days:
            (only,) = [each for each in stretches if each.holds(day)]
            assert only.record == queries.as_of(organ, day)
        assert organ.phone == queries.as_of(organ, now).phone
        mirror.settle(organ, days[-1])
        assert organ.phone == stretches[-1].record.phone
