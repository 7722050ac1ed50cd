"""What waits for whom today: everything whose next step is theirs, each once, with its day."""

from datetime import timedelta

import pytest

from asked import received
from gongkai.base.clock import today
from gongkai.cases.actions import take_step
from gongkai.cases.waiting import waiting
from gongkai.law import words
from gongkai.law.clock import reply_deadline, supplement_notice_due
from gongkai.records import signoff

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
