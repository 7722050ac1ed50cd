"""A report comes back from the database as it went in."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_reports import report
from gongkai.annual.form import Edition
from gongkai.annual.forms import form_of
from gongkai.annual.report import Report, Value
from gongkai.base import scope
from gongkai.reports import stored
from gongkai.reports.actions import store
from gongkai.reports.models import AnnualReport
from officers import TEST, bureau

VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**9),
    st.decimals(0, 10**8, allow_nan=False, places=4),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any cells of an edition, some absent."""
    edition = draw(st.sampled_from(Edition))
    addresses = draw(st.lists(st.sampled_from(form_of(edition).addresses), min_size=1, unique=True))
    return replace(report(edition=edition, year=2021), cells={address: draw(VALUES) for address in addresses})


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reports())
def test_every_cell_comes_back_exactly(found: Report) -> None:
    organ = bureau("jia")
    with scope.organ(organ):
        AnnualReport.objects.all().delete()
        store(found, organ=organ, by=TEST)
        again = AnnualReport.objects.get(year=2021).facts()
    assert again == replace(found, organ=organ.name)
    assert {address: type(value) for address, value in again.cells.items()} == {
        address: type(value) for address, value in found.cells.items()
    }
    assert [str(value) for value in again.cells.values() if isinstance(value, Decimal)] == [
        str(found.cells[address]) for address, value in again.cells.items() if isinstance(value, Decimal)
    ]
    assert list(again.cells) == [
        address for address in form_of(found.edition).addresses if address in found.cells
    ]
    assert list(again.chapters) == list(found.chapters)


def test_a_cell_that_the_form_does_not_have_is_an_error_not_a_loss() -> None:
    form = form_of(Edition.E2021)
    with pytest.raises(ValueError, match="no cell"):
        stored.cells_of(form, {"table3": {"ot_any/natural": 1}})
