"""Which calendar an organ counts working days by."""

from gongkai.law.workdays import Calendar, state_calendar
from gongkai.organs.models import Organ


def calendar_of(organ: Organ) -> Calendar:
    """The State Council's arrangement; no organ has a local layer yet."""
    return state_calendar()
