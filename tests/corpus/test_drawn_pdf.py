"""However a PDF draws a report, no value is read that it does not print; where cells or columns show, they are read."""

import random

import pytest

from corpus.as_pdf import STYLES, pdf
from corpus.made import make
from corpus.ruled import DAMAGES, page
from corpus.score import Score, judge
from gongkai.annual.read import NotAReport, read
from gongkai.papers.open import from_bytes

_PLAIN = 1  # reports of each style; the figures of many stand in docs/reference/pdf-files.md
_RECALL = 0.9


def _scored(style: str, damage: str, number: int) -> Score:
    rng = random.Random(f"{style}/{damage}/{number}")
    made = make(rng)
    data = pdf(page(made, rng, damage), STYLES[style])
    try:
        report = read(from_bytes(data, "报告.pdf"))
    except NotAReport:
        report = None
    score = Score()
    judge(made, report, score, f"{style} {damage} {number}")
    return score


@pytest.mark.parametrize("style", STYLES)
def test_style(style: str) -> None:
    score = Score()
    for number in range(_PLAIN):
        score += _scored(style, "none", number)
    assert score.silent == []
    assert score.recall >= _RECALL


# Without borders nothing tells a merged cell without a figure from two blank ones.
@pytest.mark.parametrize("damage", [name for name in DAMAGES if name not in ("none", "merged_values")])
def test_damage_without_borders(damage: str) -> None:
    score = Score()
    for style in ("bare left",):
        score += _scored(style, damage, 0)
    assert score.silent == []
