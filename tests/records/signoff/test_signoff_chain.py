"""The sign-off chain: its order, its ends, and who may not sign."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.models import Post, Section
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Event, Standing, Turn
from gongkai.records.signoff import handlers
from officers import TEST, bureau, officer, on_leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]


def turns(chain):
    return [step.state for step in chain.steps.order_by("position")]


def waiting(user, organ):
    return [step.signoff for step in signoff.waiting_for(user, organ, today())]


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


def test_nobody_approves_their_own(office):
    head = officer(office.organ, Role.CLERK, Role.SECTION_HEAD, name="科长")
    chain = office.send(head)
    assert waiting(head, office.organ) == []
    for decide in (signoff.agree, signoff.send_back):
        with pytest.raises(PermissionDenied, match="您拟的"):
            decide(chain, by=head, opinion="同意")
    assert signoff.candidates(chain.steps.get(position=0), today()) == []
    other = officer(office.organ, Role.SECTION_HEAD, name="副科长")
    assert signoff.candidates(chain.steps.get(position=0), today()) == [other]


def test_nobody_signs_two_steps_of_one_chain(office, clerk):
    both = officer(office.organ, Role.SECTION_HEAD, Role.OFFICE_HEAD, name="身兼两职")
    chain = signoff.agree(office.send(clerk), by=both)
    assert waiting(both, office.organ) == []
    with pytest.raises(PermissionDenied, match="已经签过一步"):
        signoff.agree(chain, by=both)


def test_a_substitute_signs_in_the_holders_name(office, clerk, head):
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(head, substitute, office.organ)
    chain = office.send(clerk)
    assert waiting(substitute, office.organ) == [chain]
    signoff.agree(chain, by=substitute, opinion="同意")
    step = chain.steps.get(position=0)
    assert (step.decided_by, step.for_whom) == (substitute, head)
    event = Event.objects.get(action="signoff.agree")
    assert (event.actor, event.for_whom) == (substitute, head)


def test_a_substitute_does_not_sign_what_they_drafted_nor_a_second_step(office, clerk, head, office_head):
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(head, substitute, office.organ)
    own = office.send(substitute, kind="test.own")
    with pytest.raises(PermissionDenied, match="您拟的"):
        signoff.agree(own, by=substitute)
    on_leave(office_head, substitute, office.organ)
    chain = signoff.agree(office.send(clerk), by=substitute)
    assert waiting(substitute, office.organ) == []
    with pytest.raises(PermissionDenied, match="已经签过一步"):
        signoff.agree(chain, by=substitute)


def test_no_paper_is_signed_in_the_name_of_who_drafted_or_signed_it(office, clerk):
    boss = officer(office.organ, Role.CLERK, Role.SECTION_HEAD, Role.OFFICE_HEAD, name="身兼两职")
    substitute = officer(office.organ, Role.CLERK, name="李四")
    on_leave(boss, substitute, office.organ)
    drafted = office.send(boss, kind="test.drafted")
    assert waiting(substitute, office.organ) == []
    with pytest.raises(PermissionDenied, match="以其名义"):
        signoff.agree(drafted, by=substitute)
    signed = signoff.agree(office.send(clerk), by=boss)
    with pytest.raises(PermissionDenied, match="以其名义"):
        signoff.agree(signed, by=substitute)
    # and the other way round: what was signed in one's name is not signed by oneself again
    named = signoff.agree(office.send(clerk, kind="test.named"), by=substitute)
    assert waiting(boss, office.organ) == []
    with pytest.raises(PermissionDenied, match="已经签过一步"):
        signoff.agree(named, by=boss)


def test_a_section_step_is_for_that_sections_head(office, clerk):
    basic, higher = (Section.objects.create(organ=office.organ, name=name) for name in ("基教科", "高教科"))
    own = officer(office.organ, Role.SECTION_HEAD, name="基教科长", section=basic)
    foreign = officer(office.organ, Role.SECTION_HEAD, name="高教科长", section=higher)
    chain = office.send(clerk, section=basic)
    assert (waiting(own, office.organ), waiting(foreign, office.organ)) == ([chain], [])
    with pytest.raises(PermissionDenied, match="别的科室"):
        signoff.agree(chain, by=foreign)
    assert signoff.agree(chain, by=own).state == Standing.OPEN


def test_the_system_may_send_and_recall_but_signs_nothing(office, head):
    chain = office.send(TEST)
    assert chain.drafted_by is None
    with pytest.raises(PermissionDenied, match="本人办理"):
        signoff.agree(chain, by=TEST)
    assert signoff.recall(chain, by=TEST).state == Standing.RECALLED
    assert signoff.agree(office.send(TEST, default=(Role.SECTION_HEAD,)), by=head).state == Standing.AGREED


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


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR])
def test_administrators_and_supervisors_stay_out_of_the_substance(office, clerk, role):
    outsider = officer(office.organ, role, name="管理员")
    with pytest.raises(PermissionDenied):
        office.send(outsider)
    with pytest.raises(Refused, match="签批只能由"):
        office.send(clerk, default=(role,))


def test_someone_of_another_organ_signs_nothing_here(office, clerk):
    other = type(office)(bureau("yi"))
    with scope.organ(other.organ):
        stranger = officer(other.organ, Role.SECTION_HEAD, name="外人")
    chain = office.send(clerk)
    assert waiting(stranger, office.organ) == []
    with pytest.raises(PermissionDenied):
        signoff.agree(chain, by=stranger)


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
