"""Facts of a year become cells; whatever the facts, the cells balance."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual.reports import EDITIONS, balanced
from gongkai.annual.check import check
from gongkai.annual.form import Address, Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Report
from gongkai.annual.tally import RemedyFact, RequestFact, parts, tally
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route


def filled(cells: dict[Address, int]) -> dict[str, int]:
    return {f"{a.table}/{a.row}/{a.column}": number for a, number in cells.items() if number}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(balanced())
def test_tallied_cells_balance(report: Report) -> None:
    assert check(report) == ()


def test_a_request_of_the_year_is_new_and_has_one_result() -> None:
    cells = tally(
        form_of(Edition.E2021), 2022, [RequestFact(Applicant.BUSINESS, 2022, Outcome.NA_OTHERORG, 2022)]
    )
    assert filled(cells) == {
        "table3/new/business": 1,
        "table3/new/total": 1,
        "table3/na_not_held/business": 1,
        "table3/na_not_held/total": 1,
        "table3/closed/business": 1,
        "table3/closed/total": 1,
    }


@pytest.mark.parametrize(
    ("year", "rows"),
    [(2020, set()), (2021, {"new", "carried_out"}), (2022, {"carried_in", "carried_out"}),
     (2023, {"carried_in", "partial", "closed"}), (2024, set())],
)  # fmt: skip
def test_a_request_is_carried_over_until_it_ends(year: int, rows: set[str]) -> None:
    cells = tally(form_of(Edition.E2021), year, [RequestFact(Applicant.NATURAL, 2021, Outcome.PARTIAL, 2023)])
    assert {address.row for address, number in cells.items() if number} == rows


def test_an_open_request_stays_open() -> None:
    cells = tally(form_of(Edition.E2021), 2030, [RequestFact(Applicant.NATURAL, 2021)])
    assert {address.row for address, number in cells.items() if number} == {"carried_in", "carried_out"}


def test_other_results_are_one_row_in_2019_and_three_in_2021() -> None:
    facts = [
        RequestFact(Applicant.NATURAL, 2021, outcome, 2021)
        for outcome in (Outcome.OT_NOSUPP, Outcome.OT_NOFEE, Outcome.OT_OTHER)
    ]
    assert tally(form_of(Edition.E2019), 2021, facts)[Address("table3", "ot_any", "natural")] == 3
    late = tally(form_of(Edition.E2021), 2021, facts)
    assert [late[Address("table3", row, "natural")] for row in ("ot_nosupp", "ot_nofee", "ot_other")] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("year", "column"), [(2020, None), (2021, "pending"), (2022, "corrected"), (2023, None)]
)
def test_a_suit_is_pending_until_its_verdict(year: int, column: str | None) -> None:
    cells = tally(
        form_of(Edition.E2021), year, [], [RemedyFact(Route.SUIT_AFTER, 2021, Verdict.CORRECTED, 2022)]
    )
    expected = {f"table4/suit_after/{name}": 1 for name in (column, "total") if column}
    assert filled(cells) == expected


REQUESTS = st.builds(
    lambda applicant, received, outcome, more: RequestFact(
        applicant, received, outcome, received + more if outcome else None
    ),
    st.sampled_from(Applicant),
    st.integers(2019, 2022),
    st.none() | st.sampled_from(Outcome),
    st.integers(0, 2),
)
REMEDIES = st.builds(
    lambda route, filed, verdict, more: RemedyFact(route, filed, verdict, filed + more if verdict else None),
    st.sampled_from(Route),
    st.integers(2019, 2022),
    st.none() | st.sampled_from([Verdict.UPHELD, Verdict.CORRECTED, Verdict.OTHER]),
    st.integers(0, 2),
)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(REQUESTS, max_size=30), st.lists(REMEDIES, max_size=10), st.sampled_from(EDITIONS))
def test_facts_given_by_number_count_as_often(
    requests: list[RequestFact], remedies: list[RemedyFact], edition: Edition
) -> None:
    form = form_of(edition)
    cells = tally(form, 2021, Counter(requests), Counter(remedies))
    assert cells == tally(form, 2021, requests, remedies)
    for address, number in cells.items():
        assert number == sum(cells[part] for part in parts(form, address)), address


def test_a_total_leads_to_the_cells_that_facts_are_counted_in() -> None:
    form = form_of(Edition.E2021)
    single = Address("table3", "open", "natural")
    assert parts(form, single) == {single}
    of_closed = parts(form, Address("table3", "closed", "total"))
    assert len(of_closed) == (1 + 1 + 8 + 3 + 5 + 3) * 6
    assert {part.row for part in parts(form, Address("table4", "suit_after", "total"))} == {"suit_after"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_facts_give_zeros_in_every_cell(edition: Edition) -> None:
    form = form_of(edition)
    cells = tally(form, 2022)
    assert set(cells) == {address for address in form.addresses if address.table != "table2"}
    assert set(cells.values()) == {0}


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (lambda: RequestFact(Applicant.NATURAL, 2021, Outcome.PARTIAL), "同时"),
        (lambda: RequestFact(Applicant.NATURAL, 2021, None, 2021), "同时"),
        (lambda: RequestFact(Applicant.NATURAL, 2021, Outcome.PARTIAL, 2020), "不可能"),
        (lambda: RemedyFact(Route.RECONSIDERATION, 2021, Verdict.PENDING, 2021), "尚未审结不是结果"),
        (lambda: RemedyFact(Route.RECONSIDERATION, 2021, Verdict.UPHELD, 2020), "不可能"),
    ],
)
def test_impossible_facts_are_refused(facts: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        facts()  # type: ignore[operator]
