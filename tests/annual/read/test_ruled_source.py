"""Cells and spans dropped, added or changed in a page's source never make the reader say what is not printed."""

import random
import re
from dataclasses import replace

import pytest

from annual.html_mutations import mutate, source
from annual.read.ruled_papers import made_of, paper, right, rows_of, values
from annual.reports import EDITIONS
from corpus.made import Made, make
from corpus.score import Score, judge
from gongkai.annual.form import Edition
from gongkai.annual.read import read
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Cell
from gongkai.papers.open import from_bytes

_SEEDS = 60  # more by hand when the reader changes


@pytest.mark.parametrize("many", [1, 2])
def test_no_dropped_cell_or_span_makes_a_silent_value(many: int) -> None:
    score = Score()
    for seed in range(_SEEDS):
        rng = random.Random(f"{many}/{seed}")
        made = make(rng)
        html, names = source(made, rng), []
        for _ in range(many):
            html, name = mutate(html, rng)
            names.append(name)
        judge(made, read(from_bytes(html.encode(), "报告")), score, f"{seed} {names}")
    assert score.silent == []
    assert score.recall > (0.5 if many == 1 else 0.3)


@pytest.mark.parametrize("kind", [None, Kind.PDF, Kind.XLSX])
@pytest.mark.parametrize("spans", ["rowspan", "colspan"])
def test_a_page_without_its_spans_says_nothing_that_is_not_printed(spans: str, kind: Kind | None) -> None:
    score = Score()
    for seed in range(8):
        rng = random.Random(seed)
        made = make(rng)
        found = from_bytes(re.sub(rf' {spans}="\d+"', "", source(made, rng)).encode(), "报告")
        judge(made, read(replace(found, kind=kind) if kind else found), score, str(seed))
    assert score.silent == []


def test_a_cell_too_many_costs_its_own_row_alone() -> None:
    made = made_of(Edition.E2021)
    rows = rows_of(made, "table3")
    rows[4].insert(3, Cell("7", ""))
    want = {address: value for address, value in right(made, "table3").items() if address.row != "carried_in"}
    assert values(read(paper(made, rows)), "table3") == want


def _cut(made: Made, place: int, first: str, second: str, *, above: bool) -> list[list[Cell]]:
    """Table 三 with the row at `place` as two, as a page's end cuts it; its figures stand `above` or below."""
    rows = rows_of(made, "table3")
    row = rows[place]
    at = next(number for number, cell in enumerate(row) if cell.key) - 1
    blank = [replace(cell, text="") for cell in row[at + 1 :]]
    upper = [*row[:at], replace(row[at], text=first), *(row[at + 1 :] if above else blank)]
    lower = [replace(row[at], text=second), *(blank if above else row[at + 1 :])]
    grown = [
        [replace(cell, down=cell.down + 1) if number + cell.down > place else cell for cell in each]
        for number, each in enumerate(rows[:place])
    ]
    upper[:at] = [replace(cell, down=cell.down + 1) for cell in upper[:at]]
    return [*grown, upper, lower, *rows[place + 1 :]]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    ("place", "first", "second"),
    [
        (3, "一、本年新收政府信息公开", "申请数量"),
        (6, "（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）"),
        (8, "2.其他法律行政法规", "禁止公开"),
    ],
)
def test_a_row_cut_by_the_end_of_a_page_is_read_from_the_half_with_its_figures(
    edition: Edition, above: bool, place: int, first: str, second: str
) -> None:
    made = made_of(edition, 3)
    rows = _cut(made, place, first, second, above=above)
    assert values(read(paper(made, rows)), "table3") == right(made, "table3")


def _on_two_pages(rows: list[list[Cell]], place: int) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """The rows up to `place` and the others as grids of their own; groups go on as blank cells."""
    first, second = [list(row) for row in rows[:place]], [list(row) for row in rows[place:]]
    crossing = []
    for number, row in enumerate(first):
        for column, cell in enumerate(row):
            over = number + cell.down - place
            if over > 0:
                row[column] = replace(cell, down=cell.down - over)
                crossing.append(replace(cell, text="", down=over))
    second[0] = [*crossing, *second[0]]
    return first, second


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    ("place", "first", "second", "row"),
    [
        (3, "一、本年新收政府信息公开", "申请数量", "new"),
        (6, "（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）", "partial"),
        (8, "2.其他法律行政法规", "禁止公开", "ref_law"),
        (8, "2.其他法律行政法规禁止公开", "", "ref_law"),
    ],
)
def test_a_row_cut_between_two_grids_is_never_said_to_be_blank(
    above: bool, place: int, first: str, second: str, row: str
) -> None:
    made = made_of(Edition.E2021, 3)
    pages = _on_two_pages(_cut(made, place, first, second, above=above), place + 1)
    want = right(made, "table3")
    found = values(read(paper(made, *pages, kind=Kind.PDF)), "table3")
    assert found.items() <= want.items()
    assert {address.row for address in want if address not in found} <= {row}
    if above and row == "partial":
        assert found == want


def test_a_cut_row_with_figures_in_both_halves_is_declined() -> None:
    made = made_of(Edition.E2021, 3)
    rows = _cut(made, 3, "一、本年新收政府信息公开", "申请数量", above=True)
    rows[4][1:] = [replace(cell, text="1") for cell in rows[4][1:]]
    want = {address: value for address, value in right(made, "table3").items() if address.row != "new"}
    assert values(read(paper(made, rows)), "table3") == want


def test_a_blank_row_before_figures_without_a_label_is_not_said_to_be_blank() -> None:
    made = made_of(Edition.E2021, 3)
    rows = _cut(made, 8, "2.其他法律行政法规禁止公开", "", above=False)
    found = values(read(paper(made, rows)), "table3")
    assert found == {a: v for a, v in right(made, "table3").items() if a.row != "ref_law"}


def _stacked(rows: list[list[Cell]], place: int) -> list[list[Cell]]:
    """The rows from `place` on as a table of its own, narrower, set right under the others: its figures stand under
    the labels, as in print, and its labels are as wide as those above are not."""
    cells = 7
    above = [[replace(cell, across=cell.across + 2 * cells * (number < 5 and not cell.key and place > number))
              if column == 0 and number in (0, 3, 4) else cell for column, cell in enumerate(row)]
             for number, row in enumerate(rows[:place])]  # fmt: skip
    return [*above, *rows[place:]]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", [None, Kind.PDF])
def test_tables_of_unlike_columns_joined_by_the_printer_keep_their_rows(
    edition: Edition, kind: Kind | None
) -> None:
    made = made_of(edition)
    rows = _stacked(rows_of(made, "table3"), 5)
    found = values(read(paper(made, rows, kind=kind)), "table3")
    want = right(made, "table3")
    assert found == want if kind else found.items() <= want.items()


def test_a_row_that_a_table_without_its_head_prints_again_is_taken_from_neither() -> None:
    made = made_of(Edition.E2019)
    rows = rows_of(made, "table2")
    assert [cell.text for cell in rows[9]][:3] == ["信息内容", "上一年项目数量", "本年增/减"]
    del rows[9][1]
    rows[11][0] = replace(rows[11][0], text="其他对外管理服务事项")
    found = values(read(paper(made, rows_of(made, "table3"), rows)), "table2")
    assert {address.row for address in found} == {"rules", "normative", "licences", "charges", "procurement"}
