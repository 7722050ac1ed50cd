"""A leader on leave is no missed day: a request from the counter to its answer, signed by the substitute."""

import pytest

from gongkai.base.clock import today
from gongkai.organs.roles import Role
from officers import bureau, officer

PASSWORD = "Dui-de-mima-1949"  # noqa: S105


@pytest.fixture
def site(transactional_db, live_server):
    return live_server.url


@pytest.fixture
def people(site, settings, tmp_path):
    settings.KEYS = tmp_path / "keys"
    organ = bureau()
    names = {Role.OFFICE: "经办甲", Role.OFFICE_HEAD: "主任乙", Role.LEADER: "局长丙", Role.LEGAL: "副局长丁"}
    found = {name: officer(organ, role, name=name) for role, name in names.items()}
    for user in found.values():
        user.set_password(PASSWORD)
        user.save()
    return {name: user.username for name, user in found.items()}


@pytest.fixture
def desk_of(open_page, people):
    """The desk as seen by one of them, in a browser of their own."""

    def signed_in(name):
        page = open_page("/desk/")
        page.get_by_label("用户名").fill(people[name])
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("heading", name="今日待办").wait_for()
        return page

    return signed_in


def take(page, step, **more):
    """Open a step among those that can be taken, fill it in, send it."""
    page.get_by_text(step, exact=True).first.click()
    form = page.locator("details[open]").filter(has=page.get_by_role("button", name=step, exact=True)).last
    for label, value in more.items():
        form.get_by_label(label).select_option(value)
    form.get_by_role("button", name=step, exact=True).click()
    page.wait_for_load_state()


def sign(page, title):
    """From what waits today to the signature."""
    page.get_by_role("link", name="今日待办", exact=True).click()
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="同意").click()
    page.get_by_text("现在没有等您签批的文件").wait_for()


def words(page):
    return page.locator("main").inner_text()


def test_a_request_is_answered_while_the_leader_is_on_leave(desk_of, people):
    clerk = desk_of("经办甲")
    clerk.get_by_role("link", name="公开申请", exact=True).click()
    clerk.get_by_role("link", name="登记申请").click()
    clerk.get_by_label("申请人姓名或者名称").fill("某人")
    clerk.get_by_label("申请内容").fill("请公开本年度招生办法。")
    clerk.get_by_role("button", name="登记", exact=True).click()
    clerk.get_by_role("heading", name="申请 2").wait_for()
    take(clerk, "审核通过，转入办理")
    take(clerk, "拟定答复：已主动公开")
    assert "已拟定答复，待批准" in words(clerk)

    leader = desk_of("局长丙")
    leader.get_by_role("link", name="人员", exact=True).click()
    leader.get_by_role("link", name="我的代理").click()
    leader.get_by_role("link", name="指定代理人").click()
    leader.get_by_label("代理人").select_option(label=f"副局长丁（{people['副局长丁']}）")
    leader.get_by_label("至").fill(today().isoformat())
    leader.locator("main form button").click()
    leader.get_by_role("heading", name="我的代理").wait_for()

    title = "拟定答复：已主动公开"
    sign(desk_of("主任乙"), title)
    sign(desk_of("副局长丁"), title)

    clerk.reload()
    take(clerk, "送达答复", 送达方式="direct")
    clerk.get_by_text("已答复").first.wait_for()
    assert "副局长丁（代局长丙）" in words(clerk)
