"""Whoever changes, removes or adds remedies past the actions is found out by the log."""

from datetime import date, timedelta

import pytest
from django.db import models

import asked
from gongkai.base import scope
from gongkai.cases.actions import Brought
from gongkai.cases.actions import bring_in_many as bring_in_requests
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.records import rows
from gongkai.remedies.actions import bring_in, conclude, file, order
from gongkai.remedies.models import Remedy
from officers import TEST, bureau

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)
# Every column of a remedy but its key and times of writing, with another value it could hold.
COLUMNS = {
    "organ_id": lambda row: bureau("yi").pk,
    "route": "suit_direct",
    "request_id": lambda row: asked.received(row.organ, DAY).pk,
    "after_id": lambda row: Remedy._base_manager.get(route="reconsideration", request=None).pk,
    "number": "另一号",
    "body": "另一机关",
    "filed_on": DAY - timedelta(days=1),
    "verdict": "upheld",
    "ended_on": DAY + timedelta(days=31),
    "order_on": DAY + timedelta(days=61),
    "order_days": 3,
    "received_before_system": True,
    "is_demo": True,
}


def found() -> list[str]:
    with scope.everywhere("test"):
        return list(rows.verify())


@pytest.fixture
def ordered(inside):
    """One that was filed, ended and orders a new reply, beside one that was brought in."""
    bring_in(organ=inside, by=TEST, route=Route.RECONSIDERATION, filed_on=date(2019, 6, 3))
    (request,) = bring_in_requests(
        [
            Brought(
                "旧1",
                date(2019, 8, 5),
                Applicant.NATURAL,
                outcome=Outcome.PARTIAL,
                ended_on=date(2019, 8, 20),
            )
        ],
        organ=inside,
        by=TEST,
    )
    row = file(
        organ=inside,
        by=TEST,
        route=Route.SUIT_AFTER,
        filed_on=DAY,
        request=request,
        number="一号",
        body="某院",
    )
    assert found() == []
    conclude(row, by=TEST, verdict=Verdict.CORRECTED, ended_on=DAY + timedelta(days=30))
    order(row, by=TEST, received_on=DAY + timedelta(days=60), days=15)
    assert found() == []
    return Remedy.objects.get(pk=row.pk)


def test_no_column_is_left_out() -> None:
    columns = {field.attname for field in Remedy._meta.concrete_fields}
    assert {*COLUMNS, "id", "created_at", "updated_at"} == columns


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_is_named_with_its_remedy(ordered, column) -> None:
    value = COLUMNS[column]
    value = value(ordered) if callable(value) else value
    assert getattr(ordered, column) != value
    assert Remedy._base_manager.filter(pk=ordered.pk).update(**{column: value}) == 1
    (said,) = found()
    assert str(ordered.pk) in said


def test_what_is_gone_or_came_is_named(ordered) -> None:
    Remedy._base_manager.filter(pk=ordered.pk)._raw_delete("default")
    (said,) = found()
    assert f"记有复议诉讼 {ordered.pk}，库里却没有" in said
    forged = Remedy(organ=ordered.organ, route="suit_direct", filed_on=DAY)
    models.QuerySet(Remedy).bulk_create([forged])
    assert any(f"复议诉讼 {forged.pk} 在库里，日志里却没有登记" in each for each in found())
