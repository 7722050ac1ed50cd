"""Bringing in old records on the desk: template, upload, every row judged, confirmation."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

import pages
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records.models import StoredFile
from gongkai.registers.models import Entry
from officers import bureau, officer
from spreadsheets import filled

pytestmark = pytest.mark.django_db
HERE = "/desk/jia/imports/"
ROW = {"number": "甲1", "matter": "教学仪器", "kind": "政府集中采购", "on": "2020-03-02", "amount": 100}


@pytest.fixture
def desk(client, organ):
    client.force_login(officer(organ, Role.OFFICE, name="公开办乙"))
    return pages.Pages(client)


def handed_in(key, *rows):
    return {"file": SimpleUploadedFile("补录.xlsx", filled(key, rows).getvalue())}


def entries(organ):
    with scope.organ(organ):
        return Entry.objects.count()


def test_the_templates_can_be_fetched(desk):
    page = desk.get(HERE)
    for path in [link for link in page.links if "templates" in link]:
        answer = desk.client.get(path)
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        assert book.sheetnames[0] in page.text
    assert desk.client.get(f"{HERE}templates/nothing/").status_code == 404


def test_a_file_is_judged_first_and_written_when_confirmed(organ, desk):
    answer = desk.client.post(HERE, handed_in("procurement", ROW, ROW | {"number": "甲2"}))
    path = answer.headers["Location"]
    page = desk.get(path)
    assert "共2行：新增2行，已有0行，有误0行" in page.text
    assert "确认写入 2 行" in page.text
    assert entries(organ) == 0
    assert desk.client.post(path).status_code == 302
    assert entries(organ) == 2
    page = desk.get(path)
    assert "新增0行，已有2行" in page.text
    assert "确认写入" not in page.text
    desk.client.post(path)
    assert entries(organ) == 2


def test_a_wrong_row_stops_the_whole_file(organ, desk):
    path = desk.client.post(
        HERE, handed_in("procurement", ROW, ROW | {"number": "甲2", "on": "去年"})
    ).headers["Location"]
    page = desk.get(f"{path}?verdict=wrong")
    rows = [[cell.text for cell in row.children] for row in page.main.one("tbody").all("tr")]
    assert [row[:2] for row in rows] == [["4", "有误"]]
    assert "确认写入" not in page.text
    assert desk.client.post(path).status_code == 302
    assert "有1行有误，一行也没有写入" in desk.get(HERE).html
    assert entries(organ) == 0


def test_a_file_that_is_no_template_is_refused_and_not_kept(organ, desk):
    given = {"file": SimpleUploadedFile("a.xlsx", b"nothing")}
    assert "这不是 .xlsx" in desk.post(HERE, given, 422).text
    person_named = {
        "number": "2019-1", "receipt_on": "2019-11-04", "applicant_kind": "自然人", "applicant": "示例甲",
    }  # fmt: skip
    assert "不留存在文件库" in desk.post(HERE, handed_in("requests", person_named), 422).text
    with scope.organ(organ):
        assert not StoredFile.objects.exists()


def test_who_may(organ, desk):
    path = desk.client.post(HERE, handed_in("procurement", ROW)).headers["Location"]
    for role in (Role.CLERK, Role.SUPERVISOR, Role.LEADER, Role.AUDIT_ADMIN):
        desk.client.force_login(officer(organ, role, name=f"某{role}"))
        for to in (HERE, path, f"{HERE}templates/items/"):
            assert desk.client.get(to).status_code == 403
        assert desk.client.post(path).status_code == 403
    assert entries(organ) == 0
    desk.client.force_login(officer(bureau("yi"), Role.OFFICE, name="别处"))
    assert desk.client.get(path).status_code == 404
    assert desk.client.get(path.replace("jia", "yi")).status_code == 404
