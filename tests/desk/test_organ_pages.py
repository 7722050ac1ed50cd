"""The organ's own pages: its record and history, its sections, schools, groups."""

import datetime

import pytest

from gongkai.base import scope
from gongkai.base.clock import today
from gongkai.desk.forms.organ import Amend
from gongkai.organs import queries
from gongkai.organs.actions import add_member, add_unit, amend, open_section, reorganise
from gongkai.organs.models import Duty, Group, GroupMember, Section, Unit, UnitKind
from gongkai.organs.roles import Role
from officers import TEST, administrators, bureau, officer

pytestmark = pytest.mark.django_db
HOME = "/desk/jia/organ/"


@pytest.fixture
def system(organ):
    return administrators(organ)[0]


def day(days=0):
    return today() + datetime.timedelta(days=days)


def record(organ, **changes):
    """What the amend form sends for the record in force."""
    last = queries.latest(organ)
    return {name: getattr(last, name) for name in Amend.Meta.fields} | {"since": day().isoformat()} | changes


def problems(page):
    return "".join(node.text for node in page.main.all("div") if node.get("class") == "errors")


def test_everyone_with_a_post_reads_the_record_and_its_history(organ, seen_by):
    amend(organ, since=day(5), by=TEST, name="甲县教育和体育局", court="甲县人民法院")
    page = seen_by(officer(organ, Role.CLERK)).get(HOME)
    assert page.h1 == "jia县教育局登记事项"
    rows = [row.text for row in page.main.one("tbody").all("tr")]
    assert "至今" in rows[1]
    assert "尚未生效" in rows[1]
    assert "名称：甲县教育和体育局" in rows[1]
    assert "管辖法院：甲县人民法院" in rows[1]
    assert f"{HOME}amend/" not in page.links
    assert "撤回" not in page.text


def test_the_system_administrator_changes_the_record(organ, seen_by, system):
    mine = seen_by(system)
    assert mine.get(f"{HOME}amend/").h1 == "变更机关登记事项"
    answer = mine.client.post(
        f"{HOME}amend/", record(organ, phone="0571-88", channels=[*organ.channels, "email"])
    )
    assert answer.headers["Location"] == HOME
    page = mine.get(HOME)
    assert "0571-88" in page.text
    assert "电子邮件" in page.text
    assert "已登记变更" in page.words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"credit_code": "1"}, "统一社会信用代码"),
        ({"channels": ["email"]}, "不得关闭"),
        ({"since": "2001-01-01", "phone": "1"}, "过去的记录不改写"),
        ({"since": "明天"}, "日期"),
        ({}, "没有改动"),
    ],
)
def test_what_cannot_be_is_said_on_the_form(organ, seen_by, system, wrong, says):
    amend(organ, since=day(), by=TEST, fax="1")
    page = seen_by(system).post(f"{HOME}amend/", record(organ, **wrong), 422)
    assert says in problems(page)
    assert len(queries.history(organ)) == 2


def test_a_slip_of_today_is_corrected_with_the_day_left_blank(organ, seen_by, system):
    seen_by(system).client.post(f"{HOME}amend/", record(organ, phone="1", since=""))
    assert [stretch.record.phone for stretch in queries.history(organ)] == ["1"]


def test_a_change_not_yet_in_force_is_taken_back(organ, seen_by, system):
    amend(organ, since=day(5), by=system, phone="1")
    mine = seen_by(system)
    assert "撤回尚未生效的变更" in mine.get(HOME).text
    (since,) = [node for node in mine.get(f"{HOME}amend/").main.all("input") if node.get("name") == "since"]
    assert since.get("value") == ""
    mine.client.post(f"{HOME}cancel/")
    assert len(queries.history(organ)) == 1
    mine.client.post(f"{HOME}cancel/")
    assert "没有尚未生效的变更" in mine.get(HOME).words


def test_an_organ_that_ended_says_who_took_over(organ, seen_by):
    user = officer(organ, Role.OFFICE)
    reorganise(organ, successors=[bureau("yi")], on=day(1), by=TEST)
    assert "yi县教育局承继" in seen_by(user).get(HOME).text


@pytest.mark.parametrize("path", ["amend/", "cancel/"])
@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR])
def test_nobody_else_changes_it(organ, seen_by, role, path):
    seen_by(officer(organ, role)).post(f"{HOME}{path}", record(organ, phone="1"), 403)
    assert len(queries.history(organ)) == 1


def test_sections_are_entered_ended_and_taken_back(organ, seen_by, system):
    mine = seen_by(system)
    assert "还没有登记科室" in mine.get(f"{HOME}sections/").text
    for name in ("办公室", "人事科", "写错的科"):
        mine.client.post(f"{HOME}sections/", {"name": name})
    with scope.organ(organ):
        ids = dict(Section.objects.values_list("name", "pk"))
    assert "已有同名的科室" in problems(mine.post(f"{HOME}sections/", {"name": "办公室"}, 422))
    assert mine.get(f"{HOME}sections/{ids['人事科']}/").h1 == "终止：人事科"
    mine.client.post(f"{HOME}sections/{ids['人事科']}/", {"until": day(-1).isoformat()})
    mine.client.post(f"{HOME}sections/{ids['写错的科']}/", {"withdraw": "1"})
    page = mine.get(f"{HOME}sections/")
    assert [row.one("th").text for row in page.main.one("tbody").all("tr")] == ["办公室"]
    assert "写错的科已撤回" in page.text.replace(" ", "").replace("\n", "")
    with scope.organ(organ):
        Section.objects.filter(pk=ids["办公室"]).update(created_at="2020-01-01T00:00:00Z")
    assert "只有当天" in problems(mine.post(f"{HOME}sections/{ids['办公室']}/", {"withdraw": "1"}, 422))
    assert "日期" in problems(mine.post(f"{HOME}sections/{ids['办公室']}/", {"until": "x"}, 422))


def test_the_disclosure_office_keeps_schools_and_groups(organ, seen_by):
    mine = seen_by(officer(organ, Role.OFFICE))
    mine.client.post(f"{HOME}units/", {"name": "第一小学", "kind": "primary", "address": "某街1号"})
    mine.client.post(
        f"{HOME}members/",
        {"group": "officers", "name": "王某", "duty": "part-time", "since": day().isoformat()},
    )
    wrong = {"group": "officers", "name": "李某", "duty": "head", "since": day().isoformat()}
    assert "专职或者兼职" in problems(mine.post(f"{HOME}members/", wrong, 422))
    assert "第一小学" in mine.get(f"{HOME}units/").text
    assert "王某" in mine.get(f"{HOME}members/").text
    assert "专职0人，兼职1人" in mine.get(HOME).text
    mine.post(f"{HOME}sections/", {"name": "办公室"}, 403)


def test_others_read_the_lists_without_forms(organ, seen_by):
    open_section(organ, name="办公室", by=TEST)
    unit = add_unit(organ, name="第一小学", kind=UnitKind.PRIMARY, by=TEST)
    member = add_member(organ, group=Group.LEADING, name="李某", duty=Duty.HEAD, since=day(), by=TEST)
    mine = seen_by(officer(organ, Role.LEGAL))
    for part in ("sections", "units", "members"):
        assert not list(mine.get(f"{HOME}{part}/").main.all("form"))
    mine.post(f"{HOME}units/{unit.pk}/", {"until": day().isoformat()}, 403)
    mine.post(f"{HOME}members/{member.pk}/", {"withdraw": "1"}, 403)
    with scope.organ(organ):
        assert not Unit.objects.exclude(until=None).exists()
        assert not GroupMember.objects.exclude(withdrawn_on=None).exists()


def test_what_belongs_to_another_organ_is_not_there(organ, seen_by, system):
    theirs = open_section(bureau("yi"), name="办公室", by=TEST)
    mine = seen_by(system)
    for answer in (mine.client.get, mine.client.post):
        assert answer(f"{HOME}sections/{theirs.pk}/").status_code == 404
    assert mine.client.get("/desk/yi/organ/").status_code == 404


def test_the_supervisor_of_the_parent_reads(organ, seen_by):
    parent = bureau("shi")
    amend(organ, since=day(), by=TEST, parent=parent)
    user = officer(parent, Role.SUPERVISOR)
    mine = seen_by(user)
    assert "shi县教育局" in mine.get(HOME).text
    assert mine.get("/desk/shi/organ/").text.count("jia县教育局") == 1
    mine.post(f"{HOME}units/", {"name": "第一小学", "kind": "primary"}, 403)
