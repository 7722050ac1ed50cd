"""The steps an officer is offered on a request's page, each with what stands in its way."""

from dataclasses import dataclass
from datetime import date

from gongkai.accounts.models import User
from gongkai.cases import details, evidence, policies, queries, replay, signing, taking
from gongkai.cases.calendars import calendar_of
from gongkai.cases.case import Case
from gongkai.cases.details import Detail
from gongkai.cases.models import Request
from gongkai.law.cite import Cite
from gongkai.law.procedure import obstacles
from gongkai.law.steps import Step
from gongkai.organs import authority


@dataclass(frozen=True, slots=True)
class Offer:
    """A step: what it needs to be told, and why it cannot be taken (nothing: it can).

    `past`: why it cannot be taken today, where it could have been since the last step: the day it was taken then
    may still be entered, and the action judges that day.
    `mine`: whether it is for this officer at all. `consent`: another must agree before it is taken.
    """

    step: Step
    details: tuple[Detail, ...]
    obstacles: tuple[str, ...]
    cites: tuple[Cite, ...]
    mine: bool
    consent: bool
    past: tuple[str, ...] = ()

    @property
    def can(self) -> bool:
        return not self.obstacles


def offers(request: Request, user: User, on: date) -> list[Offer]:
    """Every step that belongs to the request's state, as this officer finds it on a day."""
    events = queries.events_of(request)
    case = replay.replay(taking.happened(events))
    found = []
    for step in evidence.steps_from(case.state):
        if step.name == evidence.WITH_REMEDY:
            continue
        refused = policies.step_refusal(user, request, step)
        mandate = authority.mandate(user, request.organ, *policies.roles_for(step))
        principal = mandate.principal if mandate is not None else None
        ways = [
            refused or policies.own_hand(user, principal, step, events, request),
            signing.past_the_chain(request, step, user),
        ]
        found.append(_offer(step, case, request, on, tuple(way for way in ways if way), refused is None))
    return found


def _offer(step: Step, case: Case, request: Request, on: date, ways: tuple[str, ...], mine: bool) -> Offer:
    sentences = list(ways)
    calendar, consent = calendar_of(request.organ), policies.needs_consent(step)
    law = obstacles(step, case.facts, max(on, case.last), calendar)
    # What is consented to takes effect that day and no earlier; of the rest the earliest day is judged too.
    past = (
        bool(law) and not consent and case.last < on and not obstacles(step, case.facts, case.last, calendar)
    )
    told = tuple(dict.fromkeys(obstacle.sentence for obstacle in law))
    sentences += () if past else told
    if (lacking := details.no_letter(step.name, case)) is not None:
        sentences.append(lacking)
    return Offer(
        step,
        details.of(step.name),
        tuple(dict.fromkeys(sentences)),
        tuple(dict.fromkeys((*step.cites, *(cite for obstacle in law for cite in obstacle.cites)))),
        mine,
        consent,
        told if past else (),
    )
