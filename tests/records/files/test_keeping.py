"""Taking files in, reading them, and what is left of what was refused."""

import hashlib
import os
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

import made_files as made
from gongkai.base import scope
from gongkai.base.keyring import KeyLost
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records import files
from gongkai.records.files.examination import Marked
from gongkai.records.models import Event, Scan, StoredFile
from officers import TEST, bureau

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inside(organ):
    with scope.organ(organ):
        yield


def told():
    return list(Event.objects.filter(action__startswith="files.").order_by("seq"))


def test_a_file_lies_under_its_hash_and_the_row_says_whose_it_is(keep, lying, organ, clerk, folder):
    content = made.pdf("一份文件")
    row = keep(content, "../证明 材料.pdf")
    sha256 = hashlib.sha256(content).hexdigest()
    assert lying() == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]
    assert (folder / lying()[0]).read_bytes() == content
    assert (folder / lying()[0]).stat().st_mode & 0o777 == 0o600
    assert (row.organ, row.name, row.sha256, row.size) == (organ, "证明 材料.pdf", sha256, len(content))
    assert (row.content_type, row.state, row.added_by) == ("application/pdf", Scan.UNSCANNED, clerk)
    with files.content(row, by=clerk) as file:
        assert file.read() == content
    assert [event.action for event in told()] == ["files.keep", "files.read"]
    assert "证明" not in str([event.data for event in told()])


def test_the_same_content_twice_is_stored_once_and_has_two_rows(keep, lying):
    first, second = keep(name="a.txt"), keep(name="b.txt")
    assert len(lying()) == 1
    assert {row.name for row in StoredFile.objects.all()} == {"a.txt", "b.txt"}
    assert first.sha256 == second.sha256


def test_handing_in_a_content_again_heals_a_damaged_copy(keep, lying, folder, clerk):
    row = keep()
    (folder / lying()[0]).write_bytes(b"damaged")
    keep()
    with files.content(row, by=clerk) as file:
        assert file.read() == b"a text"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("机密\n关于张三的事".encode(), "张三.txt"),
        (b"a text", "张三【机密】.txt"),
        (b"a text", "张" * 130 + "（机密）.txt"),
        (made.docx("绝密★长期", "关于张三的事"), "张三.docx"),
    ],
)
def test_of_a_marked_file_only_the_fact_and_the_day_remain(keep, lying, organ, content, name, caplog):
    with pytest.raises(Marked) as refused:
        keep(content, name)
    assert lying() == []
    assert not StoredFile.objects.exists()
    (event,) = told()
    assert (event.action, event.subject_type, event.subject_id) == (
        "files.refuse-marked",
        "organs.organ",
        str(organ.pk),
    )
    assert (event.data, event.on is not None) == ({}, True)
    assert "张三" not in str(refused.value) + caplog.text


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [(b"x" * (2**20 + 1), "a.txt", "超过 1 MB"), (b"", "a.txt", "空的"), (b"x", "a.exe", "不收")],
)
def test_what_is_refused_leaves_nothing(keep, lying, content, name, says):
    with pytest.raises(Refused, match=says):
        keep(content, name)
    assert (lying(), StoredFile.objects.count(), told()) == ([], 0, [])


def test_who_may_hand_in_and_who_may_read(keep, hire, organ):
    row = keep()
    supervisor = hire("监督员", Role.SUPERVISOR)
    with files.content(row, by=supervisor) as file:
        assert file.read() == b"a text"
    with pytest.raises(PermissionDenied, match="上传文件"):
        keep(by=supervisor)
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        administrator = hire(role.label, role)
        with pytest.raises(PermissionDenied, match="上传文件"):
            keep(by=administrator)
        with pytest.raises(PermissionDenied, match="查阅文件"):
            files.content(row, by=administrator)


def test_another_organs_officer_neither_reads_nor_attaches(keep, hire, organ):
    row = keep()
    other = bureau("yi")
    with scope.everywhere("test"):
        stranger = hire("外人", Role.LEADER, at=other)
    with pytest.raises(PermissionDenied):
        files.content(row, by=stranger)
    assert "不能引用" in files.attachable(row, other)
    assert files.attachable(row, organ) is None


@pytest.mark.parametrize(
    ("state", "says"), [(Scan.QUARANTINED, "隔离待查"), (Scan.LOCKED, "锁定"), (Scan.DISCARDED, "已经删除")]
)
def test_what_is_not_open_is_neither_read_nor_attached(keep, organ, clerk, state, says):
    row = keep()
    StoredFile.objects.update(state=state)
    with pytest.raises(Refused, match=says):
        files.content(row, by=clerk)
    row.refresh_from_db()
    assert says in files.attachable(row, organ)


def test_a_content_that_is_gone_or_changed_is_told_not_served(keep, folder, lying, clerk):
    gone, changed, whole = keep(b"gone", "gone.txt"), keep(b"changed", "c.txt"), keep(b"whole", "w.txt")
    paths = {row.sha256: folder / row.sha256[:2] / row.sha256[2:4] / row.sha256 for row in (gone, changed)}
    paths[gone.sha256].unlink()
    paths[changed.sha256].write_bytes(b"Changed")
    with pytest.raises(Refused, match="不见了"):
        files.content(gone, by=clerk)
    with pytest.raises(Refused, match="不一样"):
        files.content(changed, by=clerk)
    with scope.everywhere("test"):
        found = list(files.verify())
    assert len(found) == 2
    assert {str(gone.pk) in each and "不见了" in each for each in found} == {True, False}
    assert {str(changed.pk) in each and "被改过" in each for each in found} == {True, False}
    assert str(whole.pk) not in "".join(found)
    assert not re.search(r"gone\.txt|c\.txt", "".join(found))  # a name may name a person


def test_a_file_of_the_demonstration_says_so(organ):
    row = files.keep(ContentFile(b"a text", "a.txt"), organ=organ, by=TEST, is_demo=True)
    assert (row.is_demo, row.added_by) == (True, None)


def test_a_given_name_does_not_hide_a_marked_one(organ, clerk, lying):
    with pytest.raises(Marked):
        files.keep(SimpleUploadedFile("机密.txt", b"a text"), organ=organ, by=clerk, name="收据.txt")
    assert lying() == []


def test_a_given_name_goes_before_the_uploads_own(organ, clerk):
    row = files.keep(SimpleUploadedFile("IMG_1.txt", b"a text"), organ=organ, by=clerk, name="收据.txt")
    assert row.name == "收据.txt"


def test_a_full_disk_is_said_in_words_and_leaves_nothing(keep, lying, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="磁盘满了"):
        keep()
    assert (lying(), StoredFile.objects.count(), told()) == ([], 0, [])


def test_what_fails_after_the_content_is_written_leaves_no_row(organ, clerk, lying, tmp_path, settings):
    settings.KEYS = tmp_path / "no-folder"
    settings.KEYS.write_text("")  # the log cannot be written
    with pytest.raises(KeyLost):
        files.keep(SimpleUploadedFile("a.txt", b"a text"), organ=organ, by=clerk)
    assert StoredFile.objects.count() == 0
    assert len(lying()) == 1  # an orphan: the sweep takes it
