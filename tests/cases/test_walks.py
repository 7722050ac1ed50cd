"""Whatever lawful way a request takes, its rows agree with each other and its facts with the form."""

import random
from collections import Counter

import pytest
from django.db import transaction

from cases import walks
from gongkai.annual.form import Edition
from gongkai.annual.forms import form_of
from gongkai.annual.identities import identities_of
from gongkai.annual.tally import RequestFact, tally
from gongkai.cases import evidence, queries
from gongkai.cases.models import Request, RequestEvent
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.law.steps import State

pytestmark = pytest.mark.django_db
WALKS = 25


@pytest.fixture
def requests(inside):
    chance = random.Random(711)
    with transaction.atomic():
        return [walks.walked(inside, chance) for _count in range(WALKS)]


def test_walks_keep_every_promise(requests) -> None:
    assert Counter(len(queries.events_of(each)) > 4 for each in requests)[True] > WALKS / 2
    assert len({each.number for each in requests}) == WALKS
    for request in Request.objects.all():
        case = queries.case_of(request)
        events = list(RequestEvent.objects.filter(request=request).order_by("seq"))
        assert [event.seq for event in events] == list(range(1, request.last_seq + 1))
        assert [event.on for event in events] == sorted(event.on for event in events)
        assert request.state == case.state
        assert (request.outcome == "") == (request.ended_on is None)
        endings = [
            event for event in events if evidence.step(event.step).until in (State.ANSWERED, State.CLOSED)
        ]
        assert request.ended_on == (endings[0].on if endings else None)
        if request.set_apart:
            assert any(event.step.startswith("set_apart") for event in events)
            assert not request.outcome
        assert request.is_open or request.set_apart or request.outcome
        if request.receipt_on is None:
            assert not request.due_on


def test_their_facts_balance_in_both_editions(requests) -> None:
    facts = [
        RequestFact(
            Applicant(row.applicant_kind),
            row.receipt_on.year,
            Outcome(row.outcome) if row.outcome else None,
            row.ended_on.year if row.ended_on else None,
        )
        for row in Request.objects.filter(receipt_on__isnull=False, set_apart=False)
    ]
    assert 0 < len(facts) < WALKS
    for edition in Edition:
        form = form_of(edition)
        for year in (2020, 2021):
            cells = tally(form, year, facts)
            for identity in identities_of(edition):
                if identity.left[0] in cells:
                    left = [cells[address] for address in identity.left]
                    assert sum(left) == sum(cells[address] for address in identity.right)
