"""Workbooks printed to PDF by an office program: its cells that page breaks cut, its rows under narrow columns."""

import pytest

from corpus.score import Score, judge
from corpus.score_files import files
from gongkai.annual.read import read
from gongkai.papers.open import from_bytes

# Where columns lie on other pages no cell is owed.
WAYS = {"pdf of a sheet fitted": 0.97, "pdf of a sheet cut": 0.0}


@pytest.mark.office
@pytest.mark.parametrize("way", WAYS)
def test_what_a_workbook_prints_is_read(way: str) -> None:
    """Over a second: LibreOffice prints eight workbooks in one run."""
    score = Score()
    for damage, made, data in files(41, 8, way):
        assert data is not None
        judge(made, read(from_bytes(data, "报告")), score, damage)
    assert not score.silent
    assert score.recall > WAYS[way]
