"""Who may take a request on, give it to another, and read it."""

import pytest
from django.core.exceptions import PermissionDenied

import asked
from asked import in_hand
from gongkai.accounts.models import User
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import queries
from gongkai.cases.actions import assign, read_words, take_step
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
    assign(request, by=office, handler=office)
    take_step(request, "extend", by=other, days=20)
    event = queries.events_of(request)[-1]
    assert (event.by, event.for_whom) == (other, head)


def test_another_organs_section_or_stranger_is_not_assigned(inside, office) -> None:
    request = in_hand(inside)
    with pytest.raises(Refused, match="不是本机关的科室"):
        assign(request, by=office, section=a_section(bureau("yi")))
    with pytest.raises(Refused, match="没有办理申请的岗位"):
        assign(request, by=office, handler=User.objects.create_user("stranger"))
