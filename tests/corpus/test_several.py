"""A file that holds several years or organs gives only what it says itself to be this report's."""

import pytest

from corpus.score import Score
from corpus.several import KINDS, WAYS, measure

_WHOLE = ("plain", "captioned as this year's", "neighbours linked", "organs named in prose")
_NOTHING = ("two organs", "collection by names", "two years' reports")
_WAYS = 7  # of writing, for each kind others
_RECALL = 0.85  # of so few reports


@pytest.mark.parametrize("number", range(len(KINDS)), ids=list(KINDS))
def test_kind(number: int) -> None:
    kind, ways = list(KINDS)[number], [way for way in WAYS if way != "spaced"]  # that one loses blanks
    score = Score()
    for step in range(_WAYS):
        measure(500 + step % 2, kind, ways[(number + step) % len(ways)], score)
    assert score.silent == []
    if kind in _WHOLE:
        assert score.recall >= _RECALL
    if kind.startswith(_NOTHING):
        assert score.counts["unread"] + score.counts["right"] == 0
    else:
        assert score.counts["right"] > 0
