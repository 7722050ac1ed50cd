"""Storing and publishing annual reports."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from annual_reports import AT, TEST, bureau, report
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.reports.actions import publish, store
from gongkai.reports.models import AnnualReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ() -> Organ:
    return bureau("jia")


def count() -> int:
    with scope.everywhere("test"):
        return AnnualReport.objects.count()


def test_a_stored_report_is_not_public_until_published(organ: Organ) -> None:
    row = store(report(), organ=organ, by=TEST)
    with scope.public():
        assert not AnnualReport.objects.exists()
    publish(row, by=TEST, at=AT)
    with scope.public():
        assert AnnualReport.objects.get().published_at == AT
    with pytest.raises(Refused, match="已经公布"):
        publish(row, by=TEST, at=AT)


@pytest.mark.parametrize("printed", ["jia县教育局", "某省jia县教育局", "县教育局", None])
def test_the_printed_name_may_be_longer_shorter_or_missing(organ: Organ, printed: str | None) -> None:
    assert store(report(printed), organ=organ, by=TEST).facts().organ == organ.name


def test_another_organs_report_is_refused(organ: Organ) -> None:
    with pytest.raises(Refused, match="yi县教育局"):
        store(report("yi县教育局"), organ=organ, by=TEST)
    assert count() == 0


@pytest.mark.parametrize("lacking", [{"year": None}, {"edition": None, "cells": {}}, {"cells": {}}])
def test_a_report_without_year_edition_or_cells_is_refused(organ: Organ, lacking: dict[str, object]) -> None:
    with pytest.raises(Refused, match="没有认出来"):
        store(replace(report(), **lacking), organ=organ, by=TEST)
    assert count() == 0


def test_there_is_one_report_a_year_and_it_is_not_overwritten(organ: Organ) -> None:
    row = store(report(), organ=organ, by=TEST, source="first")
    with pytest.raises(Refused, match="没有覆盖"):
        store(report(), organ=organ, by=TEST, source="second")
    with scope.organ(organ):
        assert AnnualReport.objects.get().source == "first"
        with pytest.raises(IntegrityError), transaction.atomic():
            AnnualReport.objects.bulk_create([AnnualReport(organ=organ, year=row.year, edition="2019")])


@pytest.mark.parametrize("values", [{"year": 2018, "edition": "2019"}, {"year": 2020, "edition": "2020"}])
def test_the_database_refuses_what_no_form_covers(organ: Organ, values: dict[str, object]) -> None:
    with scope.organ(organ), pytest.raises(IntegrityError), transaction.atomic():
        AnnualReport.objects.bulk_create([AnnualReport(organ=organ, **values)])


@pytest.mark.parametrize(
    ("flags", "may"),
    [
        ({}, False),
        ({"is_staff": True}, False),
        ({"is_superuser": True}, True),
        ({"is_superuser": True, "is_active": False}, False),
    ],
)
def test_who_may_store_and_publish(organ: Organ, flags: dict[str, bool], may: bool) -> None:
    user = User.objects.create_user("someone", password=None, **flags)
    row = store(report(year=2019), organ=organ, by=TEST)
    if may:
        store(report(), organ=organ, by=user)
        publish(row, by=user, at=AT)
        assert count() == 2
        return
    with pytest.raises(PermissionDenied, match="权限"):
        store(report(), organ=organ, by=user)
    with pytest.raises(PermissionDenied, match="权限"):
        publish(row, by=user, at=AT)
    with scope.everywhere("test"):
        assert list(AnnualReport.objects.values_list("published_at", flat=True)) == [None]
