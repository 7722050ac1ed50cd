"""The declared editions are complete, say what the official form says, and cannot be misread."""

from collections import Counter
from itertools import chain

import pytest

from annual.reports import EDITIONS
from gongkai.annual.form import Edition, Form, Line, Table
from gongkai.annual.forms import FORMS, edition_for, form_of
from gongkai.annual.identities import identities_of
from gongkai.law.outcomes import Outcome, Standing
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route


def lines(table: Table) -> list[Line]:
    return [*table.row_leaves, *table.column_leaves]


def tables(form: Form) -> list[Table]:
    return [table for section in form.sections for table in section.tables]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kinds", [Outcome, Standing, Applicant, Verdict, Route])
def test_everything_the_law_counts_has_exactly_one_line(edition: Edition, kinds: type) -> None:
    counted = Counter(
        thing
        for table in tables(form_of(edition))
        for line in lines(table)
        for thing in line.of
        if type(thing) is kinds
    )
    assert counted == dict.fromkeys(kinds, 1)


@pytest.mark.parametrize(("edition", "number"), [(Edition.E2019, 40), (Edition.E2021, 42)])
def test_the_balances_expand_to_all_identities(edition: Edition, number: int) -> None:
    identities = identities_of(edition)
    assert len(identities) == number
    addresses = set(form_of(edition).addresses)
    for identity in identities:
        assert addresses.issuperset((*identity.left, *identity.right))


@pytest.mark.parametrize(
    ("edition", "sizes"), [(Edition.E2019, (22, 161, 15)), (Edition.E2021, (10, 175, 15))]
)
def test_every_section_has_its_cells(edition: Edition, sizes: tuple[int, int, int]) -> None:
    counted = Counter(address.table for address in form_of(edition).addresses)
    assert tuple(counted[key] for key in ("table2", "table3", "table4")) == sizes


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_of_tables_three_and_four_stands_in_an_identity(edition: Edition) -> None:
    covered = set(chain.from_iterable((*i.left, *i.right) for i in identities_of(edition)))
    assert covered == {address for address in form_of(edition).addresses if address.table != "table2"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_keys_and_words_name_one_line_each(edition: Edition) -> None:
    for section in form_of(edition).sections:
        rows = [key for table in section.tables for key in table.row_names]
        words = [word for table in section.tables for word in table.row_names.values()]
        assert len(set(rows)) == len(rows)
        assert len(set(words)) == len(words)
        for table in section.tables:
            assert len(set(table.column_names.values())) == len(table.column_leaves)


@pytest.mark.parametrize(
    ("year", "edition"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")]
)
def test_the_edition_of_a_year(year: int, edition: str) -> None:
    assert edition_for(year).value == edition


def test_before_2019_there_is_no_form() -> None:
    with pytest.raises(ValueError, match="2018年没有"):
        edition_for(2018)


def test_both_editions_stand_under_their_own_name() -> None:
    assert {edition: form.edition for edition, form in FORMS.items()} == {e: e for e in Edition}
