"""Numbers as they are printed: when two are the same, and what none may hold."""

import pytest

from gongkai.records.printed import has_unseen, identity

SAME = [
    ("C-2", "C-２", "c－2", "C–2", "C - 2"),
    ("B-1", "b-1"),
    ("许〔2021〕1号", "许[2021]1号", "许（2021）1号", "许【2021】 1号", "许［２０２１］１号"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_number_are_one(spellings):
    assert len({identity(each) for each in spellings}) == 1


def test_other_numbers_stay_apart():
    numbers = ["C-2", "C-12", "C2", "甲〔2018〕1号", "甲〔2018〕11号", "甲2018-1号", "2020-0001", "2020-1"]
    assert len({identity(each) for each in numbers}) == len(numbers)


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\u202e", "\u200b", "\ufeff", "\u2028", "\x85"])
def test_signs_that_show_nothing_are_found(sign):
    assert has_unseen(f"甲{sign}1")


def test_blanks_and_brackets_are_seen():
    assert not has_unseen("甲 （2021）\u30001号")
