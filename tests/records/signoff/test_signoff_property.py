"""Whatever officers try in whatever order, a chain keeps its rules."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Event, Standing, Turn
from officers import officer, on_leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside")]

PEOPLE = 6
TRIES = st.lists(
    st.tuples(st.sampled_from(["agree", "agree", "return", "recall"]), st.integers(0, PEOPLE - 1)), max_size=9
)


@pytest.fixture
def people(office):
    """A clerk, heads who are clerks too, one of many posts, one who stands in for that one."""
    many = officer(office.organ, Role.SECTION_HEAD, Role.OFFICE_HEAD, Role.LEADER, name="身兼多职")
    substitute = officer(office.organ, Role.CLERK, name="代理")
    on_leave(many, substitute, office.organ)
    return [
        officer(office.organ, Role.CLERK, name="经办"),
        officer(office.organ, Role.CLERK, Role.SECTION_HEAD, name="科长"),
        officer(office.organ, Role.OFFICE_HEAD, name="主任"),
        officer(office.organ, Role.LEADER, name="局长"),
        many,
        substitute,
    ]


def attempt(chain, what, who):
    try:
        match what:
            case "agree":
                signoff.agree(chain, by=who, opinion="同意")
            case "return":
                signoff.send_back(chain, by=who, opinion="请改")
            case "recall":
                signoff.recall(chain, by=who)
    except (Refused, PermissionDenied):
        return False
    return True


def check(chain, drafter, was_open, moved):
    chain.refresh_from_db()
    steps = list(chain.steps.order_by("position"))
    turns = [step.state for step in steps]
    decided = [step for step in steps if step.decided_by_id]
    agreed = turns.count(Turn.AGREED)
    assert turns[:agreed] == [Turn.AGREED] * agreed  # in order
    rest = turns[agreed:]
    match chain.state:
        case Standing.OPEN:
            assert rest == [Turn.WAITING, *[Turn.LATER] * (len(rest) - 1)]
        case Standing.AGREED:
            assert rest == []
        case Standing.RETURNED:
            assert rest == [Turn.RETURNED, *[Turn.CLOSED] * (len(rest) - 1)]
        case Standing.RECALLED:
            assert rest == [Turn.CLOSED] * len(rest)
    names = [drafter.pk, *(pk for step in decided for pk in (step.decided_by_id, step.for_whom_id) if pk)]
    assert len(set(names)) == len(names)  # nobody twice, by themselves or by another
    assert was_open or not moved  # what has ended does not move


@given(drafter=st.integers(0, PEOPLE - 1).filter(lambda number: number not in (2, 3)), tries=TRIES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_chain_keeps_its_rules(office, people, drafter, tries):
    before = Event.objects.filter(action__startswith="signoff.").count()
    chain = office.send(people[drafter])
    moves = 1
    for what, number in tries:
        was_open = chain.state == Standing.OPEN
        step = chain.steps.filter(state=Turn.WAITING).first()
        offered = step is not None and step in signoff.waiting_for(people[number], office.organ, today())
        moved = attempt(chain, what, people[number])
        if what != "recall":
            assert moved == offered  # what is offered can be done, and nothing else
        moves += moved
        check(chain, people[drafter], was_open, moved)
    assert Event.objects.filter(action__startswith="signoff.").count() == before + moves
    if chain.state == Standing.OPEN:
        signoff.recall(chain, by=people[drafter])
    assert list(signoff.verify()) == []
