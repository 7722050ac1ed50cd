"""Who sees what: the first of the two locks."""

import datetime
import logging

import pytest
from django.http import HttpRequest, HttpResponse

from annual_reports import AT, stored
from gongkai.base import scope
from gongkai.base.middleware import public_scope
from gongkai.reports.models import AnnualReport
from officers import bureau

pytestmark = pytest.mark.django_db


def years() -> list[tuple[str, int]]:
    return sorted(AnnualReport.objects.values_list("organ__slug", "year"))


@pytest.fixture(autouse=True)
def rows() -> None:
    stored(bureau("jia"), 2019, published=True)
    stored(bureau("jia"), 2020)
    stored(bureau("yi"), 2020, published=True)


def test_without_a_scope_nothing_can_be_read_or_written() -> None:
    organ = bureau("jia")
    for attempt in (
        lambda: AnnualReport.objects.all(),
        lambda: AnnualReport.objects.count(),
        lambda: organ.reports.all(),
        lambda: AnnualReport(organ=organ, year=2021, edition="2019").save(),
    ):
        with pytest.raises(scope.ScopeUnset):
            attempt()


def test_an_organ_sees_its_own_rows_only() -> None:
    with scope.organ(bureau("jia")):
        assert years() == [("jia", 2019), ("jia", 2020)]
        assert list(bureau("yi").reports.all()) == []


def test_the_public_sees_what_is_published() -> None:
    with scope.public():
        assert years() == [("jia", 2019), ("yi", 2020)]


def test_everywhere_needs_a_reason_and_logs_it(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="why"), scope.everywhere(" "):
        pass
    with caplog.at_level(logging.INFO, logger="gongkai"), scope.everywhere("yearly statistics"):
        assert len(years()) == 3
    assert "yearly statistics" in caplog.text


def test_scopes_nest_and_end() -> None:
    with scope.public():
        with scope.organ(bureau("jia")):
            assert years() == [("jia", 2019), ("jia", 2020)]
        assert years() == [("jia", 2019), ("yi", 2020)]
    with pytest.raises(scope.ScopeUnset):
        scope.current()


def test_a_scope_ends_with_an_error_too() -> None:
    with pytest.raises(AnnualReport.DoesNotExist), scope.public():
        AnnualReport.objects.get(organ__slug="bing")
    with pytest.raises(scope.ScopeUnset):
        scope.current()


def test_a_foreign_row_is_not_written() -> None:
    with scope.everywhere("test"):
        row = AnnualReport.objects.get(organ__slug="yi")
    row.source = "changed"
    with scope.organ(bureau("jia")):
        with pytest.raises(scope.OutOfScope):
            row.save()
        with pytest.raises(scope.OutOfScope):
            row.delete()
        with pytest.raises(scope.OutOfScope):
            AnnualReport.objects.bulk_create([AnnualReport(organ=bureau("yi"), year=2021, edition="2019")])
        assert AnnualReport.objects.filter(pk=row.pk).update(source="changed") == 0
        assert AnnualReport.objects.filter(pk=row.pk).delete()[0] == 0
    with scope.everywhere("test"):
        assert AnnualReport.objects.get(pk=row.pk).source == ""


def test_the_public_scope_is_for_reading() -> None:
    with scope.public():
        row = AnnualReport.objects.get(organ__slug="yi")
        for attempt in (row.save, row.delete, AnnualReport.objects.all().delete):
            with pytest.raises(scope.OutOfScope):
                attempt()
        with pytest.raises(scope.OutOfScope):
            AnnualReport.objects.update(published_at=None)


def test_a_request_runs_in_the_public_scope_and_leaves_none() -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend(years())
        return HttpResponse()

    public_scope(view)(HttpRequest())
    assert seen == [("jia", 2019), ("yi", 2020)]
    with pytest.raises(scope.ScopeUnset):
        scope.current()


def test_publishing_has_a_moment() -> None:
    with scope.everywhere("test"):
        assert AnnualReport.objects.get(organ__slug="yi").published_at == AT
    assert AT.tzinfo == datetime.UTC
