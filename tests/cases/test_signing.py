"""A reply is approved by the sign-off chain; a step that needs consent is taken when it is given."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

import asked
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import offers, queries, signing
from gongkai.cases.actions import assign, submit_again, take_step
from gongkai.cases.models import Proposal, Request
from gongkai.organs.roles import Role
from gongkai.records import signoff
from officers import TEST, officer, on_leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_in_hand(inside):
    request = asked.received(inside, today() - timedelta(days=30))
    return take_step(request, "accept", by=TEST, on=today() - timedelta(days=29))


@pytest.fixture
def decided(request_in_hand, office):
    return take_step(request_in_hand, "decide_np_petition", by=office)


def fresh(request):
    return Request.objects.get(pk=request.pk)


def chain_of(paper, kind=signing.REPLY):
    return signoff.open_chain(paper, kind)


def steps_of(request):
    return [event.step for event in queries.events_of(request)]


def test_a_reply_is_approved_when_the_last_has_signed(decided, head, leader) -> None:
    chain = chain_of(decided)
    signoff.agree(chain, by=head)
    assert fresh(decided).state == "decided"
    signoff.agree(chain, by=leader)
    assert fresh(decided).state == "approved"
    event = queries.events_of(decided)[-1]
    assert (event.step, event.by) == ("approve", leader)


def test_who_signs_for_another_is_named_with_them(decided, head, leader, inside) -> None:
    other = officer(inside, Role.SECTION_HEAD, name="副局长己")
    on_leave(leader, other, inside)
    chain = chain_of(decided)
    signoff.agree(chain, by=head)
    signoff.agree(chain, by=other)
    event = queries.events_of(decided)[-1]
    assert (event.by, event.for_whom) == (other, leader)


def test_a_returned_reply_is_drafted_anew(decided, head, office, leader) -> None:
    signoff.send_back(chain_of(decided), by=head, opinion="请补充理由")
    assert (fresh(decided).state, fresh(decided).decided) == ("handling", "")
    again = take_step(fresh(decided), "decide_np_petition", by=office)
    assert chain_of(again) is not None


def test_nobody_approves_beside_the_chain_nor_their_own(decided, leader, office, inside) -> None:
    with pytest.raises(Refused, match="正在签批"):
        take_step(decided, "approve", by=leader)
    with pytest.raises(PermissionDenied, match="您拟的"):
        signoff.agree(chain_of(decided), by=office)


def test_what_was_taken_back_is_sent_again(decided, office) -> None:
    signoff.recall(chain_of(decided), by=office)
    assert signing.is_unsent(decided)
    submit_again(decided, by=office)
    assert chain_of(decided) is not None
    with pytest.raises(Refused, match="重复送签"):
        submit_again(decided, by=office)


def test_what_was_taken_back_is_not_approved_beside_the_route(decided, office, head, leader) -> None:
    signoff.recall(chain_of(decided), by=office)
    offered = {offer.step.name: offer for offer in offers.offers(decided, leader, today())}
    assert any("没有在签批" in sentence for sentence in offered["approve"].obstacles)
    with pytest.raises(Refused, match="没有在签批"):
        take_step(decided, "approve", by=leader)
    assert fresh(decided).state == "decided"
    take_step(decided, "send_back", by=head)
    assert fresh(decided).state == "handling"


def test_what_the_system_decided_is_signed_too(request_in_hand, office, head, leader) -> None:
    request = take_step(request_in_hand, "decide_np_petition", by=TEST)
    with pytest.raises(Refused, match="没有在签批"):
        take_step(request, "approve", by=leader)
    submit_again(request, by=office)
    signoff.agree(chain_of(request), by=head)
    signoff.agree(chain_of(request), by=leader)
    assert fresh(request).state == "approved"


def test_the_system_approves_what_is_on_no_chain(request_in_hand) -> None:
    request = take_step(request_in_hand, "decide_np_petition", by=TEST)
    assert take_step(request, "approve", by=TEST).state == "approved"


def test_who_drafted_a_reply_does_not_sign_it_when_another_sends_it_again(request_in_hand, office, inside):
    drafter = officer(inside, Role.OFFICE, Role.OFFICE_HEAD, name="身兼两职")
    request = take_step(request_in_hand, "decide_np_petition", by=drafter)
    signoff.recall(chain_of(request), by=drafter)
    submit_again(request, by=office)
    with pytest.raises(PermissionDenied, match="您经办的事项"):
        signoff.agree(chain_of(request), by=drafter)


def test_in_whose_name_a_reply_was_drafted_does_not_sign_it(request_in_hand, head, inside) -> None:
    both = officer(inside, Role.OFFICE, Role.OFFICE_HEAD, name="身兼两职")
    substitute = officer(inside, Role.SECTION_HEAD, name="代理己")
    on_leave(both, substitute, inside)
    request = take_step(request_in_hand, "decide_np_petition", by=substitute)
    chain = chain_of(request)
    assert (chain.drafted_by, chain.drafted_for) == (substitute, both)
    with pytest.raises(PermissionDenied, match="以您的名义拟的"):
        signoff.agree(chain, by=both)
    assert signoff.candidates(chain.steps.get(position=0), today()) == [head]
    signoff.recall(chain, by=both)
    submit_again(request, by=substitute)
    assert chain_of(request).drafted_for == both


def test_who_has_the_case_does_not_consent_to_its_steps(request_in_hand, office, head, inside) -> None:
    assign(request_in_hand, by=office, handler=head)
    request = take_step(request_in_hand, "applicant_gone", by=office)
    chain = chain_of(Proposal.objects.get(), signing.CONSENT)
    assert list(signoff.waiting_for(head, inside, today())) == []
    with pytest.raises(PermissionDenied, match="您经办的事项"):
        signoff.agree(chain, by=head)
    substitute = officer(inside, Role.SECTION_HEAD, name="代理己")
    on_leave(head, substitute, inside)
    with pytest.raises(PermissionDenied, match="经办的事项"):
        signoff.agree(chain, by=substitute)
    other = officer(inside, Role.OFFICE_HEAD, name="副主任庚")
    signoff.agree(chain, by=other)
    assert fresh(request).state == "closed"


def test_a_step_proposed_in_anothers_name_is_kept_in_it(request_in_hand, office, head, inside) -> None:
    substitute = officer(inside, Role.SECTION_HEAD, name="代理己")
    on_leave(office, substitute, inside)
    request = take_step(request_in_hand, "applicant_gone", by=substitute)
    signoff.agree(chain_of(Proposal.objects.get(), signing.CONSENT), by=head)
    event = queries.events_of(request)[-1]
    assert (event.by, event.for_whom) == (substitute, office)


def test_a_reply_overtaken_by_a_withdrawal_is_not_signed(decided, office, head) -> None:
    chain = chain_of(decided)
    take_step(decided, "withdraw", by=office)
    assert (decided.state, decided.outcome) == ("closed", "ot_other")
    with pytest.raises(Refused):
        signoff.agree(chain, by=head)


def test_a_step_that_needs_consent_is_taken_by_it(request_in_hand, office, head) -> None:
    request = take_step(request_in_hand, "applicant_gone", by=office)
    assert fresh(request).state == "handling"
    proposal = Proposal.objects.get()
    with pytest.raises(Refused, match="等待同意"):
        take_step(request, "applicant_gone", by=office)
    with pytest.raises(PermissionDenied):
        signoff.agree(chain_of(proposal, signing.CONSENT), by=office)
    signoff.agree(chain_of(proposal, signing.CONSENT), by=head)
    row = fresh(request)
    assert (row.state, row.outcome, row.ended_on) == ("closed", "ot_other", today())
    event = queries.events_of(row)[-1]
    assert (event.step, event.by) == ("applicant_gone", office)
    assert Proposal.objects.get().state == "taken"


def test_a_consented_ending_takes_the_reply_off_its_way(decided, office, head, leader) -> None:
    take_step(decided, "applicant_gone", by=office)
    signoff.agree(chain_of(Proposal.objects.get(), signing.CONSENT), by=head)
    assert fresh(decided).state == "closed"
    assert chain_of(decided) is None


def test_consent_takes_effect_when_it_is_given(request_in_hand, office) -> None:
    with pytest.raises(Refused, match="自同意之日起生效"):
        take_step(request_in_hand, "applicant_gone", by=office, on=today() - timedelta(days=1))
    assert not Proposal.objects.exists()


def test_a_proposal_that_is_returned_or_overtaken_takes_nothing(request_in_hand, office, head) -> None:
    take_step(request_in_hand, "applicant_gone", by=office)
    signoff.send_back(chain_of(Proposal.objects.get(), signing.CONSENT), by=head, opinion="先核实")
    assert fresh(request_in_hand).state == "handling"
    take_step(request_in_hand, "applicant_gone", by=office)
    take_step(request_in_hand, "withdraw", by=office)
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["dropped", "returned"]
    assert steps_of(request_in_hand) == ["register", "accept", "withdraw"]


def test_what_the_law_refuses_is_not_even_proposed(inside, office) -> None:
    long_ago = today() - timedelta(days=90)
    request_in_hand = asked.received(inside, long_ago)
    take_step(request_in_hand, "accept", by=TEST, on=long_ago)
    take_step(request_in_hand, "note_excessive", by=office)
    with pytest.raises(Refused, match="应当在办理期限内发出"):
        take_step(request_in_hand, "charge", by=office)
    assert not Proposal.objects.exists()
