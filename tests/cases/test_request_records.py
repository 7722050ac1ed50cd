"""What is kept of a request: its events, the log, its dates; and what is not said."""

from datetime import date, timedelta

import pytest

import asked
from asked import DAY, in_hand, received, taken
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import jobs, queries
from gongkai.cases.actions import read_words, take_step
from gongkai.cases.models import Request, RequestEvent
from gongkai.law.workdays import state_calendar
from gongkai.records.models import Event
from officers import bureau

pytestmark = pytest.mark.django_db
PERSONAL = (asked.NAME, asked.PHONE, asked.WISH)


def test_nothing_personal_reaches_the_log_an_event_or_an_error(inside, office, caplog) -> None:
    request = in_hand(inside, today())
    take_step(request, "log_search", by=office)
    read_words(request, by=office)
    with pytest.raises(Refused) as refusal:
        take_step(request, "decide_ref_secret", by=office)
    said = [str(refusal.value), repr(request), str(request), caplog.text]
    said += [f"{event.data} {event.action}" for event in Event.objects.all()]
    said += [str(event.data) for event in RequestEvent.objects.all()]
    stored = Request.objects.filter(pk=request.pk).values().get()
    said += [str(value) for name, value in stored.items()]
    assert not [word for word in PERSONAL if any(word in text for text in said)]
    assert repr(read_words(request, by=office)) == "Words()"


def test_every_step_is_in_the_log_once(inside, office) -> None:
    request = in_hand(inside, today())
    take_step(request, "log_search", by=office)
    actions = [event.action for event in Event.objects.filter(subject_id=str(request.pk)).order_by("seq")]
    assert actions == ["cases.register", "cases.accept", "cases.log_search"]
    assert [event.seq for event in queries.events_of(request)] == [1, 2, 3]


def test_events_are_never_changed(inside) -> None:
    event = queries.events_of(in_hand(inside))[0]
    with pytest.raises(TypeError, match="never changed"):
        event.save()
    with pytest.raises(TypeError, match="never removed"):
        event.delete()


def test_another_organs_scope_finds_nothing(inside) -> None:
    request = in_hand(inside)
    with scope.organ(bureau("yi")):
        assert not Request.objects.filter(pk=request.pk).exists()
        assert not RequestEvent.objects.exists()
    with scope.public():
        assert not Request.objects.exists()


def test_a_new_notice_moves_the_dates_of_what_is_open(inside, monkeypatch) -> None:
    on = date(2026, 11, 2)
    request = received(inside, on)
    finished = taken(in_hand(inside), "withdraw", on=DAY)
    assert jobs.recompute.func(inside.pk) == 0
    longer = state_calendar().with_local(off=[on + timedelta(days=1)])
    monkeypatch.setattr(jobs, "calendar_of", lambda organ: longer)
    assert jobs.recompute.func(inside.pk) == 1
    before, request = request.due_on, Request.objects.get(pk=request.pk)
    assert longer.count(before, request.due_on) == 1
    assert Request.objects.get(pk=finished.pk).updated_at == finished.updated_at
    assert Event.objects.get(action="cases.recompute").data["changed"] == 1
