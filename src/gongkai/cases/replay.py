"""From the events of a request to what the law must know of it.

`openings` begins it and `changes` says for every step how it changes the facts. The state follows from the
step's own definition.
"""

from collections.abc import Iterable
from dataclasses import replace

from gongkai.cases import evidence
from gongkai.cases.case import ENDED, Case, Happened, known
from gongkai.cases.changes import CHANGES
from gongkai.cases.openings import OPENINGS
from gongkai.law.steps import State


def replay(events: Iterable[Happened]) -> Case:
    """The request after all its events, the first of which opens it. Raises BrokenHistory."""
    case: Case | None = None
    for event in events:
        case = opened(event) if case is None else after(case, event)
    return known(case)


def opened(event: Happened) -> Case:
    """The request after the event that opens it."""
    return OPENINGS[event.step](event)


def after(case: Case, event: Happened) -> Case:
    """The request after one more event."""
    case = _moved(CHANGES[event.step](case, event), event)
    return replace(case, seq=event.seq, last=max(case.last, event.on))


def _moved(case: Case, event: Happened) -> Case:
    """The state and outcome as the step's definition has them."""
    step = evidence.step(event.step)
    state = step.reaches(case.state)
    outcome = step.outcome if step.outcome is not None else case.facts.outcome
    case = replace(case, facts=replace(case.facts, state=state, outcome=outcome))
    if state is State.SET_APART:
        # Once it has ended as a request, it was one: a later round does not take that back.
        return replace(case, set_apart=case.ended is None)
    if state in ENDED and case.ended is None and outcome is not None:
        return replace(case, ended=(outcome, event.on))
    return case
