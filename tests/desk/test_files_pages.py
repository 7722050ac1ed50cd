"""Files on the desk: handing in, taking out."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import pages
from gongkai.base import scope
from gongkai.organs.roles import Role
from gongkai.records.files import receiving
from gongkai.records.models import Event, Scan, StoredFile
from officers import bureau, officer

pytestmark = pytest.mark.django_db

LIST = "/desk/jia/files/"
UPLOAD = f"{LIST}upload/"


@pytest.fixture(autouse=True)
def folder(own_keys, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "gongkai.records.files.storage.DurableFolder",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }
    settings.UPLOAD_LIMIT = 4 * 2**20
    settings.CLAMD = ""


@pytest.fixture
def desk(client, organ):
    client.force_login(officer(organ, Role.CLERK, name="经办甲"))
    return pages.Pages(client)


def rows():
    with scope.everywhere("test"):
        return list(StoredFile.objects.all())


def hand_in(desk, content=b"a text", name="证明 材料.txt", status=200):
    file = SimpleUploadedFile(name, content)
    return desk.check(LIST, desk.client.post(UPLOAD, {"file": file}, follow=True), status)


def test_the_page_says_what_is_taken_and_what_it_cannot_see(desk):
    page = desk.get(LIST)
    for words in (
        "docx",
        "4 MB",
        "涉密文件一律不得上传",
        "请不要写申请人等个人的姓名",
        "扫描件和图片",
        "未经查毒",
        "还没有文件",
    ):
        assert words in page.text
    assert page.main.one("form", enctype="multipart/form-data")


def test_what_is_handed_in_is_listed_and_taken_out_as_it_was(desk):
    page = hand_in(desk)
    assert "文件已保存" in page.tree.text
    (row,) = rows()
    assert [link["href"] for link in page.main.one("tbody").all("a")] == [f"{LIST}{row.pk}/"]
    assert "未查毒" in page.text
    answer = desk.client.get(f"{LIST}{row.pk}/")
    assert b"".join(answer.streaming_content) == b"a text"
    sent = answer.headers
    assert (
        sent["Content-Disposition"]
        == "attachment; filename*=utf-8''%E8%AF%81%E6%98%8E%20%E6%9D%90%E6%96%99.txt"
    )
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"].endswith("sandbox")
    assert {"no-store", "private"} <= set(sent["Cache-Control"].split(", "))
    with scope.everywhere("test"):
        assert Event.objects.filter(action="files.read", subject_id=str(row.pk)).count() == 1


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ" + bytes(100), "a.pdf", "内容却是"),
        ("机密\n正文".encode(), "a.txt", "国家秘密标志"),
        (b"x", "a.exe", "不收这种文件"),
        (b"", "a.txt", "空的"),
        (b"x" * (4 * 2**20 + 1), "a.txt", "超过 4 MB"),
    ],
)
def test_what_is_refused_is_said_on_the_page(desk, content, name, says):
    page = hand_in(desk, content, name, 422)
    assert says in page.main.one("div", role="alert").text
    assert rows() == []


@pytest.mark.parametrize(
    "name",
    [
        "11010519491231002X.txt",
        "张三13800138000申请.txt",
        "１３８００１３８０００.txt",
        "长" * 200 + "13800138000.txt",
    ],
)
def test_a_number_of_a_person_in_a_name_is_refused(desk, name):
    page = hand_in(desk, name=name, status=422)
    assert "请从文件名里删去" in page.main.one("div", role="alert").text
    assert rows() == []
    assert "13800138000" not in page.text


def test_a_name_is_listed_without_direction_marks_and_not_longer_than_a_line_or_two(desk):
    hand_in(desk, name="报告\u202efdp\u2066.txt")
    page = hand_in(desk, name="长" * 300 + ".txt")
    assert {row.name for row in rows()} == {"报告fdp.txt", "长" * 116 + ".txt"}
    assert all("wraps" in cell["class"] for cell in page.main.one("tbody").all("th"))


def test_a_form_without_a_file_is_refused(desk):
    page = desk.post(UPLOAD, {}, 422)
    assert "没有选文件；请选一个文件再上传。" in page.text


def test_a_large_upload_lies_in_a_file_without_a_name_and_is_whole(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "own-tmp"))
    (tmp_path / "own-tmp").mkdir()
    content = b"0123456789abcde\n" * (3 * 2**16)  # beyond what Django keeps in memory
    hand_in(desk, content, "long.txt")
    (row,) = rows()
    assert row.size == len(content)
    assert list((tmp_path / "own-tmp").iterdir()) == []
    answer = desk.client.get(f"{LIST}{row.pk}/")
    assert b"".join(answer.streaming_content) == content


def test_an_upload_that_does_not_fit_on_the_disk_is_refused_in_words(desk, monkeypatch):
    class Full:
        def __getattr__(self, name):
            return lambda *args: None

        def write(self, piece):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(receiving.tempfile, "TemporaryFile", Full)
    page = hand_in(desk, b"x" * (3 * 2**20), "long.txt", 422)
    assert "磁盘满了" in page.text
    assert rows() == []


def test_while_the_scanner_is_away_the_file_is_listed_and_not_opened(desk, settings):
    settings.CLAMD = "127.0.0.1:1"
    page = hand_in(desk)
    assert "查毒程序暂时没有应答" in page.tree.text
    (row,) = rows()
    assert row.state == Scan.QUARANTINED
    assert "隔离待查" in page.text
    assert list(page.main.one("tbody").all("a")) == []
    page = desk.get(f"{LIST}{row.pk}/", 409)
    assert "隔离待查" in page.text


def test_a_supervisor_reads_and_hands_in_nothing(desk, organ, client):
    hand_in(desk)
    (row,) = rows()
    client.force_login(officer(organ, Role.SUPERVISOR, name="监督员"))
    assert not list(desk.get(LIST).main.all("form"))
    answer = client.get(f"{LIST}{row.pk}/")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"a text")
    assert client.post(UPLOAD, {"file": SimpleUploadedFile("b.txt", b"x")}).status_code == 403
    client.force_login(officer(organ, Role.SYSTEM_ADMIN, name="系统管理员"))
    assert client.get(f"{LIST}{row.pk}/").status_code == 403


def test_another_organs_file_is_not_there(desk, client):
    hand_in(desk)
    (row,) = rows()
    client.force_login(officer(bureau("yi"), Role.CLERK, name="外人"))
    for path in (f"{LIST}{row.pk}/", f"/desk/yi/files/{row.pk}/", LIST):
        assert client.get(path).status_code == 404
