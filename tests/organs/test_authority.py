"""Who may act at an organ on a day."""

import pytest
from django.contrib.auth.models import AnonymousUser

from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.law import steps
from gongkai.organs import authority
from gongkai.organs.actions import amend, appoint, close_account, open_account, stand_in
from gongkai.organs.roles import ADMINISTRATORS, BUSINESS, LAW, Role
from officers import TEST, bureau, officer, person, post_of


def test_every_role_of_the_law_is_held_by_a_role_of_the_organ():
    assert set(LAW) == set(steps.Role)
    assert all(LAW.values())
    assert set(BUSINESS) | set(ADMINISTRATORS) == set(Role)


def test_a_post_holds_on_its_first_and_last_day_and_on_no_other(organ, day):
    user = person()
    post = appoint(user, organ, Role.OFFICE, since=day(1), until=day(3), by=TEST)
    held = [number for number in range(6) if authority.mandate(user, organ, Role.OFFICE, on=day(number))]
    assert held == [1, 2, 3]
    mandate = authority.mandate(user, organ, Role.OFFICE, on=day(1))
    assert (mandate.post, mandate.principal, mandate.role) == (post, None, Role.OFFICE)
    assert authority.mandate(user, organ, Role.OFFICE) is None


def test_a_post_is_of_one_organ_and_one_role(organ, other):
    user = officer(organ, Role.OFFICE)
    assert authority.mandate(user, other, Role.OFFICE) is None
    assert authority.mandate(user, organ, Role.OFFICE_HEAD, Role.LEADER) is None
    assert authority.roles_of(user, organ) == {Role.OFFICE}
    assert authority.roles_of(user, other) == frozenset()
    assert authority.organs_of(user) == [organ]


def test_a_substitute_acts_for_the_holder_within_the_days_named(organ, day):
    leader, deputy = officer(organ, Role.LEADER), officer(organ, Role.OFFICE_HEAD)
    stand_in(post_of(leader), deputy, since=day(1), until=day(2), by=TEST)
    acts = {number: authority.mandate(deputy, organ, Role.LEADER, on=day(number)) for number in range(4)}
    assert [number for number, mandate in acts.items() if mandate] == [1, 2]
    assert acts[1].principal == leader
    assert authority.roles_of(deputy, organ, day(1)) == {Role.OFFICE_HEAD, Role.LEADER}
    assert authority.mandate(leader, organ, Role.LEADER, on=day(1)).principal is None


def test_the_own_post_goes_before_one_stood_in_for(organ, day):
    leader, other_leader = officer(organ, Role.LEADER), officer(organ, Role.LEADER)
    stand_in(post_of(leader), other_leader, since=day(), until=day(2), by=TEST)
    assert authority.mandate(other_leader, organ, Role.LEADER).principal is None


def test_one_who_stands_in_lends_it_to_nobody(organ, day):
    leader, deputy, third = (
        officer(organ, Role.LEADER),
        officer(organ, Role.OFFICE),
        officer(organ, Role.LEGAL),
    )
    stand_in(post_of(leader), deputy, since=day(), until=day(2), by=TEST)
    stand_in(post_of(deputy), third, since=day(), until=day(2), by=TEST)
    assert authority.roles_of(third, organ) == {Role.LEGAL, Role.OFFICE}


def test_a_closed_account_has_no_mandate_nor_lends_one(organ, day):
    leader, _ = open_account(organ, username="leader", name="李局长", by=TEST)
    appoint(leader, organ, Role.LEADER, since=day(), by=TEST)
    deputy = officer(organ, Role.OFFICE)
    stand_in(post_of(leader), deputy, since=day(), until=day(2), by=TEST)
    close_account(leader, organ=organ, by=TEST)
    for user in (leader, User.objects.get(pk=leader.pk)):
        assert authority.mandate(user, organ, Role.LEADER) is None
        assert not authority.may_enter(user, organ)
    assert authority.mandate(deputy, organ, Role.LEADER) is None


def test_the_supervisor_of_the_parent_enters_the_children_and_no_further(organ, other, day):
    grandchild = bureau("bing")
    amend(organ, since=day(), by=TEST, parent=other)
    amend(grandchild, since=day(), by=TEST, parent=organ)
    user, head = officer(other, Role.SUPERVISOR), officer(other, Role.LEADER)
    assert authority.organs_of(user) == [organ, other]
    assert authority.roles_of(user, organ) == {Role.SUPERVISOR}
    assert authority.mandate(user, organ, *(role for role in Role if role is not Role.SUPERVISOR)) is None
    assert not authority.may_enter(user, grandchild)
    assert not authority.may_enter(head, organ)
    below = officer(organ, Role.SUPERVISOR)
    assert not authority.may_enter(below, other)


def test_the_system_may_and_a_superuser_may_not(organ):
    assert authority.mandate(TEST, organ, Role.LEADER).post is None
    assert authority.mandate(User.objects.create_superuser("admin"), organ, *Role) is None
    assert authority.mandate(AnonymousUser(), organ, *Role) is None
    assert not authority.may_enter(AnonymousUser(), organ)


def test_it_answers_in_any_scope_and_in_none(organ, other):
    user = officer(organ, Role.LEADER)
    for within in (scope.public(), scope.organ(other), scope.organ(organ), scope.everywhere("test")):
        with within:
            assert authority.may_enter(user, organ)
    assert authority.may_enter(user, organ)


def test_a_request_asks_once(organ, other, day, django_assert_num_queries):
    user = officer(organ, Role.LEADER, Role.SECTION_HEAD)
    with authority.remembered():
        with django_assert_num_queries(1):
            assert authority.may_enter(user, organ)
            assert authority.mandate(user, organ, Role.LEADER)
            assert not authority.roles_of(user, other)
            assert authority.organs_of(user) == [organ]
        appoint(user, other, Role.LEADER, since=day(), by=TEST)
        assert authority.may_enter(user, other)


def test_the_sentence_names_who_does_it_instead(organ):
    user = officer(organ, Role.LEGAL)
    assert authority.refusal(user, organ, Role.LEGAL, doing="审核") is None
    sentence = authority.refusal(user, organ, Role.OFFICE, Role.CLERK, doing="登记申请")
    assert sentence.startswith("登记申请由jia县教育局的政府信息公开工作机构经办人、科室经办人办理")


@pytest.mark.parametrize("role", Role)
def test_each_role_can_be_given(organ, role):
    assert authority.roles_of(officer(organ, role), organ) == {role}
