"""An organ ends, others take its place; reports and addresses of before still find it."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.base.refusal import Refused
from gongkai.organs import authority, queries
from gongkai.organs.actions import amend, register, reorganise
from gongkai.organs.models import Kind
from gongkai.organs.roles import Role
from officers import TEST, administrators, bureau, officer


def test_the_old_organ_stays_as_it_was_and_names_its_successors(organ, other, day):
    third = bureau("bing")
    reorganise(organ, successors=[other, third], on=day(10), by=TEST)
    assert organ.until == day(9)
    assert queries.as_of(organ, day(9)).name == organ.name
    assert queries.as_of(organ, day(10)) is None
    assert [each.successor for each in queries.successors(organ)] == [other, third]
    assert queries.by_slug("jia") == organ
    assert queries.history(organ)[-1].until == day(9)


def test_the_name_is_free_again_the_web_name_is_not(organ, other, day):
    reorganise(organ, successors=[other], on=day(), by=TEST)
    facts = {"short_name": "教育局", "place": "某省", "kind": Kind.COUNTY_DEPARTMENT}
    again = register(by=TEST, name=organ.name, slug="jia-2", **facts)
    assert again.name == organ.name


def test_what_is_open_keeps_its_officers(organ, other, day):
    clerk = officer(organ, Role.OFFICE)
    reorganise(organ, successors=[other], on=day(), by=TEST)
    assert authority.mandate(clerk, organ, Role.OFFICE)


def test_it_is_refused_where_something_would_hang_in_the_air(organ, other, day):
    child = register(
        by=TEST,
        name="丙",
        short_name="丙",
        slug="bing",
        place="某省",
        kind=Kind.COUNTY_DEPARTMENT,
        parent=organ,
    )
    with pytest.raises(Refused, match="丙"):
        reorganise(organ, successors=[other], on=day(5), by=TEST)
    amend(child, since=day(5), by=TEST, parent=other)
    with pytest.raises(Refused, match="承继"):
        reorganise(organ, successors=[], on=day(5), by=TEST)
    with pytest.raises(Refused, match="改名"):
        reorganise(organ, successors=[organ], on=day(5), by=TEST)
    amend(organ, since=day(6), by=TEST, phone="1")
    with pytest.raises(Refused, match="才生效"):
        reorganise(organ, successors=[other], on=day(5), by=TEST)
    reorganise(organ, successors=[other], on=day(7), by=TEST)
    with pytest.raises(Refused, match="重复"):
        reorganise(organ, successors=[other], on=day(7), by=TEST)
    with pytest.raises(Refused, match="存续"):
        amend(organ, since=day(8), by=TEST, phone="2")


def test_the_parents_system_administrator_shapes_what_is_below(organ, other, day):
    admin, security, _ = administrators(other)
    amend(organ, since=day(), by=TEST, parent=other)
    own_admin, _, _ = administrators(organ)
    for user in (own_admin, security):
        with pytest.raises(PermissionDenied, match="上级机关"):
            reorganise(organ, successors=[other], on=day(), by=user)
    reorganise(organ, successors=[other], on=day(1), by=admin)
    facts = {"short_name": "丙", "place": "某省", "kind": Kind.COUNTY_DEPARTMENT}
    assert register(by=admin, name="丙", slug="bing", parent=other, **facts).parent == other
    with pytest.raises(PermissionDenied):
        register(by=admin, name="丁", slug="ding", **facts)
