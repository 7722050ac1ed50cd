"""Reconsideration and suits: filed, ended, and what an order to answer again leads to."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

import asked
from gongkai.base.clock import today
from gongkai.base.refusal import Refused
from gongkai.cases import queries as cases
from gongkai.cases.actions import take_step
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from gongkai.remedies.actions import bring_in, conclude, file, order
from gongkai.remedies.models import Remedy
from officers import TEST, bureau, officer

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)


def filed(organ, **facts):
    return file(organ=organ, by=TEST, **{"route": Route.RECONSIDERATION, "filed_on": DAY, **facts})


def answered(organ):
    row = asked.received(organ, date(2020, 3, 2))
    for step in ("accept", "note_grounds", "decide_ref_process", "approve"):
        take_step(row, step, by=TEST, on=date(2020, 3, 5))
    return take_step(row, "serve", by=TEST, on=date(2020, 3, 6), service="post")


def test_a_remedy_is_pending_until_it_ends(inside) -> None:
    row = filed(inside, number="甲府复〔2020〕1号")
    assert (row.verdict, row.verdict_label()) == ("", "尚未审结")
    conclude(row, by=TEST, verdict=Verdict.CORRECTED, ended_on=DAY + timedelta(days=60))
    stored = Remedy.objects.get()
    assert (stored.verdict, stored.ended_on) == ("corrected", DAY + timedelta(days=60))
    actions = [event.action for event in Event.objects.filter(subject_id=str(row.pk)).order_by("seq")]
    assert actions == ["remedies.file", "remedies.conclude"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"verdict": Verdict.PENDING, "ended_on": DAY}, "不是结果"),
        ({"verdict": Verdict.UPHELD, "ended_on": DAY - timedelta(days=1)}, "早于提出日期"),
        ({"verdict": Verdict.UPHELD, "ended_on": date(2099, 1, 1)}, "还没有到"),
    ],
)
def test_an_ending_that_cannot_be_is_refused(inside, facts, says) -> None:
    row = filed(inside)
    with pytest.raises(Refused, match=says):
        conclude(row, by=TEST, **facts)
    assert not Remedy.objects.get().verdict


def test_an_ending_is_not_overwritten(inside) -> None:
    row = filed(inside)
    conclude(row, by=TEST, verdict=Verdict.UPHELD, ended_on=DAY)
    with pytest.raises(Refused, match="已经登记为“结果维持”"):
        conclude(row, by=TEST, verdict=Verdict.OTHER, ended_on=DAY)
    with pytest.raises(Refused, match="还没有到"):
        filed(inside, filed_on=today() + timedelta(days=1))


@pytest.mark.parametrize(
    "values",
    [
        {"verdict": "pending", "ended_on": DAY},
        {"verdict": "upheld"},
        {"ended_on": DAY},
        {"route": "petition"},
        {"verdict": "upheld", "ended_on": DAY - timedelta(days=1)},
        {"order_on": DAY},
    ],
)
def test_the_database_refuses_what_cannot_be(inside, values) -> None:
    row = Remedy(organ=inside, **{"route": "reconsideration", "filed_on": DAY, **values})
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.bulk_create([row])


def test_a_suit_names_the_reconsideration_it_follows(inside) -> None:
    request = answered(inside)
    first = filed(inside, request=request)
    suit = filed(
        inside, request=request, route=Route.SUIT_AFTER, after=first, filed_on=DAY + timedelta(days=90)
    )
    assert list(first.suits.all()) == [suit]
    for wrong, says in (
        ({"route": Route.SUIT_DIRECT}, "只有复议后起诉的"),
        ({"request": None}, "不是同一件申请"),
        ({"filed_on": DAY - timedelta(days=1)}, "早于申请行政复议的日期"),
    ):
        with pytest.raises(Refused, match=says):
            filed(inside, **{"request": request, "route": Route.SUIT_AFTER, "after": first, **wrong})
    with pytest.raises(Refused, match="不属于本机关"):
        filed(bureau("yi"), request=request)


def test_an_order_opens_a_new_round_of_the_request(inside) -> None:
    request = answered(inside)
    row = filed(inside, request=request)
    with pytest.raises(Refused, match="没有登记责令重新答复的复议决定或者判决"):
        take_step(request, "reopen", by=TEST, on=date(2020, 8, 1))
    with pytest.raises(Refused, match="先登记结果"):
        order(row, by=TEST, received_on=date(2020, 8, 3))
    conclude(row, by=TEST, verdict=Verdict.CORRECTED, ended_on=date(2020, 7, 31))
    order(row, by=TEST, received_on=date(2020, 8, 3), days=15)
    event = cases.events_of(request)[-1]
    assert (event.step, event.on, event.data) == (
        "note_order",
        date(2020, 8, 3),
        {"days": 15, "remedy": row.pk.hex},
    )
    with pytest.raises(Refused, match="已经登记过了"):
        order(row, by=TEST, received_on=date(2020, 8, 3))
    row.request.refresh_from_db()
    again = take_step(row.request, "reopen", by=TEST, on=date(2020, 8, 4))
    assert (again.state, again.due_on, again.outcome) == ("handling", date(2020, 8, 24), "ref_process")


@pytest.mark.parametrize("verdict", [Verdict.CORRECTED, Verdict.OTHER, Verdict.UPHELD])
def test_what_was_upheld_orders_no_new_reply(inside, verdict) -> None:
    request = answered(inside)
    row = filed(inside, request=request)
    conclude(row, by=TEST, verdict=verdict, ended_on=date(2020, 7, 31))
    if verdict is not Verdict.UPHELD:
        assert order(row, by=TEST, received_on=date(2020, 8, 3)).order_on
        return
    with pytest.raises(Refused, match="没有责令重新答复可以登记"):
        order(row, by=TEST, received_on=date(2020, 8, 3))
    assert Remedy.objects.get().order_on is None
    assert cases.events_of(request)[-1].step == "serve"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 1, 1), date(2008, 4, 30)])
def test_no_remedy_is_older_than_the_law_of_disclosure(inside, day) -> None:
    with pytest.raises(Refused, match="2008年5月1日"):
        filed(inside, filed_on=day)
    with pytest.raises(Refused, match="2008年5月1日"):
        bring_in(organ=inside, by=TEST, route=Route.SUIT_DIRECT, filed_on=day)
    assert filed(inside, filed_on=date(2008, 5, 1)).pk


def test_no_remedy_is_older_than_its_request(inside) -> None:
    request = answered(inside)
    with pytest.raises(Refused, match="早于所涉申请到达的日期2020年3月2日"):
        filed(inside, request=request, filed_on=date(2020, 3, 1))
    assert filed(inside, request=request, filed_on=date(2020, 3, 2)).pk


def test_the_same_remedy_is_entered_once(inside) -> None:
    request = answered(inside)
    filed(inside, request=request, number="1号")
    with pytest.raises(Refused, match="已经登记"):
        filed(inside, request=request, number=" 1号")
    filed(inside, request=request, number="2号")
    filed(inside, number="1号")
    assert Remedy.objects.count() == 3


def test_a_key_enters_one_remedy(inside) -> None:
    key = uuid4()
    assert filed(inside, key=key).pk == key
    with pytest.raises(Refused, match="没有重复登记"):
        filed(inside, key=key, number="另一个案号")


def test_an_order_needs_a_request_here(inside) -> None:
    row = filed(inside)
    conclude(row, by=TEST, verdict=Verdict.CORRECTED, ended_on=DAY)
    with pytest.raises(Refused, match="没有对应本系统里的申请"):
        order(row, by=TEST, received_on=DAY)


def test_what_was_before_the_system_is_brought_in_as_it_ended(inside) -> None:
    facts = {"organ": inside, "by": TEST, "route": Route.SUIT_DIRECT, "filed_on": DAY}
    row = bring_in(**facts, verdict=Verdict.OTHER, ended_on=DAY + timedelta(days=9))
    assert row.received_before_system
    assert Remedy.objects.get(pk=row.pk).verdict == "other"
    with pytest.raises(Refused, match="同时有"):
        bring_in(**facts, verdict=Verdict.OTHER)
    assert Event.objects.filter(action="remedies.bring_in").count() == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.OFFICE, True), (Role.LEGAL, True), (Role.CLERK, False), (Role.AUDIT_ADMIN, False)],
)
def test_who_keeps_the_remedies(inside, role, may) -> None:
    someone = officer(inside, role, name="某人")
    if may:
        assert file(organ=inside, by=someone, route=Route.SUIT_DIRECT, filed_on=DAY).pk
        return
    with pytest.raises(PermissionDenied, match="登记复议诉讼由"):
        file(organ=inside, by=someone, route=Route.SUIT_DIRECT, filed_on=DAY)
    assert not Remedy.objects.exists()
