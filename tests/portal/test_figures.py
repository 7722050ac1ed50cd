"""Which numbers are drawn: those printed, from the column that the report filled in, never a guess."""

import pytest

from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Report
from gongkai.portal import figures

FORM = form_of(Edition.E2019)


def report(**cells):
    """Cells of table 三 as row__column=value."""
    return Report(
        None,
        2020,
        Edition.E2019,
        {Address("table3", *key.split("__")): value for key, value in cells.items()},
    )


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"open__natural": 3, "open__total": 3}, "total"),
        ({"open__natural": 3, "open__total": None}, "natural"),
        ({"open__natural": 3, "partial__business": 1}, None),
        ({"open__natural": None}, None),
        ({}, None),
        ({"closed__total": 3, "open__natural": 3}, "natural"),
    ],
)
def test_the_column_is_the_total_or_the_only_one_filled(cells, column):
    assert figures.column_of(report(**cells), ["open", "partial"]) == column


def test_results_above_zero_are_drawn_and_nothing_else():
    drawn = figures.outcomes(
        report(open__total=2, partial__total=0, na_not_held__total=5, closed__total=7, new__total=7), FORM
    )
    bars = [(bar.datum.label, bar.datum.value) for bar in drawn.chart.bars]
    assert bars == [("（一）予以公开", 2), ("（四）1.本机关不掌握相关政府信息", 5)]
    assert "“总计”列" in drawn.says


@pytest.mark.parametrize("cells", [{}, {"open__total": 0}, {"open__natural": 1, "open__business": 1}])
def test_nothing_is_drawn_where_nothing_can_be(cells):
    assert figures.outcomes(report(**cells), FORM) is None
