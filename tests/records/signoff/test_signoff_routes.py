"""The route of a kind of paper: who sets it, what it may be, what it governs."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Standing
from gongkai.records.signoff import handlers
from officers import officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]


def test_a_route_governs_new_chains_only(office, clerk, office_head, head, leader):
    before = office.send(clerk)
    signoff.set_route(office.organ, "test.paper", [Role.LEADER], by=office_head)
    assert [step.role for step in before.steps.all()] == list(DEFAULT_ROLES)
    signoff.recall(before, by=clerk)
    after = office.send(clerk)
    assert [step.role for step in after.steps.all()] == [Role.LEADER]
    assert signoff.agree(after, by=leader).state == Standing.AGREED


DEFAULT_ROLES = (Role.SECTION_HEAD, Role.OFFICE_HEAD, Role.LEADER)


@pytest.mark.parametrize(
    ("roles", "says"),
    [
        ([], "至少"),
        ([Role.LEADER, Role.LEADER], "重复"),
        ([Role.AUDIT_ADMIN], "签批只能由"),
        ([Role.CLERK], "签批只能由"),
    ],
)
def test_a_route_nobody_could_walk_is_refused(office, office_head, roles, says):
    with pytest.raises(Refused, match=says):
        signoff.set_route(office.organ, "test.paper", roles, by=office_head)


def test_where_the_paper_itself_says_who_signs_no_route_is_set(office, office_head, monkeypatch):
    monkeypatch.setattr(handlers, "_kinds", {})
    signoff.declare("test.fixed", "延长答复期限")
    with pytest.raises(Refused, match="由事项本身规定"):
        signoff.set_route(office.organ, "test.fixed", [Role.LEADER], by=office_head)


def test_who_sets_routes(office, clerk, leader):
    for other in (clerk, leader, officer(office.organ, Role.SYSTEM_ADMIN, name="管理员")):
        with pytest.raises(PermissionDenied, match="负责人办理"):
            signoff.set_route(office.organ, "test.paper", [Role.LEADER], by=other)
