"""Taking requests in and on: who may, on which day, what is refused and in whose words."""

from datetime import date

import pytest

from asked import DAY, in_hand, received, taken
from gongkai.base.refusal import Refused
from gongkai.cases import evidence, queries
from gongkai.cases.actions import take_step
from gongkai.cases.models import Request
from gongkai.cases.offers import offers
from gongkai.law.events import Answer
from gongkai.law.procedure import obstacles
from gongkai.law.receipt import Channel
from gongkai.law.steps import State
from officers import TEST, bureau

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_within_a_year(organ) -> None:
    made = [received(organ, date(year, 3, 2)).number for year in (2020, 2020, 2021, 2020)]
    assert made == ["2020-0001", "2020-0002", "2021-0001", "2020-0003"]
    assert received(bureau("yi"), DAY).number == "2020-0001"


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
    request = received(inside, DAY, channel=channel, **facts)
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
    request = taken(received(inside, DAY), "accept", on=date(2020, 3, 4))
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
