"""Storing and publishing annual reports."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from annual_reports import AT, report
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from gongkai.reports.actions import publish, store
from gongkai.reports.models import AnnualReport
from officers import TEST, bureau, officer

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("role", Role)
def test_the_office_stores_and_its_head_publishes(organ: Organ, role: Role) -> None:
    user = officer(organ, role)
    row = store(report(year=2019), organ=organ, by=TEST)
    if role in (Role.OFFICE, Role.OFFICE_HEAD):
        store(report(), organ=organ, by=user)
    else:
        with pytest.raises(PermissionDenied, match="录入年度报告由jia县教育局的政府信息公开工作机构经办人"):
            store(report(), organ=organ, by=user)
    if role is Role.OFFICE_HEAD:
        publish(row, by=user, at=AT)
    else:
        with pytest.raises(PermissionDenied, match="公布年度报告由jia县教育局的政府信息公开工作机构负责人"):
            publish(row, by=user, at=AT)
    assert count() == 1 + (role in (Role.OFFICE, Role.OFFICE_HEAD))


def test_an_officer_elsewhere_and_a_superuser_may_not(organ: Organ) -> None:
    row = store(report(year=2019), organ=organ, by=TEST)
    superuser = User.objects.create_superuser("root", password=None)
    for user in (officer(bureau("yi"), Role.OFFICE_HEAD), superuser):
        with pytest.raises(PermissionDenied):
            store(report(), organ=organ, by=user)
        with pytest.raises(PermissionDenied):
            publish(row, by=user, at=AT)
    assert count() == 1


def test_storing_and_publishing_are_in_the_log(organ: Organ) -> None:
    office, head = officer(organ, Role.OFFICE), officer(organ, Role.OFFICE_HEAD)
    publish(store(report(), organ=organ, by=office), by=head, at=AT)
    with scope.organ(organ):
        events = Event.objects.filter(action__startswith="reports.").order_by("seq")
        assert [(event.action, event.actor) for event in events] == [
            ("reports.store", office),
            ("reports.publish", head),
        ]
