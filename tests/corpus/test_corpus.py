"""No layout and no damage makes the reader say a value that the source does not print; layouts that show their
cells are read."""

import pytest

from corpus.damage import DAMAGES
from corpus.layouts import LAYOUTS, SHOWS
from corpus.score import Score, measure

_PLAIN = 5  # reports of each layout
_RECALL = 0.85  # of so few reports; the full figures stand in docs/reference/reading.md


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    score = Score()
    for seed in range(_PLAIN):
        measure(seed, layout, "none", score)
    assert score.silent == []
    if layout in SHOWS:
        assert score.recall >= _RECALL


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "none"])
def test_damage(damage: str) -> None:
    score = Score()
    for seed, layout in enumerate(LAYOUTS, start=100):
        measure(seed, layout, damage, score)
    assert score.silent == []
    assert score.counts["right"] > 0
