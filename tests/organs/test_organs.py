"""The directory of organs."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from gongkai.accounts.models import User
from gongkai.organs import queries
from gongkai.organs.actions import register
from gongkai.organs.models import Kind, Organ
from officers import TEST, bureau

pytestmark = pytest.mark.django_db


def facts(**changes: object) -> dict[str, object]:
    base = {"name": "甲县教育局", "short_name": "甲县教育局", "slug": "jia", "place": "某省甲县"}
    return base | {"kind": Kind.COUNTY_DEPARTMENT} | changes


def test_the_directory_is_public_and_in_order() -> None:
    bureau("yi"), bureau("jia")
    assert [organ.slug for organ in queries.listed()] == ["jia", "yi"]
    assert queries.by_slug("yi").name == "yi县教育局"
    with pytest.raises(Organ.DoesNotExist):
        queries.by_slug("bing")


def test_an_organ_knows_those_below_it_and_cannot_leave_them() -> None:
    city = register(by=TEST, **facts(kind=Kind.CITY_DEPARTMENT))
    county = register(by=TEST, **facts(name="乙县教育局", slug="yi", parent=city))
    assert list(city.children.all()) == [county]
    with pytest.raises(ProtectedError):
        city.delete()


@pytest.mark.parametrize(
    "wrong", [{"slug": "甲"}, {"name": ""}, {"kind": "ministry"}, {"postcode": "1234567"}]
)
def test_impossible_facts_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        register(by=TEST, **facts(**wrong))
    assert not Organ.objects.exists()


def test_names_and_web_names_are_unique() -> None:
    register(by=TEST, **facts())
    with pytest.raises(ValidationError):
        register(by=TEST, **facts(name="另一个"))
    with pytest.raises(ValidationError):
        register(by=TEST, **facts(slug="another"))


def test_no_organ_is_its_own_parent() -> None:
    organ = bureau("jia")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organ.objects.filter(pk=organ.pk).update(parent=F("id"))


@pytest.mark.usefixtures("past_the_program")
def test_only_an_administrator_registers_organs() -> None:
    with pytest.raises(PermissionDenied, match="管理员"):
        register(by=User.objects.create_user("someone", is_staff=True), **facts())
    register(by=User.objects.create_superuser("admin"), **facts())
