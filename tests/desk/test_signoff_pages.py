"""Signing on the desk."""

import pytest

from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.records.models import Standing, Turn
from gongkai.records.signoff import handlers
from officers import bureau, officer, on_leave

pytestmark = pytest.mark.django_db

DEFAULT = (Role.SECTION_HEAD, Role.LEADER)
LIST = "/desk/jia/signoffs/"


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setattr(handlers, "_kinds", {})
    signoff.declare("test.paper", "试验文件", DEFAULT)


@pytest.fixture
def clerk(organ):
    return officer(organ, Role.CLERK, name="经办甲")


@pytest.fixture
def head(organ):
    return officer(organ, Role.SECTION_HEAD, name="科长乙")


@pytest.fixture
def leader(organ):
    return officer(organ, Role.LEADER, name="局长丁")


@pytest.fixture
def chain(organ, clerk):
    return signoff.start(organ, kind="test.paper", organ=organ, by=clerk, title="一份文件", default=DEFAULT)


def path(chain, then=""):
    return f"{LIST}{chain.pk}/{then}"


def given(chain, decision, opinion=""):
    with scope.organ(chain.organ):
        return {"decision": decision, "opinion": opinion, "step": chain.steps.get(state=Turn.WAITING).pk}


def now(chain):
    with scope.organ(chain.organ):
        return type(chain).objects.get(pk=chain.pk)


def test_who_is_asked_finds_it_signs_it_and_the_next_is_asked(chain, head, leader, seen_by):
    desk = seen_by(head)
    page = desk.get(LIST)
    assert [link["href"] for link in page.main.one("tbody").all("a")] == [path(chain)]
    assert "试验文件" in page.text
    page = desk.get(path(chain))
    assert "可以签的有：科长乙" in page.text
    assert "意见" in page.text
    page = desk.check(
        LIST, desk.client.post(path(chain, "decide/"), given(chain, "agree", "拟同意"), follow=True), 200
    )
    assert "已签批同意" in page.tree.text
    assert "现在没有等您签批" in page.text
    page = seen_by(leader).get(path(chain))
    assert "拟同意" in page.text
    assert "科长乙" in page.text
    desk.client.post(path(chain, "decide/"), given(chain, "agree"))
    assert now(chain).state == Standing.AGREED


def test_sending_back_without_a_reason_is_refused_on_the_page(chain, head, seen_by):
    desk = seen_by(head)
    page = desk.post(path(chain, "decide/"), given(chain, "return", " "), 409)
    assert "写明理由" in page.main.one("div", role="alert").text
    desk.client.post(path(chain, "decide/"), given(chain, "return", "缺依据"))
    assert now(chain).state == Standing.RETURNED
    page = desk.get(path(chain))
    assert "缺依据" in page.text
    assert "已退回" in page.text


def test_who_drafted_it_sees_why_they_cannot_sign_and_may_recall(chain, clerk, head, seen_by):
    desk = seen_by(clerk)
    page = desk.get(LIST)
    assert "签批中" in page.text
    page = desk.get(path(chain))
    assert "您拟的" in page.text
    assert not [button for button in page.main.all("button") if button.get("value") == "agree"]
    assert desk.client.post(path(chain, "decide/"), given(chain, "agree")).status_code == 403  # no such post
    page = desk.check(path(chain), desk.client.post(path(chain, "recall/"), follow=True), 200)
    assert "已撤回" in page.text
    page = desk.check(path(chain), desk.client.post(path(chain, "recall/"), follow=True), 200)
    assert "不能再办理" in page.tree.text


def test_a_head_who_drafted_it_is_told_so_when_the_form_is_forged(organ, seen_by):
    head = officer(organ, Role.SECTION_HEAD, name="科长")
    chain = signoff.start(organ, kind="test.paper", organ=organ, by=head, title="一份文件", default=DEFAULT)
    desk = seen_by(head)
    assert "没有别的人担任" in desk.get(path(chain)).text
    page = desk.post(path(chain, "decide/"), given(chain, "agree"), 409)
    assert "您拟的" in page.text
    assert now(chain).state == Standing.OPEN


def test_a_substitute_is_shown_as_such(organ, chain, head, seen_by):
    substitute = officer(organ, Role.CLERK, name="李四")
    on_leave(head, substitute, organ)
    desk = seen_by(substitute)
    assert "李四、科长乙" in desk.get(path(chain)).text.replace("科长乙、李四", "李四、科长乙")
    desk.client.post(path(chain, "decide/"), given(chain, "agree"))
    assert "李四（代科长乙）" in desk.get(path(chain)).text


def test_in_whose_name_a_paper_was_drafted_is_shown(organ, clerk, head, seen_by):
    both = officer(organ, Role.CLERK, Role.SECTION_HEAD, name="身兼两职")
    drafted = signoff.start(
        organ, kind="test.paper", organ=organ, by=clerk, for_whom=both, title="一份文件", default=DEFAULT
    )
    page = seen_by(both).get(path(drafted))
    assert "经办甲（代身兼两职）" in page.text
    assert "以您的名义拟的" in page.text
    assert "经办甲（代身兼两职）" in seen_by(head).get(LIST).text
    seen_by(both).client.post(path(drafted, "recall/"))
    assert now(drafted).state == Standing.RECALLED


def test_who_comes_second_is_told(organ, chain, head, seen_by):
    second = officer(organ, Role.SECTION_HEAD, name="副科长")
    shown = given(chain, "agree")
    signoff.agree(chain, by=head)
    page = seen_by(second).post(path(chain, "decide/"), shown, 409)
    assert "刚刚由别人签批" in page.text


def test_earlier_chains_of_the_paper_are_on_its_page(organ, chain, clerk, head, seen_by):
    signoff.send_back(chain, by=head, opinion="缺依据")
    again = signoff.start(organ, kind="test.paper", organ=organ, by=clerk, title="一份文件", default=DEFAULT)
    page = seen_by(head).get(path(again))
    assert "缺依据" in page.text
    assert path(chain) in page.links


def test_anothers_organs_paper_is_not_there(chain, seen_by):
    other = bureau("yi")
    stranger = officer(other, Role.SECTION_HEAD, name="外人")
    desk = seen_by(stranger)
    assert desk.client.get(path(chain)).status_code == 404
    assert desk.client.get(path(chain).replace("/jia/", "/yi/")).status_code == 404
    posted = desk.client.post(path(chain, "decide/").replace("/jia/", "/yi/"), given(chain, "agree"))
    assert posted.status_code == 404
    assert now(chain).state == Standing.OPEN


def test_the_office_head_sets_the_route(organ, clerk, seen_by):
    office_head = officer(organ, Role.OFFICE_HEAD, name="主任丙")
    desk = seen_by(office_head)
    page = desk.get(f"{LIST}routes/")
    assert "科室负责人 → 行政机关负责人" in page.text
    there = f"{LIST}routes/test.paper/"
    page = desk.get(there)
    chosen = [option["value"] for option in page.main.all("option") if "selected" in option.attrs]
    assert chosen[:3] == ["section-head", "leader", ""]
    page = desk.post(there, {"step_1": "leader", "step_2": "leader"}, 422)
    assert "只能签一步" in page.text
    page = desk.check(
        there, desk.client.post(there, {"step_1": "legal", "step_3": "leader"}, follow=True), 200
    )
    assert "法制审核人员 → 行政机关负责人" in page.text
    assert desk.client.get(f"{LIST}routes/no.such/").status_code == 404
    page = seen_by(clerk).get(f"{LIST}routes/")
    assert "设定“" not in page.text
    assert desk.client.get(there).status_code == 403


def test_a_kind_of_paper_may_have_no_route_of_its_own(organ, clerk, seen_by):
    signoff.declare("test.other", "另一种")
    assert "由事项本身规定" in seen_by(clerk).get(f"{LIST}routes/").text
    desk = seen_by(officer(organ, Role.OFFICE_HEAD, name="主任丙"))
    assert f"{LIST}routes/test.other/" not in desk.get(f"{LIST}routes/").links
    assert desk.client.get(f"{LIST}routes/test.other/").status_code == 404
