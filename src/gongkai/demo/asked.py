"""A bureau's requests, each taken in, handled, signed and served on days of its own, by the officers who do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.base.clock import today
from gongkai.cases.actions import open_request, take_step
from gongkai.cases.models import Request
from gongkai.cases.signing import REPLY
from gongkai.demo.chance import Chance
from gongkai.demo.plan import Asked, Plan
from gongkai.demo.staff import Staff
from gongkai.demo.words import WORDS
from gongkai.law.events import Answer
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.receipt import Channel
from gongkai.law.service import Service
from gongkai.law.terms import REGULATION_FROM
from gongkai.law.workdays import state_calendar
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import signoff

SIGNERS = (Role.OFFICE_HEAD, Role.LEADER)
WITHIN = 45  # working days before the end of the year from which on none comes in: all end within the year


@dataclass
class Desk:
    """One request on its way; `day` is the day of its last step."""

    request: Request
    staff: Staff
    chance: Chance
    day: date

    def later(self, least: int, most: int) -> None:
        self.day = self.chance.after(self.day, least, most)

    def step(self, name: str, role: Role = Role.OFFICE, **details: Any) -> None:
        self.request = take_step(self.request, name, by=self.staff[role], on=self.day, **details)

    def decide(self, outcome: Outcome, **details: Any) -> None:
        """Draft the reply, have it signed, serve it."""
        self.step(f"decide_{outcome}", **details)
        self.later(1, 2)
        for role in SIGNERS:
            paper = signoff.open_chain(self.request, REPLY)
            assert paper is not None  # noqa: S101  a decision goes to be signed
            signoff.agree(paper, by=self.staff[role], on=self.day)
        self.request.refresh_from_db()
        self.later(0, 1)
        self.step("serve", service=Service.POST)


def _open(desk: Desk, outcome: Outcome) -> None:
    desk.step("review_secrecy", Role.SECRECY)
    desk.decide(outcome)


def _known(desk: Desk, outcome: Outcome) -> None:
    desk.decide(outcome)


def _partly(desk: Desk, outcome: Outcome) -> None:
    desk.step("review_secrecy", Role.SECRECY)
    desk.step("note_grounds")
    desk.decide(outcome)


def _third_party(desk: Desk, outcome: Outcome) -> None:
    """The third party is asked in writing and objects with reason."""
    desk.step("consult_third_party", received=desk.day)
    desk.later(4, 9)
    desk.step("record_third_party", answer=Answer.OBJECTS_WITH_REASON)
    desk.step("note_grounds")
    desk.decide(outcome)


def _searched(desk: Desk, outcome: Outcome) -> None:
    desk.step("log_search")
    desk.decide(outcome)


def _reasoned(desk: Desk, outcome: Outcome) -> None:
    desk.step("note_grounds")
    desk.decide(outcome)


def _withdrawn(desk: Desk, outcome: Outcome) -> None:
    desk.step("withdraw")


HANDLED: Mapping[Outcome, Callable[[Desk, Outcome], None]] = {
    Outcome.OPEN_GIVEN: _open,
    Outcome.OPEN_PUBLISHED: _known,
    Outcome.PARTIAL: _partly,
    Outcome.REF_THIRD: _third_party,
    Outcome.NA_NONE: _searched,
    Outcome.NA_OTHERORG: _reasoned,
    Outcome.NP_PETITION: _known,
    Outcome.OT_OTHER: _withdrawn,
}


def replay(organ: Organ, staff: Staff, plan: Plan, chance: Chance) -> None:
    """Every request of the plan, in the order of arrival. In the organ's scope."""
    asked = chance.mixed([each for each in plan.requests for _ in range(each.number)])
    for number, (each, arrived) in enumerate(
        zip(asked, chance.days(len(asked), leave=WITHIN, since=REGULATION_FROM), strict=True), 1
    ):
        _one(organ, staff, chance, each, number, arrived)


def in_hand(organ: Organ, staff: Staff, chance: Chance) -> None:
    """Three requests of these days, so that there is something to do: one to accept, one to handle, one to sign.

    They are of no year that is compared with a published report.
    """
    calendar, day = state_calendar(), today()
    before = [each for n in range(40) if calendar.is_workday(each := day - timedelta(n))]
    for back, (accept, decide) in ((1, (False, False)), (5, (True, False)), (8, (True, True))):
        desk = _opened(organ, staff, chance, Applicant.NATURAL, back, before[back])
        if accept:
            desk.day = before[back - 1]
            desk.step("accept")
        if decide:
            desk.day = before[1]
            desk.step(f"decide_{Outcome.OPEN_PUBLISHED}")


def _one(organ: Organ, staff: Staff, chance: Chance, asked: Asked, number: int, arrived: date) -> None:
    desk = _opened(organ, staff, chance, asked.applicant, number, arrived)
    desk.later(0, 1)
    desk.step("accept")
    desk.later(1, 5)
    HANDLED[asked.outcome](desk, asked.outcome)


def _opened(
    organ: Organ, staff: Staff, chance: Chance, applicant: Applicant, number: int, arrived: date
) -> Desk:
    words = WORDS["requests"]
    request = open_request(
        organ=organ,
        by=staff[Role.OFFICE],
        channel=chance.pick((Channel.IN_PERSON, Channel.POST_SIGNED)),
        arrived=arrived,
        applicant_kind=applicant,
        applicant=words["applicant"].format(number=number),
        contact=words["contact"],
        content=chance.pick(words["content"]).format(year=arrived.year),
        section=staff.section,
        handler=staff[Role.OFFICE],
        is_demo=True,
    )
    return Desk(request, staff, chance, arrived)
