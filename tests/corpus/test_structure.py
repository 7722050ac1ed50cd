"""Tables whose spans are lost or whose merged texts are repeated are read like whole ones."""

import random

import pytest

from corpus.made import make
from corpus.ruled import page
from corpus.score import Score, judge
from corpus.structure import LOST, REPEATED
from gongkai.annual.read import read
from gongkai.papers.open import from_bytes

_REPORTS = 3
_DAMAGES = ("none", "broken", "broken_repeated", "head_apart", "missing_row", "words")


def _measured(way: str, damage: str) -> Score:
    score = Score()
    for seed in range(_REPORTS):
        rng = random.Random(f"{way}/{damage}/{seed}")
        made = make(rng)
        data = {**REPEATED, **LOST}[way](page(made, rng, damage), rng)
        judge(made, read(from_bytes(data, "报告")), score, f"{way} {damage} {seed}")
    return score


@pytest.mark.parametrize("way", [*REPEATED, *LOST])
def test_what_is_lost_of_a_table_costs_no_figure(way: str) -> None:
    score = _measured(way, "none")
    assert score.silent == []
    assert score.recall >= 0.99


@pytest.mark.parametrize("damage", _DAMAGES[1:])
@pytest.mark.parametrize("way", [*REPEATED, *LOST])
def test_nothing_is_said_that_is_not_printed(way: str, damage: str) -> None:
    assert _measured(way, damage).silent == []
