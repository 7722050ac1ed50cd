"""The calendar: notices, local layer, the year without a notice, and what it refuses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.law.clock import reply_deadline
from gongkai.law.holidays import Notice, parse, state_notices
from gongkai.law.refusal import RefusalError
from gongkai.law.workdays import Calendar, state_calendar

NOTICE_2027 = """
year = 2027
title = "2027 年的通知（测试用，不是真的）"
source = "测试"
worked = [2027-01-03]

[[off]]
name = "元旦"
from = 2027-01-01
until = 2027-01-02
"""
STATUTORY = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}


def test_the_notices_cover_2019_to_2026_without_a_gap() -> None:
    assert [notice.year for notice in state_notices()] == list(range(2019, 2027))


@pytest.mark.parametrize("notice", state_notices(), ids=lambda notice: str(notice.year))
def test_each_notice_arranges_every_statutory_holiday_and_says_where_it_is_from(notice: Notice) -> None:
    names = {name for holiday in notice.holidays for name in holiday.name.split("、")}
    assert names == STATUTORY
    assert notice.title
    assert notice.source


@pytest.mark.parametrize("year", range(2019, 2027))
def test_moved_weekends_only_move_days(year: int) -> None:
    """A year has its weekdays less its statutory holidays: 11 days, 13 from 2025 on (放假办法第二条)."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    weekdays = sum(day.weekday() < 5 for day in days if day.year == year)
    statutory = 11 if year < 2025 else 13
    prolonged = 2 if year == 2020 else 0  # 31 January and 1 February 2020, given without a day in return
    working = state_calendar().count(date(year - 1, 12, 31), date(year, 12, 31))
    assert working == weekdays - statutory - prolonged


def test_nth_and_count_and_is_workday_agree_day_by_day() -> None:
    calendar, seen = state_calendar(), 0
    day = start = calendar.first_day
    while day < date(2031, 1, 1):
        day += timedelta(days=1)
        if calendar.is_workday(day):
            seen += 1
            assert calendar.nth(start, seen) == day
        assert calendar.count(start, day) == seen


def test_a_local_holiday_is_off_and_a_local_working_day_is_worked() -> None:
    # An autonomous area's own holiday, and a Saturday it works instead.
    local = state_calendar().with_local(off=[date(2026, 3, 20)], worked=[date(2026, 3, 21)])
    assert not local.is_workday(date(2026, 3, 20))
    assert local.is_workday(date(2026, 3, 21))
    assert state_calendar().is_workday(date(2026, 3, 20))
    assert reply_deadline(date(2026, 3, 19), 1, calendar=local).due == date(2026, 3, 21)


def test_the_local_layer_prevails_over_the_notice_and_the_later_word_over_the_earlier() -> None:
    local = state_calendar().with_local(worked=[date(2026, 10, 1)], off=[date(2026, 10, 10)])
    assert local.is_workday(date(2026, 10, 1))
    assert not local.is_workday(date(2026, 10, 10))
    again = local.with_local(off=[date(2026, 10, 1)])
    assert not again.is_workday(date(2026, 10, 1))
    assert not again.is_workday(date(2026, 10, 10))


def test_a_local_day_in_a_year_without_a_notice_counts_but_the_year_stays_provisional() -> None:
    local = state_calendar().with_local(off=[date(2027, 3, 1)])
    assert not local.is_workday(date(2027, 3, 1))
    assert local.nth(date(2027, 2, 26), 1) == date(2027, 3, 2)
    assert reply_deadline(date(2027, 3, 1), calendar=local).provisional


def test_a_notice_loaded_later_makes_its_year_final_and_moves_the_due_date() -> None:
    loaded = state_calendar().with_notice(parse(NOTICE_2027))
    before, after = reply_deadline(date(2026, 12, 10)), reply_deadline(date(2026, 12, 10), calendar=loaded)
    assert before.provisional
    assert not after.provisional
    assert loaded.last_notice_year == 2027
    # 1 January is off, Sunday 3 January worked: the two cancel out.
    assert after.due == before.due == date(2027, 1, 7)
    assert not loaded.is_workday(date(2027, 1, 1))


def test_a_notice_can_be_replaced_after_the_fact() -> None:
    """The Spring Festival of 2020 as first announced, then as prolonged on 27 January."""
    final = next(notice for notice in state_notices() if notice.year == 2020)
    holidays = tuple(
        replace(holiday, until=date(2020, 1, 30)) if holiday.name == "春节" else holiday
        for holiday in final.holidays
    )
    first = replace(final, holidays=holidays, worked=(*final.worked, date(2020, 2, 1)))
    calendar = state_calendar().with_notice(first)
    assert reply_deadline(date(2020, 1, 17), calendar=calendar).due == date(2020, 2, 19)
    calendar = calendar.with_notice(final)
    assert reply_deadline(date(2020, 1, 17), calendar=calendar).due == date(2020, 2, 21)


def test_a_year_cannot_be_skipped() -> None:
    with pytest.raises(RefusalError, match="尚无 2027 年的放假通知"):
        state_calendar().with_notice(
            parse(NOTICE_2027.replace("2027", "2028").replace("2028-01-03", "2028-01-08"))
        )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "year"),
        ("year = ", "放假通知"),
        (NOTICE_2027.replace("2027-01-03", "2027-01-04"), "不是星期六、星期日"),
        (NOTICE_2027.replace("2027-01-03", "2027-01-02"), "既列为放假又列为上班"),
        (NOTICE_2027.replace("until = 2027-01-02", "until = 2026-12-31"), "起止日期不对"),
        (NOTICE_2027.replace("2027-01-03", '"2027-01-03"'), "放假通知"),
    ],
)
def test_a_file_that_is_no_notice_is_refused(text: str, why: str) -> None:
    with pytest.raises(RefusalError, match=why):
        parse(text)


def test_a_day_both_off_and_worked_is_refused() -> None:
    with pytest.raises(RefusalError, match="既列为放假又列为上班"):
        Calendar(state_notices(), off=[date(2026, 3, 2)], worked=[date(2026, 3, 2)])


def test_days_before_the_data_are_refused() -> None:
    with pytest.raises(RefusalError, match="2018年12月28日早于工作日日历的起点"):
        state_calendar().nth(date(2018, 12, 28), 1)
    assert state_calendar().is_workday(date(2018, 12, 29))


@pytest.mark.parametrize("n", [0, -1])
def test_a_period_of_no_days_is_refused(n: int) -> None:
    with pytest.raises(RefusalError, match="不小于 1"):
        state_calendar().nth(date(2026, 1, 5), n)


def test_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(RefusalError, match="超出了日历"):
        state_calendar().nth(date(9999, 12, 31), 1)
    with pytest.raises(RefusalError, match="起止日期颠倒"):
        state_calendar().count(date(2026, 1, 6), date(2026, 1, 5))
