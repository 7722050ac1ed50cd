"""Labels as published reports word them are read; heads that lie place no figure under a name not printed over it."""

import pytest

from corpus.score import Score
from corpus.wordings import KINDS, TEXTS, measure

_GRIDS = 0.97  # of so few reports
_TEXTS = 0.85


@pytest.mark.parametrize("kind", KINDS)
def test_kind_in_grids(kind: str) -> None:
    score = Score()
    for seed in range(4):
        measure(seed, kind, "html", score)
    assert score.silent == []
    assert score.recall >= _GRIDS


@pytest.mark.parametrize("kind", KINDS)
def test_kind_in_text(kind: str) -> None:
    score = Score()
    for seed, layout in enumerate(TEXTS):
        measure(seed, kind, layout, score)
    assert score.silent == []
    assert score.recall >= _TEXTS


def test_a_head_that_lies_places_nothing() -> None:
    score = Score()
    for seed in range(400, 460):
        measure(seed, "", "lying", score)
    assert score.silent == []
    assert score.counts["right"] > 0
