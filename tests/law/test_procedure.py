"""The procedure as one table: complete, closed, cited; and why a step is refused."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.events import Answer, Party
from gongkai.law.facts import CaseFacts
from gongkai.law.history import Consultation, Extension, FeeNotice, History, Reasons, Supplement
from gongkai.law.outcomes import Outcome
from gongkai.law.procedure import STEPS, deciding_steps, obstacles, step, steps_from
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import Need, Role, State

RECEIPT = date(2026, 1, 5)
LETTERS = {
    *(f"P{n}" for n in range(1, 14)),
    *(f"S{n}" for n in range(1, 20) if n != 4),
    *(f"S4{c}" for c in "abcdefg"),
}
OPEN = CaseFacts(arrived=RECEIPT, state=State.HANDLING, history=History(RECEIPT))


def reachable(start: Iterable[State]) -> set[State]:
    waiting = list(start)
    found = set(waiting)
    while waiting:
        state = waiting.pop()
        for each in steps_from(state):
            if each.reaches(state) not in found:
                found.add(each.reaches(state))
                waiting.append(each.reaches(state))
    return found


def refused(name: str, facts: CaseFacts, on: date) -> set[str]:
    return {each.code for each in obstacles(step(name), facts, on)}


def test_every_state_is_reached_from_intake() -> None:
    assert reachable(each.until for each in steps_from(None) if each.until is not None) == set(State)


@pytest.mark.parametrize("state", [state for state in State if not state.is_final])
def test_every_state_can_come_to_its_end(state: State) -> None:
    assert any(found.is_final for found in reachable([state]))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_deciding_step_with_its_letter(outcome: Outcome) -> None:
    found = deciding_steps(outcome)
    assert found
    assert {code for each in found for code in each.documents} >= set(outcome.documents)


def test_every_step_has_an_article_or_a_note_and_someone_to_take_it() -> None:
    for each in STEPS:
        assert each.cites or each.note, each.name
        assert each.by, each.name
        assert each.label, each.name


def test_names_are_unique_and_every_letter_of_the_catalogue_has_a_step() -> None:
    assert len({each.name for each in STEPS}) == len(STEPS)
    assert {code for each in STEPS for code in each.documents} == LETTERS


def test_every_need_is_used_and_answered() -> None:
    assert {need for each in STEPS for need in each.needs} == set(Need)
    for each in STEPS:
        for state in each.since:
            for obstacle in obstacles(each, replace(OPEN, state=state), date(2026, 1, 20)):
                assert obstacle.sentence
                assert "{" not in obstacle.sentence
                assert obstacle.cites


def test_nothing_needing_the_receipt_is_possible_before_it_is_known() -> None:
    facts = replace(OPEN, state=State.REGISTERED, history=None)
    (obstacle,) = obstacles(step("accept"), facts, RECEIPT)
    assert obstacle.sentence == "收到申请之日尚未确定，请先与申请人确认并登记"


def test_a_step_from_the_wrong_state_is_refused_in_words() -> None:
    (obstacle,) = obstacles(step("serve"), OPEN, RECEIPT)
    assert obstacle.sentence == "申请现在的状态是“办理中”，不能“送达答复”"
    assert refused("register", OPEN, RECEIPT) == {"state"}
    assert refused("register", CaseFacts(arrived=RECEIPT), RECEIPT) == set()
    assert refused("accept", CaseFacts(arrived=RECEIPT), RECEIPT) == {"state"}
    assert refused("log_search", OPEN, date(2026, 1, 4)) == {"date"}


def test_the_head_of_the_office_extends_before_expiry_and_once() -> None:
    assert step("extend").by == (Role.OFFICE_HEAD,)
    assert refused("extend", OPEN, date(2026, 2, 2)) == set()
    assert refused("extend", OPEN, date(2026, 2, 3)) == {"extendable"}
    extended = replace(
        OPEN, history=History(RECEIPT, extensions=(Extension(5, date(2026, 1, 20), date(2026, 1, 20)),))
    )
    (obstacle,) = obstacles(step("extend"), extended, date(2026, 2, 2))
    assert obstacle.sentence == "答复期限只能延长一次"


def test_a_supplement_is_asked_once_and_within_seven_working_days() -> None:
    assert refused("ask_supplement", OPEN, date(2026, 1, 14)) == set()
    assert refused("ask_supplement", OPEN, date(2026, 1, 15)) == {"supplement_in_time"}
    approved = replace(OPEN, late_supplement_approved=True)
    assert refused("ask_supplement", approved, date(2026, 1, 15)) == set()
    once = History(RECEIPT, supplements=(Supplement(date(2026, 1, 9), date(2026, 1, 30), date(2026, 1, 20)),))
    assert refused("ask_supplement", replace(OPEN, history=once), date(2026, 1, 21)) == {"round_left"}
    assert refused("ask_supplement", replace(OPEN, history=once, max_rounds=2), date(2026, 1, 21)) == set()
    assert refused("decide_na_unclear", replace(OPEN, history=once), date(2026, 1, 21)) == set()
    assert refused("decide_na_unclear", OPEN, date(2026, 1, 21)) == {"supplemented"}


def test_an_applicant_is_not_deemed_to_abandon_before_the_period_is_over() -> None:
    history = History(RECEIPT, supplements=(Supplement(date(2026, 1, 9), date(2026, 1, 30)),))
    facts = replace(OPEN, state=State.AWAITING_SUPPLEMENT, history=history)
    assert refused("abandon_supplement", facts, date(2026, 1, 30)) == {"supplement_run_out"}
    assert refused("abandon_supplement", facts, date(2026, 1, 31)) == set()
    assert refused("receive_supplement", facts, date(2026, 1, 30)) == set()
    assert refused("receive_supplement", facts, date(2026, 1, 31)) == {"supplement_asked"}
    unpaid = History(RECEIPT, fees=(FeeNotice(date(2026, 1, 20), date(2026, 1, 21)),))
    facts = replace(OPEN, state=State.AWAITING_PAYMENT, history=unpaid)
    assert refused("abandon_fee", facts, date(2026, 2, 20)) == {"payment_run_out"}
    assert refused("abandon_fee", facts, date(2026, 3, 2)) == set()
    assert refused("record_payment", facts, date(2026, 2, 20)) == set()
    assert refused("record_payment", facts, date(2026, 3, 2)) == {"payment_in_time"}


def letter(answer: Answer | None, *, answered: date | None = date(2026, 1, 28)) -> CaseFacts:
    consultation = Consultation(Party.THIRD_PARTY, date(2026, 1, 12), date(2026, 1, 14), answered, answer)
    return replace(
        OPEN, history=History(RECEIPT, consultations=(consultation,)), grounds=True, secrecy_reviewed=True
    )


def test_third_party_interests_are_weighed_only_after_the_third_party_was_heard() -> None:
    on = date(2026, 2, 3)
    assert refused("decide_ref_third", replace(OPEN, grounds=True), date(2026, 1, 20)) == {
        "third_party_heard"
    }
    assert refused("decide_ref_third", letter(Answer.OBJECTS_WITH_REASON), on) == set()
    assert refused("decide_ref_third", letter(Answer.AGREES), on) == {"third_party_heard"}
    assert refused("decide_open_given", letter(Answer.AGREES), on) == set()
    assert refused("decide_open_given", letter(Answer.OBJECTS_WITHOUT_REASON), on) == set()
    assert refused("decide_open_given", letter(Answer.OBJECTS_WITH_REASON), on) == {"objection_outweighed"}
    outweighed = replace(letter(Answer.OBJECTS_WITH_REASON), outweighed=True)
    assert refused("decide_open_given", outweighed, on) == set()
    told = replace(outweighed, state=State.APPROVED, outcome=Outcome.OPEN_GIVEN)
    assert refused("serve", told, on) == {"third_party_told"}
    assert refused("serve", replace(told, third_party_told=True), on) == set()


def test_silence_of_the_third_party_leaves_the_decision_to_the_organ_after_its_period() -> None:
    silent = letter(None, answered=None)
    assert refused("decide_open_given", silent, date(2026, 2, 4)) == {"consulted_out"}
    assert refused("lapse_third_party", silent, date(2026, 2, 4)) == {"third_party_lapsed"}
    assert refused("lapse_third_party", silent, date(2026, 2, 5)) == set()
    assert refused("decide_open_given", silent, date(2026, 2, 5)) == set()
    assert refused("decide_ref_third", silent, date(2026, 2, 5)) == set()


def test_excess_is_refused_only_for_reasons_asked_and_found_wanting() -> None:
    on = date(2026, 1, 20)
    assert refused("decide_np_excess", OPEN, on) == {"excessive", "reasons_bad"}
    asked = Reasons(date(2026, 1, 7), date(2026, 1, 9), reasonable=False)
    facts = replace(OPEN, excessive=True, history=History(RECEIPT, reasons=(asked,)))
    assert refused("decide_np_excess", facts, on) == set()
    assert refused("delay", facts, on) == {"reasons_good"}
    good = replace(facts, history=History(RECEIPT, reasons=(replace(asked, reasonable=True),)))
    assert refused("delay", good, on) == set()
    assert refused("delay", good, date(2026, 2, 3)) == {"delayable"}
    assert refused("charge", facts, on) == set()
    assert refused("charge", facts, date(2026, 2, 3)) == {"chargeable"}


def test_no_fee_and_no_abandonment_for_a_fee_before_2021() -> None:
    old = date(2020, 12, 1)
    facts = CaseFacts(arrived=old, state=State.HANDLING, history=History(old), excessive=True)
    (obstacle,) = obstacles(step("charge"), facts, date(2020, 12, 10))
    assert "2021年1月1日起施行" in obstacle.sentence


def test_evidence_before_the_reply() -> None:
    on = date(2026, 1, 20)
    assert refused("decide_na_none", OPEN, on) == {"searched"}
    assert refused("decide_na_none", replace(OPEN, searched=True), on) == set()
    assert refused("decide_np_repeat", OPEN, on) == {"answered_before"}
    assert refused("decide_open_given", OPEN, on) == {"secrecy_reviewed"}
    assert refused("decide_partial", OPEN, on) == {"secrecy_reviewed", "grounds"}
    assert refused("decide_ref_secret", OPEN, on) == {"grounds"}


def test_a_case_is_reopened_by_an_order_only() -> None:
    answered = replace(OPEN, state=State.ANSWERED)
    assert refused("reopen", answered, date(2026, 6, 1)) == {"ordered"}
    assert refused("reopen", replace(answered, order=date(2026, 5, 29)), date(2026, 6, 1)) == set()
    assert refused("to_proactive", answered, date(2026, 6, 1)) == {"disclosed"}
    given = replace(answered, outcome=Outcome.OPEN_GIVEN)
    assert refused("to_proactive", given, date(2026, 6, 1)) == set()


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(RefusalError, match="没有名为“set_status”的办理步骤"):
        step("set_status")
