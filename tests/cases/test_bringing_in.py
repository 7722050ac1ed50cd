"""Requests from before the system keep their numbers and days, and say that they were brought in."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

import asked
from gongkai.base.clock import now, today
from gongkai.base.refusal import Refused
from gongkai.cases import queries
from gongkai.cases.actions import Brought, bring_in, bring_in_many, take_step
from gongkai.cases.models import Request, RequestEvent
from gongkai.law.outcomes import Outcome
from gongkai.law.people import Applicant
from gongkai.records.models import Event
from officers import TEST

pytestmark = pytest.mark.django_db
DAY = date(2019, 8, 5)


def old(number="2019-0007", **facts):
    given = {"receipt_on": DAY, "applicant_kind": Applicant.BUSINESS, **facts}
    return Brought(number, **given)


def answered(number="2019-0007", **facts):
    return old(number, **{"outcome": Outcome.PARTIAL, "ended_on": DAY + timedelta(days=20), **facts})


def test_an_old_request_keeps_its_number_and_days(inside, office) -> None:
    begun = now()
    row = bring_in(
        organ=inside,
        by=office,
        number="甲教公开〔2019〕7号",
        receipt_on=DAY,
        applicant_kind=Applicant.NATURAL,
        outcome=Outcome.OPEN_GIVEN,
        ended_on=DAY + timedelta(days=9),
        applicant=asked.NAME,
    )
    row = Request.objects.get(pk=row.pk)
    assert (row.number, row.receipt_on, row.year) == ("甲教公开〔2019〕7号", DAY, 2019)
    assert (row.state, row.outcome, row.ended_on) == ("answered", "open_given", DAY + timedelta(days=9))
    assert row.received_before_system
    event = RequestEvent.objects.get()
    assert (event.step, event.on, event.by) == ("bring_in", DAY, office)
    assert event.recorded_at >= begun
    assert row.reveal("applicant") == asked.NAME


def test_old_names_are_cleaned_and_controls_refused(inside) -> None:
    row = bring_in_many([old(applicant="\ufeff某\u200b公司 ", content="一\n二")], organ=inside, by=TEST)[0]
    assert (row.reveal("applicant"), row.reveal("content")) == ("某公司", "一\n二")
    with pytest.raises(Refused, match="编号2019-0008：“联系方式”里有不可见的控制字符"):
        bring_in_many([old("2019-0008", contact="139\x1b")], organ=inside, by=TEST)


def test_what_was_carried_over_goes_on_here(inside) -> None:
    row = bring_in(
        organ=inside, by=TEST, number="2019-0031", receipt_on=date(2019, 12, 20),
        applicant_kind=Applicant.NATURAL,
    )  # fmt: skip
    assert (row.state, row.due_on) == ("handling", date(2020, 1, 19))  # a Sunday worked
    take_step(row, "extend", by=TEST, on=date(2020, 1, 10), days=10)
    for step in ("log_search", "decide_na_none", "approve"):
        take_step(row, step, by=TEST, on=date(2020, 1, 20))
    take_step(row, "serve", by=TEST, on=date(2020, 1, 21), service="post")
    assert (row.outcome, row.ended_on) == ("na_none", date(2020, 1, 21))


def test_what_was_received_before_the_regulation_has_no_date(inside) -> None:
    row = bring_in_many(
        [answered(receipt_on=date(2018, 12, 20), ended_on=date(2019, 6, 3))], organ=inside, by=TEST
    )[0]
    assert (row.due_on, row.state) == (None, "answered")
    take_step(row, "archive", by=TEST)
    assert queries.deadline(row) is None


def test_the_series_goes_on_after_the_highest(inside) -> None:
    bring_in_many([old("2019-0007"), old("2019-0031"), old("旧9号"), old("2019-32")], organ=inside, by=TEST)
    assert asked.received(inside, DAY).number == "2019-0032"
    assert asked.received(inside, DAY + timedelta(days=400)).number == "2020-0001"


def test_thousands_are_one_batch_in_the_log(inside) -> None:
    rows = [answered(f"2019-{number:04d}") for number in range(1, 1201)]
    assert len(bring_in_many(rows, organ=inside, by=TEST)) == 1200
    event = Event.objects.get(action="cases.bring_in")
    assert event.data["count"] == 1200
    assert len(event.data["digest"]) == 64
    assert RequestEvent.objects.count() == 1200


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (old("2019-0001"), "出现了两次"),
        (answered("x", ended_on=DAY - timedelta(days=1)), "早于收到申请之日"),
        (answered("x", ended_on=None), "同时有"),
        (answered("x", ended_on=today() + timedelta(days=1)), "晚于今天"),
        (old("x", arrived=DAY + timedelta(days=1)), "早于到达日期"),
        (old(" "), "缺少编号"),
        (old("x" * 41), "超过40个字"),
        (answered("x", outcome=Outcome.OT_NOFEE), "还不能以"),
    ],
)
def test_one_bad_row_and_nothing_is_entered(inside, bad, says) -> None:
    with pytest.raises(Refused, match=says):
        bring_in_many([old("2019-0001"), bad], organ=inside, by=TEST)
    assert not Request.objects.exists()
    assert not Event.objects.filter(action__startswith="cases.").exists()


def test_a_number_that_is_taken_is_not_given_again(inside) -> None:
    taken = asked.received(inside, DAY).number
    with pytest.raises(Refused, match=f"{taken}已经有了"):
        bring_in_many([old("2019-0044"), old(taken)], organ=inside, by=TEST)
    assert Request.objects.count() == 1


def test_bringing_in_is_for_the_office(inside, leader) -> None:
    with pytest.raises(PermissionDenied, match="补录以往的申请"):
        bring_in_many([old()], organ=inside, by=leader)
