"""The table of statutory numbers: complete, dated, honest about what is not confirmed."""

from datetime import date
from itertools import pairwise

import pytest

from gongkai.law.refusal import RefusalError
from gongkai.law.terms import REGULATION_FROM, TERMS, Key, Unit, term

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("key", "printed", "cite"),
    [
        (Key.SUPPLEMENT_NOTICE, "7个工作日", "条例第三十条"),
        (Key.REPLY, "20个工作日", "条例第三十三条第二款"),
        (Key.EXTENSION, "20个工作日", "条例第三十三条第二款"),
        (Key.THIRD_PARTY, "15个工作日", "条例第三十二条"),
        (Key.CO_MAKER, "15个工作日", "条例第三十四条"),
        (Key.PUBLISH, "20个工作日", "条例第二十六条"),
        (Key.PAY, "20个工作日", "收费办法"),
        (Key.RECONSIDERATION, "60日", "复议法第二十条"),
        (Key.SUIT_DIRECT, "6个月", "诉讼法第四十六条第一款"),
        (Key.SUIT_AFTER, "15日", "诉讼法第四十五条"),
        (Key.SUIT_UNTOLD, "1年", "诉讼法解释第六十四条第一款"),
        (Key.ANNUAL_REPORT, "1月31日", "条例第四十九条"),
        (Key.GOVERNMENT_REPORT, "3月31日", "条例第四十九条"),
    ],
)
def test_numbers_of_the_law(key: Key, printed: str, cite: str) -> None:
    assert str(term(key, TODAY)) == printed
    assert str(term(key, TODAY).cite) == cite


def test_every_key_has_exactly_one_number_in_force_today() -> None:
    for key in Key:
        assert [each for each in TERMS if each.key == key and each.in_force(TODAY)] == [term(key, TODAY)]


def test_versions_of_a_number_never_overlap() -> None:
    for key in Key:
        versions = sorted((each for each in TERMS if each.key == key), key=lambda each: each.since)
        for before, after in pairwise(versions):
            assert before.until is not None
            assert before.until < after.since


def test_what_is_not_confirmed_says_so_and_why() -> None:
    doubtful = {each.key for each in TERMS if not each.confirmed}
    assert {Key.PAY, Key.EXTENSION_TIMES, Key.SUPPLEMENT_ROUNDS, Key.COURT_ORDERED_REPLY} <= doubtful
    assert all(each.note for each in TERMS if not each.confirmed)
    assert all(each.source and each.last_confirmed <= TODAY for each in TERMS)
    assert all(each.since >= REGULATION_FROM for each in TERMS)


def test_month_days() -> None:
    assert term(Key.ANNUAL_REPORT, TODAY).day_in(2027) == date(2027, 1, 31)
    assert all(each.day_in(2024) for each in TERMS if each.unit is Unit.MONTH_DAY)


def test_a_number_not_in_force_is_refused_with_the_reason() -> None:
    with pytest.raises(
        RefusalError, match="2020年12月31日没有“缴纳信息处理费”的规定可用：本表自2021年1月1日起收录"
    ):
        term(Key.PAY, date(2020, 12, 31))
    with pytest.raises(RefusalError, match="没有名为“nonsense”的法定数字"):
        term("nonsense", TODAY)
