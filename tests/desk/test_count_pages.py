"""Attested counts on the desk: drafted with a file, sent, signed, shown with what they add up to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import pages
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records import signoff
from gongkai.registers.actions.counts import KIND
from gongkai.registers.models import AttestedCount
from officers import a_section, officer
from registered import line

pytestmark = pytest.mark.django_db
HERE = "/desk/jia/counts/"


@pytest.fixture
def section(organ):
    return a_section(organ, "基础教育科")


@pytest.fixture
def clerk(organ, section):
    return officer(organ, Role.CLERK, name="科员甲", section=section)


@pytest.fixture
def head(organ, section):
    return officer(organ, Role.SECTION_HEAD, name="科长丁", section=section)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return pages.Pages(client)


def upload():
    return SimpleUploadedFile("统计表.csv", "科室,件数\n基础教育科,12\n".encode())


def draft(desk, section, **more):
    given = {"measure": "services.decisions", "year": "2020", "section": section.pk, "value": "12", **more}
    return desk.client.post(f"{HERE}new/", given)


def sign(organ, head):
    with scope.organ(organ):
        count = AttestedCount.objects.latest("pk")
        signoff.agree(signoff.open_chain(count, KIND), by=head)


def test_from_draft_to_a_figure_of_the_table(organ, section, desk, head):
    line(organ, "services", section=section)
    answer = draft(desk, section, source=upload())
    page = desk.get(answer.headers["Location"])
    assert "草稿" in page.text
    assert "统计表.csv" in page.text
    assert "还没有送签" in desk.get("/desk/jia/").text
    desk.client.post(f"{answer.headers['Location']}submit/")
    assert "还没有送签" not in desk.get("/desk/jia/").text
    assert "签批中" in desk.get(answer.headers["Location"]).text
    sign(organ, head)
    page = desk.get(answer.headers["Location"])
    assert "已签字" in page.text
    assert "科长丁" in page.text
    listed = desk.get(f"{HERE}?year=2020")
    figures = listed.main.one("section", **{"aria-labelledby": "figures"}).one("tbody")
    row = next(row for row in figures.all("tr") if "其他对外管理服务事项：处理决定数量" in row.text)
    assert [cell.text for cell in row.all("td")][:3] == ["1", "12", "13"]
    assert "可能重复计数：基础教育科" in row.text
    assert "空白" in listed.text


def test_a_signed_figure_is_replaced_through_its_page(organ, section, desk, head):
    first = draft(desk, section, source=upload()).headers["Location"]
    desk.client.post(f"{first}submit/")
    sign(organ, head)
    path = next(link for link in desk.get(first).links if "replaces=" in link)
    form = desk.get(path)
    assert "现在计入的是 12" in form.text
    second = desk.client.post(path, {"value": "13", "source": upload()}).headers["Location"]
    desk.client.post(f"{second}submit/")
    sign(organ, head)
    assert "已被替换" in desk.get(first).text
    desk.client.post(f"{second}withdraw/")
    assert "已撤销" in desk.get(second).text


def test_refusals_are_said_on_the_page(organ, section, desk):
    given = {"measure": "services.decisions", "year": "2020", "section": section.pk, "value": "12"}
    assert "要附来源文件" in desk.post(f"{HERE}new/", given, 422).text
    answer = draft(desk, section, value="0")
    assert answer.status_code == 302
    assert "已有草稿" in desk.post(f"{HERE}new/", given | {"value": "0"}, 422).text
    desk.client.post(f"{answer.headers['Location']}withdraw/")
    desk.client.post(f"{answer.headers['Location']}withdraw/")
    assert "不再计数" in desk.get(HERE).html


def test_who_only_reads(organ, section, desk):
    path = draft(desk, section, value="0").headers["Location"]
    desk.client.force_login(officer(organ, Role.SUPERVISOR, name="监督员"))
    assert "送签" not in desk.get(path).text
    assert "填报" not in [node.text for node in desk.get(HERE).main.all("a")]
    for method, to in (("get", f"{HERE}new/"), ("post", f"{path}submit/"), ("post", f"{path}withdraw/")):
        assert getattr(desk.client, method)(to).status_code == 403
    with scope.organ(organ):
        assert AttestedCount.objects.get().state == "draft"
