"""Who may take a request on, give it to another, and read it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

import asked
from asked import in_hand, taken
from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import hands, offers, queries
from gongkai.cases.actions import assign, bring_in, given_to, read_words, take_step
from gongkai.cases.models import Request
from gongkai.law.people import Applicant
from gongkai.organs.roles import Role
from officers import a_section, bureau, officer, on_leave

pytestmark = pytest.mark.django_db


def test_the_clerk_of_a_section_handles_what_was_given_to_it(inside, office) -> None:
    section = a_section(inside)
    clerk = officer(inside, Role.CLERK, name="科员戊", section=section)
    request = in_hand(inside, today())
    with pytest.raises(PermissionDenied, match="没有交给您或者您的科室"):
        take_step(request, "log_search", by=clerk)
    with pytest.raises(PermissionDenied, match="没有交给您"):
        read_words(request, by=clerk)
    with pytest.raises(PermissionDenied, match="指定承办科室"):
        assign(request, by=clerk, section=section)
    assign(request, by=office, section=section)
    take_step(request, "log_search", by=clerk)
    assert read_words(request, by=clerk).applicant == asked.NAME


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.LEADER, None])
def test_who_has_no_part_in_a_step_is_told_who_has(inside, role) -> None:
    request = in_hand(inside)
    someone = officer(inside, *([role] if role else []), name="某人")
    with pytest.raises(PermissionDenied, match=r"登记检索情况由.*政府信息公开工作机构经办人"):
        take_step(request, "log_search", by=someone)


def test_a_superuser_has_no_power_over_requests(inside) -> None:
    user = User.objects.create_superuser("root", password=None)
    with pytest.raises(PermissionDenied):
        take_step(in_hand(inside), "log_search", by=user)


def test_the_head_does_not_extend_a_case_of_their_own(inside, office, head) -> None:
    request = in_hand(inside, today())
    assign(request, by=office, handler=head)
    with pytest.raises(PermissionDenied, match="不能批准自己经办的事项"):
        take_step(request, "extend", by=head, days=20)
    other = officer(inside, Role.OFFICE, name="副主任己")
    on_leave(head, other, inside)
    with pytest.raises(PermissionDenied, match="也不能代经办人批准"):
        take_step(request, "extend", by=other, days=20)


def test_the_head_does_not_extend_after_giving_the_case_away(inside, head) -> None:
    request = in_hand(inside, today())
    assign(request, by=head, handler=head)
    assign(request, by=head)
    other = officer(inside, Role.OFFICE_HEAD, name="副主任己")
    with pytest.raises(PermissionDenied, match="不能批准自己经办的事项"):
        take_step(request, "extend", by=head, days=20)
    take_step(request, "extend", by=other, days=20)


def test_who_registered_a_case_with_a_handler_had_it(inside, office, head) -> None:
    request = taken(asked.received(inside, today(), handler=head), "accept")
    assign(request, by=office, handler=office)
    with pytest.raises(PermissionDenied, match="不能批准自己经办的事项"):
        take_step(request, "extend", by=head, days=20)


def test_who_handled_a_case_does_not_extend_it_as_the_heads_substitute(inside, office, head) -> None:
    request = taken(asked.received(inside, today(), by=office), "accept", by=office)
    on_leave(head, office, inside)
    assert request.handler is None
    with pytest.raises(PermissionDenied, match="不能批准自己经办的事项"):
        take_step(request, "extend", by=office, days=20)
    offered = {offer.step.name: offer for offer in offers.offers(request, office, today())}
    assert any("自己经办" in sentence for sentence in offered["extend"].obstacles)


def test_in_whose_name_a_case_was_handled_does_not_extend_it(inside) -> None:
    both = officer(inside, Role.OFFICE, Role.OFFICE_HEAD, name="身兼两职")
    other = officer(inside, Role.SECTION_HEAD, name="代理己")
    on_leave(both, other, inside)
    request = taken(in_hand(inside, today()), "log_search", by=other)
    with pytest.raises(PermissionDenied, match="不能批准自己经办的事项"):
        take_step(request, "extend", by=both, days=20)


def test_a_head_who_took_no_handling_step_extends(inside, office, head, secrecy) -> None:
    both = officer(inside, Role.OFFICE_HEAD, Role.SECRECY, name="兼保密审查")
    request = taken(asked.received(inside, today(), by=office), "accept", by=office)
    assign(request, by=both, handler=office)
    read_words(request, by=both)
    take_step(request, "review_secrecy", by=both)
    substitute = officer(inside, Role.SECTION_HEAD, name="代理己")
    on_leave(both, substitute, inside)
    take_step(request, "extend", by=substitute, days=10)
    event = queries.events_of(request)[-1]
    assert (event.by, event.for_whom) == (substitute, both)


def test_a_new_round_has_its_own_handlers(inside, office, head) -> None:
    both = officer(inside, Role.OFFICE, Role.OFFICE_HEAD, name="身兼两职")
    request = in_hand(inside, today())
    assign(request, by=office, handler=head)
    taken(request, "log_search", by=both)
    assign(request, by=office)
    taken(request, "decide_na_none", "approve", ("serve", {"service": "direct"}))
    taken(request, ("note_order", {"days": 15}), "reopen", by=office)
    known = hands.handlers(request, queries.events_of(request))
    assert known == {office.pk}


def test_who_brought_a_request_in_does_not_handle_it(inside, head) -> None:
    request = bring_in(
        organ=inside,
        by=head,
        number="旧1",
        receipt_on=today() - timedelta(days=3),
        applicant_kind=Applicant.NATURAL,
    )
    take_step(request, "extend", by=head, days=20)


def test_who_assigns_second_is_told_by_whom_it_was_not_seen(inside, office, head) -> None:
    request = in_hand(inside, today())
    shown = given_to(request)
    assign(Request.objects.get(pk=request.pk), by=head, handler=head, seen=shown)
    for stale in ({"seen": shown}, {}):
        with pytest.raises(Refused, match="另行指定了承办"):
            assign(request, by=office, handler=office, **stale)
    assert Request.objects.get(pk=request.pk).handler == head
    assign(Request.objects.get(pk=request.pk), by=office, handler=office)


def test_another_organs_section_or_stranger_is_not_assigned(inside, office) -> None:
    request = in_hand(inside)
    with pytest.raises(Refused, match="不是本机关的科室"):
        assign(request, by=office, section=a_section(bureau("yi")))
    with pytest.raises(Refused, match="没有办理申请的岗位"):
        assign(request, by=office, handler=User.objects.create_user("stranger"))
