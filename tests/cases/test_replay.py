"""The history is rebuilt from the events: every step of the law is handled, nothing else moves a request."""

import pytest

from cases.walks import ARRIVED
from gongkai.cases import details, evidence
from gongkai.cases.case import BrokenHistory, Happened
from gongkai.cases.changes import CHANGES
from gongkai.cases.openings import OPENINGS
from gongkai.cases.replay import opened, replay
from gongkai.law.procedure import STEPS
from gongkai.law.steps import State


def test_every_step_of_the_law_and_every_fact_is_handled() -> None:
    steps = {step.name for step in (*STEPS, *evidence.EVIDENCE)}
    opening = {step.name for step in STEPS if not step.since}
    assert set(OPENINGS) == opening | {evidence.BRING_IN}
    assert set(CHANGES) == steps - opening
    assert set(details.DETAILS) <= set(CHANGES)


def test_a_fact_on_file_moves_nothing_and_decides_nothing() -> None:
    names = {step.name for step in STEPS}
    for fact in evidence.EVIDENCE:
        assert fact.name not in names
        assert (fact.until, fact.outcome, fact.approval) == (None, None, None)
        assert fact.cites
        assert fact.since


def test_every_step_can_be_named_by_its_state() -> None:
    for state in State:
        found = evidence.steps_from(state)
        assert all(state in step.since for step in found)
        assert len({step.name for step in found}) == len(found)


def test_a_history_without_its_beginning_is_not_guessed() -> None:
    with pytest.raises(BrokenHistory):
        replay([])
    case = opened(Happened(1, "take_in", ARRIVED, {"channel": "fax", "arrived": ARRIVED.isoformat()}))
    with pytest.raises(BrokenHistory):
        replay(
            [
                Happened(1, "take_in", ARRIVED, {"channel": "fax", "arrived": ARRIVED.isoformat()}),
                Happened(2, "extend", ARRIVED, {"days": 5}),
            ]
        )
    assert case.state is State.ARRIVED
    assert case.facts.history is None
