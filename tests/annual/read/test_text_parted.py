"""Rows on one line each whose cells one sign parts, blank cells too."""

import random

import pytest

from corpus.score import Score, judge, sample
from gongkai.annual.read import read
from gongkai.papers.open import from_text

WAYS = ["one_space", "one_space_full", "four_spaces", "wide_space", "commas_wide", "semicolons", "slashes"]


@pytest.mark.parametrize("layout", WAYS)
def test_blank_cells_are_counted_by_the_signs_between_them(layout: str) -> None:
    score = Score()
    for seed in range(4):
        made, text = sample(seed, layout, "none")
        judge(made, read(from_text(text)), score, f"{layout} {seed}")
    assert not score.silent
    assert score.recall > 0.95


@pytest.mark.parametrize("layout", WAYS)
def test_where_signs_were_lost_in_many_rows_no_blank_is_given_by_them(layout: str) -> None:
    score = Score()
    for seed in range(4):
        made, text = sample(seed, layout, "none")
        rng = random.Random(seed)
        sign = {"commas_wide": "，", "semicolons": "；", "slashes": " / ", "wide_space": "\u3000"}.get(
            layout, " "
        )
        lines = [
            line.replace(sign * 2, sign, 1) if sign * 2 in line and rng.random() < 0.5 else line
            for line in text.split("\n")
        ]
        judge(made, read(from_text("\n".join(lines))), score, f"{layout} {seed}")
    assert not score.silent


def test_a_row_that_lost_a_sign_is_declined_alone() -> None:
    _, text = sample(3, "commas_wide", "none")
    line = next(line for line in text.split("\n") if line.startswith("2.重复申请"))
    report = read(from_text(text.replace(line, line.rpartition("，")[0])))
    assert {each.row for each in report.unread if each.table == "table3"} == {"np_repeat"}
