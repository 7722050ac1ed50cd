"""The pages of remedies."""

from datetime import timedelta

import pytest

import asked
import pages
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.cases.actions import take_step
from gongkai.law.remedies import Verdict
from gongkai.law.routes import Route
from gongkai.organs.roles import Role
from gongkai.remedies import actions
from gongkai.remedies.models import Remedy
from officers import TEST, officer

pytestmark = pytest.mark.django_db
DAY = today() - timedelta(days=200)


@pytest.fixture
def desk(client, organ):
    client.force_login(officer(organ, Role.LEGAL, name="法制庚"))
    return pages.Pages(client)


@pytest.fixture
def answered(organ):
    row = asked.received(organ, DAY)
    for step, details in (
        ("accept", {}),
        ("decide_np_petition", {}),
        ("approve", {}),
        ("serve", {"service": "post"}),
    ):
        take_step(row, step, by=TEST, on=DAY + timedelta(days=5), **details)
    return row


def only():
    with scope.everywhere("test"):
        return Remedy.objects.select_related("organ", "request").get()


def test_a_remedy_is_filed_concluded_and_its_order_leads_to_a_new_round(desk, organ, answered):
    given = {
        "route": "reconsideration",
        "filed_on": (DAY + timedelta(days=30)).isoformat(),
        "request": answered.number,
        "number": "甲府复〔2026〕1号",
        "body": "甲县人民政府",
    }
    answer = desk.client.post("/desk/jia/remedies/new/", given)
    assert answer.status_code == 302
    page = desk.get(answer.headers["Location"])
    assert "尚未审结" in page.text
    path = answer.headers["Location"]
    ended = (DAY + timedelta(days=80)).isoformat()
    assert (
        desk.client.post(f"{path}conclude/", {"verdict": "corrected", "ended_on": ended}).status_code == 302
    )
    assert "结果纠正" in desk.get(path).text
    assert desk.client.post(f"{path}order/", {"received_on": ended, "days": "15"}).status_code == 302
    assert "写明 15 个工作日" in desk.get(path).text
    assert only().order_days == 15
    assert answered.number in desk.get("/desk/jia/remedies/").text


def test_a_form_that_is_wrong_comes_back_with_the_reason(desk, organ):
    given = {"route": "reconsideration", "filed_on": DAY.isoformat(), "request": "2020-9999"}
    page = desk.post("/desk/jia/remedies/new/", given, 422)
    assert "没有编号为“2020-9999”的申请" in page.text
    later = (today() + timedelta(days=1)).isoformat()
    page = desk.post("/desk/jia/remedies/new/", {"route": "reconsideration", "filed_on": later}, 422)
    assert "还没有到" in page.text


def test_a_verdict_is_entered_once(desk, organ):
    row = actions.file(organ=organ, by=TEST, route=Route.SUIT_DIRECT, filed_on=DAY)
    actions.conclude(row, by=TEST, verdict=Verdict.UPHELD, ended_on=DAY)
    path = f"/desk/jia/remedies/{row.pk}/"
    desk.client.post(f"{path}conclude/", {"verdict": "other", "ended_on": DAY.isoformat()})
    page = desk.get(path)
    assert "已经登记为“结果维持”" in page.html
    assert only().verdict == "upheld"


def test_no_order_is_offered_where_the_reply_was_upheld(desk, organ, answered):
    row = actions.file(organ=organ, by=TEST, route=Route.RECONSIDERATION, filed_on=DAY, request=answered)
    actions.conclude(row, by=TEST, verdict=Verdict.UPHELD, ended_on=DAY + timedelta(days=60))
    path = f"/desk/jia/remedies/{row.pk}/"
    assert not list(desk.get(path).main.all("form"))
    desk.client.post(f"{path}order/", {"received_on": today().isoformat()})
    assert "没有责令重新答复可以登记" in desk.get(path).html
    assert only().order_on is None


def test_a_filing_sent_twice_leads_to_the_first(desk, organ):
    page = desk.get("/desk/jia/remedies/new/")
    key = next(field.get("value") for field in page.main.all("input") if field.get("name") == "once")
    given = {"route": "suit_direct", "filed_on": DAY.isoformat(), "once": key}
    first = desk.client.post("/desk/jia/remedies/new/", given)
    again = desk.client.post("/desk/jia/remedies/new/", given)
    assert again.headers["Location"] == first.headers["Location"]
    other = desk.post("/desk/jia/remedies/new/", {**given, "number": "改过的"}, 422)
    assert "请再按一次登记" in other.text
    del given["once"]
    assert "已经登记" in desk.post("/desk/jia/remedies/new/", given, 422).text
    assert only().pk


def test_a_leader_reads_and_enters_nothing(client, organ):
    row = actions.file(organ=organ, by=TEST, route=Route.SUIT_DIRECT, filed_on=DAY)
    client.force_login(officer(organ, Role.LEADER, name="局长丙"))
    page = pages.Pages(client).get(f"/desk/jia/remedies/{row.pk}/")
    assert not list(page.main.all("form"))
    assert client.post(f"/desk/jia/remedies/{row.pk}/conclude/", {}).status_code == 403
