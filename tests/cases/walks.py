"""Walks over the procedure: any step that may be taken, with any details it needs."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import asked
from gongkai.base.refusal import Refused
from gongkai.cases import details, evidence, queries
from gongkai.cases.actions import take_step
from gongkai.cases.case import Case
from gongkai.cases.details import Kind
from gongkai.cases.models import Request
from gongkai.law.people import Applicant
from gongkai.law.procedure import obstacles
from gongkai.law.receipt import Channel
from gongkai.law.steps import State
from officers import TEST

ARRIVED = date(2020, 1, 6)
STEPS = 14
# What ends a walk early is chosen less often.
_RARE = ("withdraw", "applicant_gone", "set_apart", "archive")


def choices(case: Case, on: date, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Steps of the state in random order, the rare ones last, each with random details."""
    steps = list(evidence.steps_from(case.state))
    chance.shuffle(steps)
    steps.sort(key=lambda step: step.name.startswith(_RARE) and chance.random() < 0.9)
    for step in steps:
        yield step.name, {detail.name: _value(detail, case, on, chance) for detail in details.of(step.name)}


def later(on: date, chance: random.Random) -> date:
    return on + timedelta(days=chance.choice((0, 0, 1, 2, 5, 12, 30)))


def is_over(case: Case) -> bool:
    return case.state is State.ARCHIVED


def walked(organ, chance: random.Random) -> Request:
    """One request, taken on by steps that nobody refuses; every refusal leaves all as it was."""
    channel = chance.choice(list(Channel))
    request = asked.received(organ, ARRIVED, channel=channel, applicant_kind=chance.choice(list(Applicant)))
    on = ARRIVED
    for _count in range(STEPS):
        case = queries.case_of(request)
        if is_over(case):
            break
        on = later(on, chance)
        for name, given in choices(case, on, chance):
            if obstacles(evidence.step(name), case.facts, on):
                continue
            before = (request.state, request.last_seq)
            try:
                take_step(request, name, by=TEST, on=on, **given)
            except Refused:  # by the clock or a missing detail
                assert (request.state, request.last_seq) == before
                continue
            break
    return request


def _value(detail: details.Detail, case: Case, on: date, chance: random.Random) -> Any:
    match detail.kind:
        case Kind.DAY:
            return on + timedelta(days=chance.randint(0, 60)) if detail.name == "until" else on
        case Kind.NUMBER:
            return chance.randint(1, 22)
        case Kind.CODE:
            return chance.choice(detail.codes)[0]
        case Kind.FLAG | Kind.ANSWER:
            return chance.random() < 0.5
        case Kind.LETTER:
            letters = details.letters(detail, case)
            return chance.choice(letters) if letters else None
    return None
