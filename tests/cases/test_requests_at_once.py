"""Officers who act on one request at the same moment, each in a process of their own."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

import asked
import real_database
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases.actions import assign, given_to, take_step
from gongkai.cases.models import Request, RequestEvent
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Event, SignOff
from officers import bureau, officer

pytestmark = pytest.mark.django_db(transaction=True)
CLERKS = 4


@pytest.fixture
def organ(tmp_path, db):
    with real_database.in_a_file(tmp_path):
        yield bureau()


def all_events(row):
    with scope.organ(row.organ):
        return list(RequestEvent.objects.filter(request=row).order_by("seq"))


def test_of_two_who_take_a_step_at_once_one_wins_and_the_other_is_told(organ):
    clerks = [officer(organ, Role.OFFICE, name=f"办事{number}") for number in range(CLERKS)]
    row = asked.in_hand(organ, today())
    seen = row.last_seq

    def work(pk, step):
        def act():
            mine = Request._base_manager.select_related("organ").get(pk=row.pk)
            take_step(mine, step, by=User.objects.get(pk=pk), seen=seen)

        return act

    steps = ["log_search", "note_grounds", "withdraw", "log_search"]
    said = real_database.at_once(*(work(clerk.pk, step) for clerk, step in zip(clerks, steps, strict=True)))
    assert said.count("done") == 1
    assert sum("已经有了新的办理" in each for each in said) == CLERKS - 1
    assert [event.seq for event in all_events(row)] == [1, 2, 3]
    with scope.organ(organ):
        assert Event.objects.filter(subject_id=str(row.pk)).count() == 3


def test_one_form_sent_many_times_at_once_registers_one_request(organ):
    office = officer(organ, Role.OFFICE, name="办事甲")
    key = uuid4()

    def work():
        asked.received(organ, today(), by=User.objects.get(pk=office.pk), key=key)

    said = real_database.at_once(*[work] * CLERKS)
    assert said.count("done") == 1
    assert sum("没有重复登记" in each for each in said) == CLERKS - 1
    asked.received(organ, today(), by=office)
    with scope.organ(organ):
        numbers = sorted(Request.objects.values_list("number", flat=True))
    assert [number[-4:] for number in numbers] == ["0001", "0002"]


def test_requests_registered_at_once_are_numbered_without_a_gap(organ):
    office = officer(organ, Role.OFFICE, name="办事甲")

    def work():
        asked.received(organ, today(), by=User.objects.get(pk=office.pk))

    assert real_database.at_once(*[work] * 6) == ["done"] * 6
    with scope.organ(organ):
        numbers = sorted(Request.objects.values_list("number", flat=True))
    assert numbers == [f"{today().year}-{number:04d}" for number in range(1, 7)]


def test_of_two_who_assign_at_once_one_wins_and_the_other_is_told(organ):
    clerks = [officer(organ, Role.OFFICE, name=f"办事{number}") for number in range(CLERKS)]
    row = asked.in_hand(organ, today())
    shown = given_to(row)

    def work(pk):
        def act():
            mine, me = Request._base_manager.select_related("organ").get(pk=row.pk), User.objects.get(pk=pk)
            assign(mine, by=me, handler=me, seen=shown)

        return act

    said = real_database.at_once(*(work(clerk.pk) for clerk in clerks))
    assert said.count("done") == 1, said
    assert sum("另行指定了承办" in each for each in said) == CLERKS - 1
    with scope.organ(organ):
        told = Event.objects.get(action="cases.assign")
        assert told.data["handler"] == Request.objects.get(pk=row.pk).handler_id.hex == told.actor_id.hex


def test_a_last_signature_and_a_withdrawal_at_once_leave_one_ending(organ):
    office, leader = (
        officer(organ, Role.OFFICE, name="办事甲"),
        officer(organ, Role.LEADER, name="局长丙"),
    )
    head = officer(organ, Role.OFFICE_HEAD, name="主任乙")
    row = asked.in_hand(organ, today())
    row = take_step(row, "decide_np_petition", by=office)
    with scope.organ(organ):
        chain = SignOff.objects.get()
    signoff.agree(chain, by=head)

    def sign():
        try:
            signoff.agree(SignOff._base_manager.get(pk=chain.pk), by=User.objects.get(pk=leader.pk))
        except PermissionDenied as refusal:
            raise Refused(str(refusal)) from refusal

    def withdraw():
        mine = Request._base_manager.select_related("organ").get(pk=row.pk)
        take_step(mine, "withdraw", by=User.objects.get(pk=office.pk), seen=row.last_seq)

    said = real_database.at_once(sign, withdraw)
    assert said.count("done") == 1, said
    steps = [event.step for event in all_events(row)]
    assert steps[:3] == ["register", "accept", "decide_np_petition"]
    assert steps[3:] in (["approve"], ["withdraw"])
