"""The sign-off chain: its order and its ends, and what the log holds of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Post
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Event, Standing, Turn
from gongkai.records.signoff import handlers
from officers import officer
from records.signoff.chains import turns, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]


@pytest.fixture
def told(monkeypatch):
    """What the handlers of test.paper were told."""
    monkeypatch.setattr(handlers, "_concluded", {})
    monkeypatch.setattr(handlers, "_returned", {})
    heard = []
    signoff.concluded("test.paper")(lambda chain, by, on: heard.append(("concluded", chain.pk, by, on)))
    signoff.returned("test.paper")(lambda chain, by, on: heard.append(("returned", chain.pk, by, on)))
    return heard


def test_a_paper_passes_from_hand_to_hand_until_the_last_agrees(
    office, clerk, head, office_head, leader, told
):
    chain = office.send(clerk)
    for position, (signer, others) in enumerate(
        [(head, (office_head, leader)), (office_head, (head, leader)), (leader, (head, office_head))]
    ):
        assert waiting(signer, office.organ) == [chain]
        assert all(waiting(other, office.organ) == [] for other in (*others, clerk))
        assert told == []
        chain = signoff.agree(chain, by=signer, opinion=f" 第{position}步同意 ")
    assert chain.state == Standing.AGREED
    assert turns(chain) == [Turn.AGREED] * 3
    assert [step.opinion for step in chain.steps.all()] == ["第0步同意", "第1步同意", "第2步同意"]
    assert [step.decided_by for step in chain.steps.all()] == [head, office_head, leader]
    assert told == [("concluded", chain.pk, leader, today())]


def test_a_step_out_of_turn_is_refused(office, clerk, leader):
    chain = office.send(clerk)
    with pytest.raises(PermissionDenied, match="科室负责人办理"):
        signoff.agree(chain, by=leader)
    assert turns(chain) == [Turn.WAITING, Turn.LATER, Turn.LATER]


def test_sending_back_ends_the_chain_and_needs_a_reason(office, clerk, head, office_head, told):
    chain = signoff.agree(office.send(clerk), by=head)
    with pytest.raises(Refused, match="写明理由"):
        signoff.send_back(chain, by=office_head, opinion="  ")
    chain = signoff.send_back(chain, by=office_head, opinion="缺少依据")
    assert chain.state == Standing.RETURNED
    assert turns(chain) == [Turn.AGREED, Turn.RETURNED, Turn.CLOSED]
    assert [heard[:2] for heard in told] == [("returned", chain.pk)]
    with pytest.raises(Refused, match="已退回"):
        signoff.agree(chain, by=office_head)


def test_a_returned_paper_is_sent_again_and_its_history_stays(office, clerk, head):
    first = signoff.send_back(office.send(clerk), by=head, opinion="请补充")
    second = office.send(clerk)
    assert list(signoff.history(office.organ)) == [second, first]
    assert signoff.open_chain(office.organ, "test.paper") == second
    assert waiting(head, office.organ) == [second]  # a new chain: the head may sign again


def test_only_one_chain_at_a_time(office, clerk):
    office.send(clerk)
    with pytest.raises(Refused, match="正在签批中"):
        office.send(clerk)
    office.send(clerk, kind="test.other")


def test_only_the_drafter_recalls_and_only_while_it_is_open(office, clerk, head):
    chain = signoff.agree(office.send(clerk, default=(Role.SECTION_HEAD, Role.LEADER)), by=head)
    with pytest.raises(PermissionDenied, match="拟稿人"):
        signoff.recall(chain, by=head)
    chain = signoff.recall(chain, by=clerk)
    assert chain.state == Standing.RECALLED
    assert turns(chain) == [Turn.AGREED, Turn.CLOSED]
    with pytest.raises(Refused, match="已撤回"):
        signoff.recall(chain, by=clerk)
    done = signoff.agree(office.send(clerk, default=(Role.SECTION_HEAD,)), by=head)
    with pytest.raises(Refused, match="已签发"):
        signoff.recall(done, by=clerk)


@pytest.mark.usefixtures("past_the_program")
def test_a_signature_given_on_paper_needs_the_post_then_and_now(office, clerk, head):
    chain = office.send(clerk)
    with pytest.raises(Refused, match="不能晚于今天"):
        signoff.agree(chain, by=head, on=today() + datetime.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        signoff.agree(chain, by=head, on=datetime.date(2019, 5, 14))  # before the post
    former = officer(office.organ, Role.SECTION_HEAD, name="前科长")
    Post.objects.filter(user=former).update(until=today() - datetime.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        signoff.agree(chain, by=former, on=datetime.date(2020, 1, 2))
    signoff.agree(chain, by=head, on=datetime.date(2020, 1, 2))
    assert Event.objects.get(action="signoff.agree").on == datetime.date(2020, 1, 2)
    assert chain.steps.get(position=0).decided_at.date() >= today() - datetime.timedelta(days=1)


def test_who_was_shown_a_step_that_is_gone_is_told_so(office, clerk, head):
    other = officer(office.organ, Role.SECTION_HEAD, Role.OFFICE_HEAD, name="副科长")
    chain = office.send(clerk)
    shown = chain.steps.get(position=0).pk
    signoff.agree(chain, by=head, step=shown)
    with pytest.raises(Refused, match="刚刚由别人"):
        signoff.agree(chain, by=other, step=shown)
    assert turns(chain) == [Turn.AGREED, Turn.WAITING, Turn.LATER]


def test_what_a_handler_refuses_undoes_the_signature(office, clerk, head, monkeypatch):
    monkeypatch.setattr(handlers, "_concluded", {})

    @signoff.concluded("test.paper")
    def refuse(chain, by, on):
        raise Refused("还差一份附件。")

    chain = office.send(clerk, default=(Role.SECTION_HEAD,))
    with pytest.raises(Refused, match="附件"):
        signoff.agree(chain, by=head)
    chain.refresh_from_db()
    assert (chain.state, turns(chain)) == (Standing.OPEN, [Turn.WAITING])
    assert not Event.objects.filter(action="signoff.agree").exists()


def test_the_log_holds_the_digest_of_an_opinion_not_the_opinion(office, clerk, head):
    signoff.agree(office.send(clerk), by=head, opinion="张三的事同意")
    for event in Event.objects.all():
        assert "张三" not in str(event.data)
        assert "一份文件" not in str(event.data)
    assert [event.action for event in Event.objects.filter(action__startswith="signoff")] == [
        "signoff.start",
        "signoff.agree",
    ]


@pytest.mark.usefixtures("past_the_program")
def test_a_changed_opinion_or_signature_shows(office, clerk, head, leader):
    chain = signoff.agree(
        office.send(clerk, default=(Role.SECTION_HEAD, Role.LEADER)), by=head, opinion="同意"
    )
    signoff.agree(chain, by=leader)
    first, second = chain.steps.order_by("position")
    assert list(signoff.verify()) == []
    chain.steps.filter(pk=first.pk).update(opinion="不同意")
    chain.steps.filter(pk=second.pk).update(state=Turn.WAITING, decided_by=None, decided_at=None)
    changed, lost = signoff.verify()
    assert str(first.pk) in changed
    assert "被改过" in changed
    assert str(second.pk) in lost
    assert "没有签批结果" in lost
