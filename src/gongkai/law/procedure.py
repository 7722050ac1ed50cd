"""The procedure of a request as one table; button, action, refusal, docs and diagram all read it.

`STEPS` is complete: a request moves by these steps and no other. `obstacles` says why one cannot be taken.
"""

from datetime import date

from gongkai.law import words
from gongkai.law.facts import CaseFacts
from gongkai.law.needs import unmet
from gongkai.law.outcomes import Outcome
from gongkai.law.refusal import RefusalError
from gongkai.law.steps import Obstacle, State, Step
from gongkai.law.steps_handling import CONSULTATION, TIME
from gongkai.law.steps_intake import INTAKE, SUPPLEMENT
from gongkai.law.steps_reply import DECISIONS, EVIDENCE, REPLY
from gongkai.law.workdays import Calendar, state_calendar

STEPS: tuple[Step, ...] = (
    *INTAKE,
    *SUPPLEMENT,
    *CONSULTATION,
    *TIME,
    *EVIDENCE,
    *DECISIONS,
    *REPLY,
)
_BY_NAME = {step.name: step for step in STEPS}


def step(name: str) -> Step:
    """The step of a name; refused when there is none."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise RefusalError(words.NO_SUCH_STEP.format(name=name)) from None


def steps_from(state: State | None) -> tuple[Step, ...]:
    """The steps that may be taken in a state; None asks for those that open a case."""
    return tuple(each for each in STEPS if (state in each.since if state is not None else not each.since))


def deciding_steps(outcome: Outcome) -> tuple[Step, ...]:
    """The steps that decide an outcome."""
    return tuple(each for each in STEPS if each.outcome is outcome)


def obstacles(
    step: Step, facts: CaseFacts, on: date, calendar: Calendar | None = None
) -> tuple[Obstacle, ...]:
    """Every reason why the step cannot be taken on a day; empty when it can."""
    calendar = calendar or state_calendar()
    misplaced = _misplaced(step, facts.state)
    if misplaced is not None:
        return (Obstacle("state", misplaced, step.cites),)
    if on < facts.arrived:
        sentence = words.BEFORE_ARRIVAL.format(day=words.day(on), arrived=words.day(facts.arrived))
        return (Obstacle("date", sentence),)
    found = []
    if step.outcome is not None and on < step.outcome.since:
        sentence = words.OUTCOME_TOO_EARLY.format(
            outcome=step.outcome.label, day=words.day(on), since=words.day(step.outcome.since)
        )
        found.append(Obstacle("since", sentence, step.cites))
    for need in step.needs:
        sentence_and_cites = unmet(need, facts, on, calendar)
        if sentence_and_cites is not None:
            found.append(Obstacle(need, *sentence_and_cites))
    return tuple(found)


def _misplaced(step: Step, state: State | None) -> str | None:
    """The sentence why a step does not belong to a state, or None."""
    if state is None:
        return words.NOT_OPENED.format(step=step.label) if step.since else None
    if not step.since:
        return words.ALREADY_OPENED.format(step=step.label)
    return None if state in step.since else words.WRONG_STATE.format(step=step.label, state=state.label)
