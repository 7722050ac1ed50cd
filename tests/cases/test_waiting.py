"""What waits for whom today: everything whose next step is theirs, each once, with its day."""

from datetime import date, timedelta

import pytest

from asked import DAY, in_hand, received, taken
from gongkai.base.clock import today
from gongkai.cases.actions import assign, take_step
from gongkai.cases.waiting import waiting
from gongkai.law import words
from gongkai.law.clock import reply_deadline, supplement_notice_due
from gongkai.law.receipt import Channel
from gongkai.organs.roles import Role
from gongkai.records import signoff
from officers import a_section, officer, on_leave

pytestmark = pytest.mark.django_db


def test_a_request_stays_on_the_list_from_its_registration_to_its_service(inside, office, head, leader):
    def told(user):
        return [(each.says, each.due) for each in waiting(user, inside, today())]

    request = received(inside, today())
    due = reply_deadline(today()).due
    ((says, until),) = told(office)
    notice = supplement_notice_due(today()).due
    assert says.startswith(f"待审核；内容不明确的，最迟{words.day(notice)}告知补正；")
    assert until == due
    assert told(leader) == []  # far from its day, and not the leader's to take

    take_step(request, "accept", by=office)
    ((says, until),) = told(office)
    assert (says.startswith("办理中；"), until) == (True, due)

    take_step(request, "decide_open_published", by=office)
    assert told(office) == []  # it waits for who signs

    for signer in (head, leader):
        (step,) = signoff.waiting_for(signer, inside, today())
        signoff.agree(step.signoff, by=signer)
    request.refresh_from_db()
    ((says, until),) = told(office)
    assert (says.startswith("答复已批准，待送达；"), until) == (True, due)

    take_step(request, "serve", by=office, service="direct")
    assert told(office) == []


def test_after_the_seven_days_nothing_more_is_said_of_a_supplement(inside, office):
    received(inside, today() - timedelta(days=20))
    ((says,),) = [(each.says,) for each in waiting(office, inside, today())]
    assert says.startswith("待审核；")
    assert "补正" not in says


def test_what_waits_reaches_who_stands_in_and_nobody_else(inside, office, head, leader) -> None:
    section = a_section(inside)
    clerk = officer(inside, Role.CLERK, name="科员戊")
    other = officer(inside, Role.CLERK, name="科员己", section=section)
    auditor = officer(inside, Role.AUDIT_ADMIN, name="审计庚")
    late = in_hand(inside, today() - timedelta(days=60))
    unconfirmed = received(inside, today(), channel=Channel.POST_ORDINARY)

    def numbers(user):
        return [each.request.number for each in waiting(user, inside, today())]

    assert numbers(office) == [late.number, unconfirmed.number]
    assert numbers(leader) == numbers(head) == [late.number]
    assert numbers(clerk) == numbers(other) == numbers(auditor) == []
    assign(late, by=office, handler=clerk)
    assert numbers(clerk) == [late.number]
    on_leave(clerk, other, inside)
    assert numbers(other) == [late.number]
    assign(unconfirmed, by=office, section=section)
    assert numbers(other) == [late.number, unconfirmed.number]


def test_what_waits_says_which_period_has_run_out(inside, office) -> None:
    supplement = taken(in_hand(inside), ("ask_supplement", {"until": date(2020, 3, 20)}), on=DAY)
    letter = taken(in_hand(inside), ("consult_third_party", {"received": DAY}), on=DAY)
    fee = taken(in_hand(inside, date(2021, 3, 1)), "note_excessive", "charge", on=date(2021, 3, 1))
    taken(fee, "note_fee_received", on=date(2021, 3, 2))
    served = taken(in_hand(inside, today()), "note_grounds", "decide_ref_process", "approve", on=today())
    said = {each.request.number: each.says for each in waiting(office, inside, today())}
    assert "补正期限已过" in said[supplement.number]
    assert "被征求意见方的答复期限已于2020年3月23日届满" in said[letter.number]
    assert "缴费期限已过" in said[fee.number]
    assert "待送达" in said[served.number]
