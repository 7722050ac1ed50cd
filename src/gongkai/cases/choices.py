"""The law's enumerations as choices of fields."""

from collections.abc import Iterable
from typing import Protocol

from django.db import models

from gongkai.law.clock import ClockState
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.law.steps import State


class _Labelled(Protocol):
    value: str
    label: str


def _choices(members: Iterable[_Labelled]) -> list[tuple[str, str]]:
    return [(member.value, member.label) for member in members]


CHANNELS = _choices(Channel)
APPLICANTS = _choices(Applicant)
STATES = _choices(State)
OUTCOMES = _choices(Outcome)
CLOCK_STATES = _choices(ClockState)


def known(field: str, choices: list[tuple[str, str]], *, blank: bool = False) -> models.Q:
    """The field holds one of the choices; `blank` permits nothing as well."""
    values = [value for value, _ in choices]
    return models.Q(**{f"{field}__in": [*values, ""] if blank else values})
