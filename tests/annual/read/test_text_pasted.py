"""What programs put between cells and between rows: tabs behind cells, frames of tabs, blank lines between rows."""

import random

import pytest

from corpus.mutate import mutated
from corpus.score import Score, judge, sample
from gongkai.annual.read import NotAReport, read
from gongkai.papers.open import from_text

WAYS = ["tab_ends", "tab_ends_apart", "tab_both", "tabs_around", "lines_rows_apart", "lines_full_apart"]


@pytest.mark.parametrize("layout", WAYS)
def test_cells_are_found(layout: str) -> None:
    score = Score()
    for seed in range(700, 706):
        made, text = sample(seed, layout, "none")
        judge(made, read(from_text(text)), score, f"{layout} {seed}")
    assert not score.silent
    assert score.recall > 0.95


@pytest.mark.parametrize("layout", WAYS)
def test_damage_gives_no_silent_error(layout: str) -> None:
    score = Score()
    for seed in range(20):
        made, text = sample(seed % 4, layout, "none")
        changed, how = mutated(text, random.Random(seed))
        try:
            judge(made, read(from_text(changed)), score, f"{layout} {seed} {how}")
        except NotAReport:
            continue
    assert not score.silent
