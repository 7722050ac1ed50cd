"""The pages of requests: nothing personal in lists, steps from the law's table, the date explained."""

import uuid
from datetime import date, timedelta

import pytest

import asked
import pages
from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.cases.actions import take_step
from gongkai.cases.models import Request
from gongkai.law.receipt import Channel
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from officers import TEST, a_section, bureau, officer, standing_on

pytestmark = pytest.mark.django_db
PERSONAL = (asked.NAME, asked.PHONE, asked.WISH)


@pytest.fixture
def office(organ):
    return officer(organ, Role.OFFICE, name="办事甲")


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return pages.Pages(client)


@pytest.fixture
def row(organ, office):
    """In hand, handed in ten days ago."""
    request = asked.received(organ, today() - timedelta(days=10))
    return take_step(request, "accept", by=TEST)


def path(row, rest=""):
    return f"/desk/jia/requests/{row.pk}/{rest}"


def post(desk, row, step, **given):
    """Take a step as the page's form does."""
    data = {f"{step}-on": today().isoformat(), f"{step}-seen": row.last_seq}
    return desk.client.post(
        path(row, f"steps/{step}/"), {**data, **{f"{step}-{k}": v for k, v in given.items()}}
    )


def fresh(row):
    with scope.organ(row.organ):
        return Request.objects.select_related("organ").get(pk=row.pk)


def test_the_list_shows_what_is_urgent_first_and_nobody(desk, organ, row):
    late = asked.received(organ, today() - timedelta(days=60))
    new = asked.received(organ, today())
    page = desk.get("/desk/jia/requests/")
    shown = [line.one("a").text for line in page.main.one("tbody").all("tr")]
    assert shown == [late.number, row.number, new.number]
    assert "逾期" in page.text
    assert "自然人" in page.text
    assert not [word for word in PERSONAL if word in page.html]


def test_the_list_is_filtered(desk, organ, row):
    late = asked.received(organ, today() - timedelta(days=60))
    for query, found in (
        ("state=handling", [row.number]),
        ("late=on", [late.number]),
        (f"year={late.year}&state=registered", [late.number]),
        ("year=1900", [late.number, row.number]),  # no such year: all
    ):
        page = desk.get(f"/desk/jia/requests/?{query}")
        assert [line.one("a").text for line in page.main.one("tbody").all("tr")] == found, query


def test_pages_go_on_without_a_gap_or_a_repetition(desk, organ, monkeypatch):
    monkeypatch.setattr("gongkai.cases.queue.A_PAGE", 3)
    made = {asked.received(organ, today()).number for _count in range(8)}
    seen, href = [], "/desk/jia/requests/"
    while href:
        page = desk.get(href)
        seen += [line.one("a").text for line in page.main.one("tbody").all("tr")]
        further = [link for link in page.main.all("a") if link.text == "下一页"]
        href = f"/desk/jia/requests/{further[0]['href']}" if further else None
    assert len(seen) == 8
    assert set(seen) == made


def test_a_request_explains_its_date_and_offers_its_steps(desk, row):
    page = desk.get(path(row))
    assert "期限于" in page.text
    assert "条例第三十三条第二款" in page.text
    assert "答复信息不存在的，应当先检索并登记检索情况" in page.text  # greyed, in the law's words
    offered = [form["action"] for form in page.main.all("form")]
    assert path(row, "steps/log_search/") in offered
    assert path(row, "steps/decide_na_none/") not in offered
    assert not [word for word in PERSONAL if word in page.html]


def test_a_step_is_taken_by_its_form(desk, row):
    answer = post(desk, row, "log_search")
    assert answer.status_code == 302
    page = desk.get(path(row))
    assert "已办理：登记检索情况" in page.html
    assert path(row, "steps/decide_na_none/") in [form["action"] for form in page.main.all("form")]


def test_a_step_without_its_detail_comes_back_with_the_form(desk, row):
    answer = post(desk, row, "ask_supplement")
    assert answer.status_code == 422
    assert fresh(row).last_seq == row.last_seq


def test_what_others_did_meanwhile_is_told(desk, row):
    seen = row.last_seq
    take_step(row, "log_search", by=TEST)
    row.last_seq = seen
    post(desk, row, "note_grounds")
    assert "登记了“登记检索情况”" in desk.get(path(row)).html
    assert fresh(row).last_seq == seen + 1


def test_the_words_open_by_a_button_and_the_log_says_so(desk, row, office):
    page = desk.post(path(row, "words/"), {})
    assert all(word in page.text for word in PERSONAL)
    with scope.organ(row.organ):
        event = Event.objects.get(action="cases.read")
    assert event.actor == office
    assert not [word for word in PERSONAL if word in str(event.data)]


def test_with_the_words_other_requests_in_the_same_name_are_shown(desk, organ, row):
    again = asked.received(organ, today(), applicant=f" {asked.NAME} ")
    stranger = asked.received(organ, today(), applicant="别人")
    text = desk.post(path(row, "words/"), {}).text
    assert again.number in text
    assert stranger.number not in text
    assert again.number not in desk.get(path(row)).text


def test_a_supervisor_reads_without_words_or_steps(client, organ, row):
    parent = bureau("city")
    organ.parent = parent
    organ.save()
    client.force_login(officer(parent, Role.SUPERVISOR, name="监督戊"))
    page = pages.Pages(client).get(path(row))
    assert not [form for form in page.main.all("form") if form.get("method").lower() == "post"]
    assert client.post(path(row, "words/")).status_code == 403


def test_a_request_is_registered(desk, organ):
    given = {
        "channel": "post_ordinary",
        "arrived": today().isoformat(),
        "applicant_kind": "business",
        "applicant": asked.NAME,
        "contact": asked.PHONE,
        "content": asked.WISH,
    }
    answer = desk.client.post("/desk/jia/requests/new/", given)
    assert answer.status_code == 302
    page = desk.get(answer.headers["Location"])
    assert "待定" in page.text
    assert "应当于收到信函的当日" in page.text
    assert not [word for word in PERSONAL if word in page.html]
    refused = desk.post(
        "/desk/jia/requests/new/", {**given, "content": "请公开另一所学校的", "confirmed": "2020-01-01"}, 422
    )
    assert "早于申请到达之日" in refused.text


def test_a_request_is_given_to_a_section(desk, organ, row):
    section = a_section(organ)
    answer = desk.client.post(path(row, "assign/"), {"section": section.pk, "handler": ""})
    assert answer.status_code == 302
    assert fresh(row).section_id == section.pk


def test_who_assigns_second_is_told(desk, organ, row, office):
    shown = desk.get(path(row)).main.one("input", name="seen")["value"]
    section = a_section(organ)
    desk.client.post(path(row, "assign/"), {"section": section.pk, "handler": "", "seen": shown})
    answer = desk.client.post(path(row, "assign/"), {"section": "", "handler": office.pk, "seen": shown})
    assert answer.status_code == 302
    assert "另行指定了承办" in desk.get(path(row)).html
    assert (fresh(row).section_id, fresh(row).handler_id) == (section.pk, None)


def test_an_answer_too_late_is_said_to_be(desk, organ):
    day = today() - timedelta(days=60)
    row = asked.received(organ, day)
    for step in ("accept", "note_grounds", "decide_ref_process", "approve"):
        take_step(row, step, by=TEST, on=day)
    take_step(row, "serve", by=TEST, service="post")
    text = desk.get(path(row)).text
    assert "逾期答复" in text
    assert "交邮之日" in text


def test_an_answer_is_judged_by_the_period_of_its_own_round(desk, organ):
    day = today() - timedelta(days=90)
    row = asked.received(organ, day)
    asked.taken(row, "accept", "note_grounds", "decide_ref_process", "approve", on=day)
    asked.taken(row, ("serve", {"service": "post"}), on=day + timedelta(days=60))
    asked.taken(row, ("note_order", {"days": 30}), "reopen", on=today())
    text = desk.get(path(row)).text
    assert "首次办理" in text
    assert "逾期答复" in text
    assert "，按期答复" not in text
    asked.taken(row, "note_grounds", "decide_ref_process", "approve", ("serve", {"service": "post"}))
    text = desk.get(path(row)).text
    assert text.index("逾期答复") < text.index("重新办理") < text.index("，按期答复")


def test_a_step_taken_in_time_is_entered_days_later(desk, organ):
    monday, tuesday_after, friday = date(2026, 11, 9), date(2026, 11, 17), date(2026, 11, 20)
    with standing_on(friday):
        row = asked.received(organ, monday)
        page = desk.get(path(row))
        form = next(form for form in page.main.all("form") if "steps/ask_supplement/" in form.get("action"))
        day = next(field for field in form.all("input") if field.get("name") == "ask_supplement-on")
        assert not day.get("value")
        assert "此前已经办理的，填写实际办理的日期" in page.text
        late = post(desk, row, "ask_supplement", on="2026-11-20", until="2026-12-01")
        assert "没有办理" in desk.get(late.headers["Location"]).html
        assert fresh(row).state == "registered"
        post(desk, row, "ask_supplement", on=tuesday_after.isoformat(), until="2026-12-01")
    assert fresh(row).state == "awaiting_supplement"


def test_a_step_whose_period_was_over_before_is_not_offered(desk, organ):
    with standing_on(date(2026, 11, 20)):
        row = asked.received(organ, date(2026, 11, 9))
        asked.taken(row, "accept", on=date(2026, 11, 19))
        page = desk.get(path(row))
    assert not [form for form in page.main.all("form") if "steps/ask_supplement/" in form.get("action")]


def registration(**given):
    return {
        "channel": "in_person",
        "arrived": today().isoformat(),
        "applicant_kind": "natural",
        "applicant": asked.NAME,
        "content": asked.WISH,
        **given,
    }


def drawn(desk, at):
    page = desk.get(at)
    return next(field.get("value") for field in page.main.all("input") if field.get("name") == "once")


def how_many(organ):
    with scope.organ(organ):
        return Request.objects.count()


def test_a_registration_sent_twice_leads_to_the_first(desk, organ):
    given = registration(once=drawn(desk, "/desk/jia/requests/new/"))
    first = desk.client.post("/desk/jia/requests/new/", given)
    again = desk.client.post("/desk/jia/requests/new/", given)
    assert again.headers["Location"] == first.headers["Location"]
    assert "刚才已登记" in desk.get(again.headers["Location"]).html
    assert how_many(organ) == 1


def test_a_registration_sent_again_with_other_words_is_asked_about_and_loses_nothing(desk, organ):
    given = registration(once=drawn(desk, "/desk/jia/requests/new/"))
    desk.client.post("/desk/jia/requests/new/", given)
    page = desk.post("/desk/jia/requests/new/", {**given, "content": "另一件的内容"}, 422)
    assert "请再按一次登记" in page.text
    assert "另一件的内容" in page.text
    assert how_many(organ) == 1
    new = next(field.get("value") for field in page.main.all("input") if field.get("name") == "once")
    other = {**given, "content": "另一件的内容", "once": new}
    assert desk.client.post("/desk/jia/requests/new/", other).status_code == 302
    assert how_many(organ) == 2


def test_the_same_request_registered_anew_is_asked_about(desk, organ):
    assert desk.client.post("/desk/jia/requests/new/", registration()).status_code == 302
    given = registration(once=drawn(desk, "/desk/jia/requests/new/"))
    asked_about = desk.post("/desk/jia/requests/new/", given, 422)
    assert "刚才已登记相同的申请" in asked_about.text
    assert how_many(organ) == 1
    assert desk.client.post("/desk/jia/requests/new/", {**given, "again": "on"}).status_code == 302
    assert how_many(organ) == 2


def test_anothers_key_is_no_key(desk, organ, client):
    given = registration(once=drawn(desk, "/desk/jia/requests/new/"))
    first = desk.client.post("/desk/jia/requests/new/", given)
    client.force_login(officer(organ, Role.OFFICE, name="办事乙"))
    other = client.post("/desk/jia/requests/new/", {**given, "content": "另一件"})
    assert other.headers["Location"] != first.headers["Location"]
    assert how_many(organ) == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"applicant": "\u200b"}, "“申请人”里没有看得见的文字"),
        ({"applicant": "\u3164"}, "“申请人”里没有看得见的文字"),
        ({"applicant": "张\x07三"}, "“申请人”里有不可见的控制字符"),
        ({"contact": "139\x1b"}, "“联系方式”里有不可见的控制字符"),
        ({"content": "请公开\x08"}, "“申请内容”里有不可见的控制字符"),
    ],
)
def test_what_cannot_be_seen_is_refused_at_its_field(desk, organ, wrong, says):
    page = desk.post("/desk/jia/requests/new/", registration(**wrong), 422)
    field = next(iter(wrong))
    assert any(node.get("id") == f"id_{field}_error" and says in node.text for node in page.main.all("div"))
    assert how_many(organ) == 0


def test_an_order_is_not_entered_without_its_remedy(desk, organ):
    row = asked.in_hand(organ, today() - timedelta(days=20))
    asked.taken(row, "note_grounds", "decide_ref_process", "approve", ("serve", {"service": "post"}))
    page = desk.get(path(row))
    assert not [form for form in page.main.all("form") if "steps/note_order/" in form.get("action")]
    answer = post(desk, row, "note_order")
    assert "随所依据的复议、诉讼登记" in desk.get(answer.headers["Location"]).html
    assert fresh(row).last_seq == row.last_seq


def test_what_is_not_there_is_404(desk, row):
    assert desk.client.get(f"/desk/jia/requests/{uuid.uuid4()}/").status_code == 404
    assert desk.client.post(path(row, "steps/no_such_step/")).status_code == 404


def test_today_says_what_waits(desk, organ):
    arrived = asked.received(organ, today() - timedelta(days=3), channel=Channel.POST_ORDINARY)
    late = asked.received(organ, today() - timedelta(days=60))
    page = desk.get("/desk/jia/")
    assert arrived.number in page.text
    assert late.number in page.text
    assert "当日" in page.text
    assert not [word for word in PERSONAL if word in page.html]
