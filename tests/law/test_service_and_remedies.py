"""When a reply counts as given, and the last day of a remedy."""

from datetime import date

import pytest

from gongkai.law.clock import deadline, reply_deadline
from gongkai.law.events import Party
from gongkai.law.history import Consultation, History, Supplement
from gongkai.law.limits import last_day
from gongkai.law.refusal import RefusalError
from gongkai.law.service import Service, on_time
from gongkai.law.terms import Key

DUE = reply_deadline(date(2026, 1, 5))  # 2026-02-02


def test_a_reply_posted_on_the_last_day_is_in_time_whenever_it_arrives() -> None:
    assert on_time(DUE, Service.POST, date(2026, 2, 2)).on_time is True
    late = on_time(DUE, Service.POST, date(2026, 2, 4))
    assert late.on_time is False
    assert late.days_late == 2
    assert late.sentence == "交邮之日为2026年2月4日，超过期限届满日2026年2月2日 2 个工作日，逾期答复"
    assert [str(cite) for cite in late.cites] == ["235号函"]


def test_a_suspended_clock_is_not_overdue_and_a_halted_one_has_nothing_to_compare() -> None:
    receipt = date(2026, 1, 5)
    waiting = deadline(History(receipt, consultations=(Consultation(Party.OTHER_ORGAN, receipt),)))
    assert on_time(waiting, Service.DIRECT, date(2026, 6, 1)).on_time is True
    halted = deadline(History(receipt, supplements=(Supplement(date(2026, 1, 9), date(2026, 1, 30)),)))
    assert on_time(halted, Service.DIRECT, date(2026, 1, 20)).on_time is None


@pytest.mark.parametrize(
    ("key", "known", "last"),
    [
        (Key.RECONSIDERATION, date(2026, 1, 30), date(2026, 3, 31)),
        (Key.RECONSIDERATION, date(2026, 3, 3), date(2026, 5, 6)),  # 2 May is a holiday, off until 5 May
        (Key.RECONSIDERATION, date(2023, 3, 1), date(2023, 5, 4)),  # 30 April, off until 3 May
        (Key.SUIT_AFTER, date(2026, 1, 5), date(2026, 1, 20)),
        (Key.SUIT_DIRECT, date(2026, 1, 5), date(2026, 7, 6)),  # 5 July is a Sunday
        (Key.SUIT_DIRECT, date(2025, 8, 31), date(2026, 2, 28)),  # no 31st in February; a Saturday worked
        (Key.SUIT_UNTOLD, date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_last_day_of_a_remedy(key: Key, known: date, last: date) -> None:
    assert last_day(key, known).on == last
    assert not last_day(key, known).provisional


def test_a_remedy_that_ends_in_a_year_without_a_notice_is_provisional() -> None:
    assert last_day(Key.SUIT_DIRECT, date(2026, 8, 31)).provisional


def test_only_remedies_have_such_a_last_day() -> None:
    with pytest.raises(RefusalError, match="不是申请复议或者提起诉讼的期限"):
        last_day(Key.REPLY, date(2026, 1, 5))
