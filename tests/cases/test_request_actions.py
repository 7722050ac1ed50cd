"""Taking requests in and on: who may, on which day, what is refused and in whose words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

import asked
from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import evidence, jobs, queries
from gongkai.cases.actions import assign, read_words, take_step
from gongkai.cases.models import Request, RequestEvent
from gongkai.cases.offers import offers
from gongkai.cases.waiting import waiting
from gongkai.law.events import Answer
from gongkai.law.procedure import obstacles
from gongkai.law.receipt import Channel
from gongkai.law.steps import State
from gongkai.law.workdays import state_calendar
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from officers import TEST, a_section, bureau, officer, on_leave

pytestmark = pytest.mark.django_db
PERSONAL = (asked.NAME, asked.PHONE, asked.WISH)
DAY = date(2020, 3, 2)


def taken(request, *steps, on=None, by=TEST):
    """Take steps one after the other on one day; a step with details is a pair."""
    for step in steps:
        name, details = step if isinstance(step, tuple) else (step, {})
        take_step(request, name, by=by, on=on, **details)
    return request


def in_hand(organ, on=DAY):
    return taken(asked.received(organ, on), "accept", on=on)


def test_numbers_follow_each_other_within_a_year(organ) -> None:
    made = [asked.received(organ, date(year, 3, 2)).number for year in (2020, 2020, 2021, 2020)]
    assert made == ["2020-0001", "2020-0002", "2021-0001", "2020-0003"]
    assert asked.received(bureau("yi"), DAY).number == "2020-0001"


@pytest.mark.parametrize(
    ("channel", "facts", "state", "receipt"),
    [
        (Channel.IN_PERSON, {}, State.REGISTERED, DAY),
        (Channel.POST_ORDINARY, {}, State.ARRIVED, None),
        (Channel.POST_ORDINARY, {"confirmed": date(2020, 3, 3)}, State.REGISTERED, date(2020, 3, 3)),
        (Channel.ONLINE, {"acknowledged": DAY}, State.REGISTERED, DAY),
        (Channel.ONLINE, {"acknowledged": DAY, "manual": True}, State.ARRIVED, None),
        (Channel.EMAIL, {}, State.REGISTERED, DAY),
        (Channel.EMAIL, {"announced": False}, State.ARRIVED, None),
        (Channel.FAX, {"reachable": False}, State.ARRIVED, None),
    ],
)
def test_the_channel_decides_whether_a_request_is_received(inside, channel, facts, state, receipt) -> None:
    request = asked.received(inside, DAY, channel=channel, **facts)
    assert (request.state, request.receipt_on) == (state, receipt)
    assert (request.due_on is None) == (receipt is None)
    if receipt is None:
        with pytest.raises(Refused, match="不能“审核通过，转入办理”"):
            take_step(request, "accept", by=TEST, on=DAY)
        take_step(request, "confirm", by=TEST, on=date(2020, 3, 4))
        assert (request.state, request.receipt_on) == (State.REGISTERED, date(2020, 3, 4))


def test_an_answer_ends_a_request_on_the_day_of_service(inside) -> None:
    request = in_hand(inside)
    taken(request, "log_search", "decide_na_none", "approve", on=date(2020, 3, 5))
    assert (request.decided, request.outcome, request.ended_on) == ("na_none", "", None)
    taken(request, ("serve", {"service": "post"}), on=date(2020, 3, 9))
    stored = Request.objects.get(pk=request.pk)
    assert (stored.state, stored.outcome, stored.ended_on) == ("answered", "na_none", date(2020, 3, 9))
    assert stored.due_on == date(2020, 3, 30)


def test_what_is_sent_back_has_no_outcome(inside) -> None:
    request = taken(in_hand(inside), "log_search", "decide_na_none", "send_back", on=date(2020, 3, 5))
    assert (request.state, request.decided) == ("handling", "")


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2020, 3, 1), "2020年3月1日早于申请到达之日2020年3月2日"),
        (date(2020, 3, 3), "早于上一步“审核通过，转入办理”的日期2020年3月4日"),
        (date(2099, 1, 1), "还没有到"),
    ],
)
def test_a_step_has_its_place_in_time(inside, on, says) -> None:
    request = taken(asked.received(inside, DAY), "accept", on=date(2020, 3, 4))
    with pytest.raises(Refused, match=says):
        take_step(request, "log_search", by=TEST, on=on)
    assert len(queries.events_of(request)) == 2


def test_every_refusal_is_the_laws_own_sentence(inside) -> None:
    request = in_hand(inside)
    facts = queries.facts(request)
    on = date(2020, 3, 5)
    refused = 0
    for step in evidence.steps_from(State.HANDLING):
        found = obstacles(step, facts, on)
        if not found:
            continue
        with pytest.raises(Refused) as refusal:
            take_step(request, step.name, by=TEST, on=on)
        assert str(refusal.value) == "；".join(obstacle.sentence for obstacle in found)
        refused += 1
    assert refused > 15
    with pytest.raises(Refused, match="没有名为“set_status”的办理步骤"):
        take_step(request, "set_status", by=TEST)
    with pytest.raises(Refused, match="申请已经登记，不能再“登记申请”"):
        take_step(request, "register", by=TEST)


@pytest.mark.parametrize(
    ("step", "details", "says"),
    [
        ("ask_supplement", {}, "请填写“补正期限届满日”"),
        ("ask_supplement", {"until": "next week"}, "填写不对"),
        ("ask_supplement", {"until": date(2020, 3, 1)}, "早于发出补正告知之日"),
        ("extend", {"days": 21}, "1 到 20 个工作日"),
        ("extend", {"days": True}, "填写不对"),
    ],
)
def test_a_detail_that_is_missing_or_wrong_is_named(inside, step, details, says) -> None:
    request = in_hand(inside)
    with pytest.raises(Refused, match=says):
        take_step(request, step, by=TEST, on=date(2020, 3, 5), **details)
    assert request.last_seq == 2


def test_two_letters_are_told_apart(inside) -> None:
    request = taken(in_hand(inside), "consult_third_party", "consult_third_party", on=date(2020, 3, 5))
    with pytest.raises(Refused, match="哪一份征求意见书"):
        take_step(request, "record_third_party", by=TEST, on=date(2020, 3, 6), answer=Answer.AGREES)
    taken(request, ("record_third_party", {"answer": Answer.AGREES, "letter": 4}), on=date(2020, 3, 6))
    answers = [letter.answer for letter in queries.history(request).consultations]
    assert answers == [None, Answer.AGREES]
    taken(
        request, ("record_third_party", {"answer": "objects_with_reason"}), on=date(2020, 3, 9)
    )  # the one left
    assert queries.history(request).consultations[0].answer is Answer.OBJECTS_WITH_REASON


def test_what_speaks_of_a_letter_needs_one(inside, office) -> None:
    request = in_hand(inside)
    with pytest.raises(Refused, match="没有等待第三方、共同制作机关答复的征求意见书"):
        take_step(request, "note_letter_received", by=TEST, on=DAY)
    found = {offer.step.name: offer for offer in offers(request, office, DAY)}
    assert found["note_letter_received"].obstacles == ("没有等待第三方、共同制作机关答复的征求意见书",)
    assert found["record_organ"].obstacles == ("没有等待其他行政机关答复的征求意见书",)
    assert found["log_search"].can
    assert not found["review_secrecy"].mine
    assert "由jia县教育局的保密审查人员办理" in found["review_secrecy"].obstacles[0]


def test_a_silent_third_party_is_waited_for_until_its_silence_is_on_file(inside) -> None:
    request = taken(in_hand(inside), ("consult_third_party", {"received": DAY}), on=DAY)
    assert request.letter_until == date(2020, 3, 23)
    taken(request, "lapse_third_party", on=date(2020, 3, 24))
    assert request.letter_until is None


def test_a_new_round_changes_neither_the_first_outcome_nor_its_day(inside) -> None:
    request = taken(in_hand(inside), "note_grounds", "decide_ref_process", "approve", on=DAY)
    taken(request, ("serve", {"service": "direct"}), on=DAY)
    taken(request, ("note_order", {"days": 15}), on=date(2020, 8, 3))
    taken(request, "reopen", on=date(2020, 8, 4))
    assert (request.state, request.decided, request.due_on) == ("handling", "", date(2020, 8, 24))
    taken(request, "review_secrecy", "decide_open_given", "approve", on=date(2020, 8, 5))
    taken(request, ("serve", {"service": "direct"}), on=date(2020, 8, 6))
    assert (request.decided, request.outcome, request.ended_on) == ("open_given", "ref_process", DAY)


# ---- who ----


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


def test_what_waits_reaches_who_stands_in_and_nobody_else(inside, office, head, leader) -> None:
    section = a_section(inside)
    clerk = officer(inside, Role.CLERK, name="科员戊")
    other = officer(inside, Role.CLERK, name="科员己", section=section)
    auditor = officer(inside, Role.AUDIT_ADMIN, name="审计庚")
    late = in_hand(inside, today() - timedelta(days=60))
    unconfirmed = asked.received(inside, today(), channel=Channel.POST_ORDINARY)

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


# ---- what is kept, and what is not said ----


def test_nothing_personal_reaches_the_log_an_event_or_an_error(inside, office, caplog) -> None:
    request = in_hand(inside, today())
    take_step(request, "log_search", by=office)
    read_words(request, by=office)
    with pytest.raises(Refused) as refusal:
        take_step(request, "decide_ref_secret", by=office)
    said = [str(refusal.value), repr(request), str(request), caplog.text]
    said += [f"{event.data} {event.action}" for event in Event.objects.all()]
    said += [str(event.data) for event in RequestEvent.objects.all()]
    stored = Request.objects.filter(pk=request.pk).values().get()
    said += [str(value) for name, value in stored.items()]
    assert not [word for word in PERSONAL if any(word in text for text in said)]
    assert repr(read_words(request, by=office)) == "Words()"


def test_every_step_is_in_the_log_once(inside, office) -> None:
    request = in_hand(inside, today())
    take_step(request, "log_search", by=office)
    actions = [event.action for event in Event.objects.filter(subject_id=str(request.pk)).order_by("seq")]
    assert actions == ["cases.register", "cases.accept", "cases.log_search"]
    assert [event.seq for event in queries.events_of(request)] == [1, 2, 3]


def test_events_are_never_changed(inside) -> None:
    event = queries.events_of(in_hand(inside))[0]
    with pytest.raises(TypeError, match="never changed"):
        event.save()
    with pytest.raises(TypeError, match="never removed"):
        event.delete()


def test_another_organs_scope_finds_nothing(inside) -> None:
    request = in_hand(inside)
    with scope.organ(bureau("yi")):
        assert not Request.objects.filter(pk=request.pk).exists()
        assert not RequestEvent.objects.exists()
    with scope.public():
        assert not Request.objects.exists()


def test_a_new_notice_moves_the_dates_of_what_is_open(inside, monkeypatch) -> None:
    on = date(2026, 11, 2)
    request = asked.received(inside, on)
    finished = taken(in_hand(inside), "withdraw", on=DAY)
    assert jobs.recompute.func(inside.pk) == 0
    longer = state_calendar().with_local(off=[on + timedelta(days=1)])
    monkeypatch.setattr(jobs, "calendar_of", lambda organ: longer)
    assert jobs.recompute.func(inside.pk) == 1
    before, request = request.due_on, Request.objects.get(pk=request.pk)
    assert longer.count(before, request.due_on) == 1
    assert Request.objects.get(pk=finished.pk).updated_at == finished.updated_at
    assert Event.objects.get(action="cases.recompute").data == {"changed": 1}
