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
    assert score.recall > (
        0.5 if layout.startswith("tab_ends") else 0.95
    )  # there a blank last cell may be no cell


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


@pytest.mark.parametrize("seed", range(3))
def test_a_line_between_two_cells_ends_no_row(seed: int) -> None:
    """A head repeated in the middle of a row, lines joined: where the row ends is not known by tabs alone."""
    score = Score()
    for number in range(4):
        made, text = sample(number, "tab_ends", "none")
        lines = text.split("\n")
        place = next(place for place, line in enumerate(lines) if line.startswith("7.属于行政执法案卷"))
        cut = place + 1 + (seed + number) % 7
        changed = [*lines[:cut], "商业企业\t", "科研机构\t", *lines[cut:]]
        judge(made, read(from_text("\n".join(changed))), score, f"{number}")
    assert not score.silent


@pytest.mark.parametrize("joint", [" ", ""])
@pytest.mark.parametrize("below", ["", "注：以上为全年数"])
def test_a_figure_joined_to_what_stands_below_leaves_no_blank(below: str, joint: str) -> None:
    """Where two lines were joined elsewhere too, the lines are no cells any more but rows with blank last cells."""
    score = Score()
    for seed in range(4):
        made, text = sample(seed, "tab_both", "none")
        lines = text.split("\n")
        heading = next(n for n, line in enumerate(lines) if "第（八）项" in line)
        lines[heading - 1 : heading + (not below)] = [lines[heading - 1] + joint + (below or lines[heading])]
        row = next(n for n, line in enumerate(lines) if line.startswith("规章"))
        lines[row + 1 : row + 3] = [f"{lines[row + 1]} {lines[row + 2]}"]
        judge(made, read(from_text("\n".join(lines))), score, f"{below} {seed}")
    assert not score.silent
