"""Cells of ruled grids blanked, swapped, deleted, merged or repeated never make the reader say what is not printed."""

import random

import pytest

from annual.ruled_mutations import document, mutate, printed, silent, truth
from corpus.made import make
from gongkai.annual.read import read

_SEEDS = 60  # of each; more by hand when the reader changes


@pytest.mark.parametrize("flowing", [True, False], ids=["flowing", "placed"])
def test_no_mutation_makes_a_silent_value(flowing: bool) -> None:
    wrong = []
    given = there = 0
    for seed in range(_SEEDS):
        rng = random.Random(seed)
        page = printed(make(rng))
        names = [mutate(page, rng) for _ in range(rng.randint(1, 4))]
        report = read(document(page, flowing=flowing))
        right = truth(page)
        wrong += [f"{seed} {names} {each}" for each in silent(page, report)]
        given += len(report.cells) - len(report.unread)
        there += len(right)
    assert wrong == []
    assert given > 0.9 * there
