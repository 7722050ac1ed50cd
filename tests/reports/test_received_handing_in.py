"""Files of reports handed in: each kept or refused with its sentence; read once, whatever becomes of the job."""

import datetime
import errno
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

import made_files
from gongkai.annual.batch import Answer as Read
from gongkai.annual.batch import FileRead
from gongkai.base import scope
from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records.files import storage
from gongkai.records.models import Event, Scan, StoredFile
from gongkai.reports.models import Answer, Batch, FileReading, ReceivedFile
from gongkai.reports.receiving import batch_lines, handing_in, reading, source
from gongkai.reports.receiving.actions import go_on
from gongkai.reports.receiving.handing_in import hand_in
from gongkai.reports.receiving.reading import READER, read_waiting
from handed_in import NO_REPORT, handed_in, text, uploads, waiting, written, zipped
from officers import TEST, bureau, officer
from own_organ import as_the_log_says, past_the_program

__all__ = ["as_the_log_says", "past_the_program"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(organ):
    with scope.organ(organ):
        yield


def states(batch):
    return {str(line.file): line.state for line in batch_lines.lines(batch)}


def says(batch):
    return {str(line.file): line.file.says or line.reading.says for line in batch_lines.lines(batch)}


def test_each_file_has_its_answer_and_one_stops_no_other(organ, inside):
    batch = hand_in(  # in tests a job is done when it is put in the queue
        uploads(
            **{
                "网页.html": written(1, "html"),
                "文本.txt": text(2),
                "通知.txt": NO_REPORT.encode(),
                "坏.docx": written(1, "docx")[:-50],
                "版式.ofd": made_files.ofd("一份文件"),
                "程序.exe": made_files.PE,
            }
        ),
        organ=organ,
        by=TEST,
    )
    assert states(batch) == {
        "网页.html": "read", "文本.txt": "read", "通知.txt": "not-a-report", "坏.docx": "refused",
        "版式.ofd": "cannot-open", "程序.exe": "refused",
    }  # fmt: skip
    told = says(batch)
    assert "没有认出" in told["通知.txt"]
    assert told["通知.txt"].startswith("通知.txt")  # without the folder in which it lay
    assert "不收这种文件" in told["程序.exe"]
    row = batch_lines.lines(batch)[0].reading
    assert (row.kind, bool(row.printed_organ), row.edition in ("2019", "2021")) == ("网页", True, True)
    assert row.facts().cells
    assert row.document


def test_the_files_of_an_archive_come_one_by_one_and_the_archive_is_not_kept(organ, inside):
    inner = zipped(**{"深处.html": written(3, "html")})
    batch = handed_in(
        organ,
        **{
            "包.zip": zipped(**{"甲/a.html": written(1, "html"), "b.txt": NO_REPORT.encode(), "c.zip": inner})
        },
    )
    assert states(batch) == {
        "包.zip/甲/a.html": "read", "包.zip/b.txt": "not-a-report", "包.zip/c.zip/深处.html": "read",
    }  # fmt: skip
    assert sorted(row.name for row in StoredFile.objects.all()) == ["a.html", "b.txt", "深处.html"]


def test_a_damaged_archive_is_one_answer(organ, inside):
    broken = zipped(**{"a.txt": b"x"})
    batch = handed_in(organ, **{"包.zip": broken[:10] + broken[20:]})
    assert list(states(batch).values()) == ["refused"]


def test_an_archive_with_too_many_files_is_read_as_far_as_allowed(organ, inside, monkeypatch):
    monkeypatch.setattr(handing_in, "MOST_FILES", 2)
    batch = handed_in(organ, **{"包.zip": zipped(**{f"{n}.txt": NO_REPORT.encode() for n in range(4)})})
    assert list(states(batch).values()) == ["not-a-report", "not-a-report", "refused"]
    assert "超过 2 个文件" in says(batch)["包.zip"]
    with pytest.raises(Refused, match="最多上传 2 个"):
        handed_in(organ, **{f"{n}.txt": b"x" for n in range(3)})


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("年报.doc", written(1, "html"), "年报.doc.html"),
        ("年报.htm", written(1, "html"), "年报.htm"),
        ("年报", text(2), "年报.txt"),
        ("年报.md", text(2), "年报.md.txt"),
        ("年报.json", written(1, "json"), "年报.json.txt"),
        ("年报.pdf", written(1, "docx"), "年报.pdf.docx"),
        ("年报.csv", written(1, "csv"), "年报.csv"),
    ],
)
def test_a_file_is_what_its_content_says_whatever_it_is_called(organ, inside, name, content, kept):
    batch = waiting(organ, **{name: content})
    (row,) = batch.files.all()
    assert (row.name, row.file and row.file.name) == (name, kept)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("年报（机密）.txt", text(1)),
        ("年报.txt", "机密★10年\n".encode() + text(1)),
        ("110101199003070811.exe", made_files.PE),
        ("110101199003074477.txt", text(1)),
    ],
)
def test_a_name_that_may_not_be_listed_is_nowhere(organ, inside, name, content):
    batch = waiting(organ, **{name: content})
    (row,) = batch.files.all()
    assert (row.name, row.file, str(row)) == ("", None, "第1个文件（没有记录文件名）")
    assert row.says
    assert name.partition(".")[0] not in row.says
    assert name not in str([event.data for event in Event.objects.all()])


def test_without_a_file_nothing_is_written(organ, inside):
    with pytest.raises(Refused, match="没有选择文件"):
        hand_in([], organ=organ, by=TEST)
    assert not Batch.objects.exists()


@pytest.mark.parametrize("role", Role)
def test_only_the_disclosure_office_hands_in(organ, role):
    user = officer(organ, role)
    if role in (Role.OFFICE, Role.OFFICE_HEAD):
        assert waiting(organ, user, **{"a.txt": text(1)}).by == user
    else:
        with pytest.raises(PermissionDenied, match="读取年报文件由jia县教育局的"):
            waiting(organ, user, **{"a.txt": text(1)})
    with pytest.raises(PermissionDenied):
        waiting(bureau("yi"), user, **{"a.txt": text(1)})


def test_a_job_that_dies_is_taken_up_where_it_was_and_reads_nothing_twice(organ, inside, monkeypatch):
    batch = waiting(organ, **{f"{number}.html": written(number, "html") for number in range(6)})
    told = reading.tell

    def dies(row, *rest):
        if FileReading.objects.count() == 3:
            raise KeyboardInterrupt
        return told(row, *rest)

    monkeypatch.setattr(reading, "tell", dies)
    with pytest.raises(KeyboardInterrupt):
        read_waiting(str(batch.pk))
    assert list(states(batch).values()).count("read") == 3
    before = set(FileReading.objects.values_list("pk", flat=True))
    monkeypatch.setattr(reading, "tell", told)
    assert read_waiting(str(batch.pk)) == (3, False)
    assert set(states(batch).values()) == {"read"}
    assert before < set(FileReading.objects.values_list("pk", flat=True))
    assert read_waiting(str(batch.pk)) == (0, False)
    assert FileReading.objects.count() == 6


def test_two_workers_write_one_answer(organ, inside):
    batch = waiting(organ, **{"a.txt": text(1)})
    (row,) = batch.files.all()
    read = FileRead("a.txt", Read.NOT_A_REPORT)
    assert reading.tell(row, read, "不是") is not None
    assert reading.tell(row, read, "不是") is None
    assert FileReading.objects.count() == 1


def test_a_file_with_which_the_worker_broke_off_again_and_again_holds_up_no_other(organ, inside):
    batch = waiting(organ, **{"凶.html": written(1, "html"), "好.html": written(2, "html")})
    ReceivedFile.objects.filter(name="凶.html").update(taken=3)
    assert read_waiting(str(batch.pk)) == (2, False)
    assert states(batch) == {"凶.html": "cannot-open", "好.html": "read"}
    assert "几次中断" in says(batch)["凶.html"]


def test_names_longer_than_a_file_system_allows_are_read_and_ruin_no_other(organ, inside):
    long, member = f"{'很' * 90}.txt", f"{'长' * 120}.html"
    batch = waiting(
        organ,
        **{
            "好.docx": written(1, "docx"),
            long: NO_REPORT.encode(),
            "包.zip": zipped(**{member: written(2, "html")}),
        },
    )
    assert read_waiting(str(batch.pk)) == (3, False)
    assert states(batch) == {"好.docx": "read", long: "not-a-report", f"包.zip/{member}": "read"}
    assert says(batch)[long].startswith(f"{long}：")  # as it was handed in, whatever it lay under meanwhile


def test_a_file_that_cannot_be_fetched_from_the_store_is_its_own_answer(organ, inside, monkeypatch):
    batch = waiting(organ, **{"坏块.html": written(1, "html"), "好.html": written(2, "html")})
    on_bad_block = StoredFile.objects.get(name="坏块.html").sha256
    opened = storage.opened

    def fails(sha256):
        if sha256 == on_bad_block:
            raise OSError(errno.EIO, "Input/output error")
        return opened(sha256)

    monkeypatch.setattr(storage, "opened", fails)
    assert read_waiting(str(batch.pk)) == (2, False)
    assert states(batch) == {"坏块.html": "cannot-open", "好.html": "read"}
    assert "取不出来" in says(batch)["坏块.html"]


def test_files_drawn_ahead_are_not_given_up_for_the_one_that_breaks_every_run(organ, inside, monkeypatch):
    batch = waiting(organ, **{"凶.txt": text(1), **{f"{number}.txt": text(number) for number in range(2, 4)}})
    told = reading.tell

    def breaks(row, read, says):
        if row.name == "凶.txt" and "几次中断" not in says:
            raise KeyboardInterrupt
        return told(row, read, says)

    monkeypatch.setattr(reading, "tell", breaks)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            read_waiting(str(batch.pk))
    assert read_waiting(str(batch.pk)) == (1, False)
    found = states(batch)
    assert found.pop("凶.txt") == "cannot-open"
    assert set(found.values()) == {"read"}


def test_only_what_a_worker_is_at_is_said_to_be_read(organ, inside, monkeypatch):
    batch = waiting(organ, **{f"{number:02d}.txt": text(number) for number in range(12)})
    told, seen = reading.tell, []

    def look(row, read, says):
        seen.append(list(states(batch).values()))
        return told(row, read, says)

    monkeypatch.setattr(reading, "tell", look)
    assert read_waiting(str(batch.pk)) == (12, False)
    assert all(1 <= each.count("reading") <= reading.AT_ONCE for each in seen)
    assert [each.count("waiting") + each.count("reading") for each in seen] == list(range(12, 0, -1))


def test_a_file_that_takes_long_holds_up_no_other(organ, inside, monkeypatch, settings):
    endless = ("本机关全年收到申请1件，2件，3件。\n" * 100_000).encode()
    settings.READ_LIMITS = replace(settings.READ_LIMITS, seconds=1.0, characters=10**8)
    batch = waiting(organ, **{"长.txt": endless, **{f"{number}.txt": text(number) for number in range(3)}})
    told, order = reading.tell, []
    monkeypatch.setattr(
        reading, "tell", lambda row, read, says: order.append(row.name) or told(row, read, says)
    )
    read_waiting(str(batch.pk))
    assert order[-1] == "长.txt"
    assert len(order) == 4


def test_what_a_run_has_no_time_for_is_left_to_the_next(organ, inside, monkeypatch):
    batch = waiting(organ, **{"a.html": written(1, "html")})
    monkeypatch.setattr(reading, "TIME", datetime.timedelta(0))
    assert read_waiting(str(batch.pk)) == (0, True)
    assert states(batch) == {"a.html": "waiting"}


def test_a_file_in_quarantine_is_not_opened(organ, inside, past_the_program):
    batch = waiting(organ, **{"a.html": written(1, "html")})
    StoredFile.objects.update(state=Scan.QUARANTINED)
    assert read_waiting(str(batch.pk)) == (1, False)
    assert "隔离待查" in says(batch)["a.html"]


def test_reading_is_asked_to_go_on_only_where_nothing_moves(organ, inside, monkeypatch):
    batch = waiting(organ, **{"a.html": written(1, "html")})
    with pytest.raises(Refused, match="没有停下来"):
        go_on(batch, by=TEST)
    monkeypatch.setattr(batch_lines, "SILENCE", datetime.timedelta(0))
    assert batch_lines.is_silent(batch)
    go_on(batch, by=TEST)
    read_waiting(str(batch.pk))
    assert not batch_lines.is_silent(batch)


def test_the_log_names_no_file_and_no_organ(organ, inside):
    handed_in(organ, **{"很特别的名字.html": written(1, "html")})
    events = Event.objects.filter(action__startswith="reports.").order_by("seq")
    assert [event.action for event in events] == ["reports.hand-in", "reports.read-file"]
    assert events[1].system == READER.reason
    told = str([event.data for event in events])
    assert "很特别" not in told
    assert FileReading.objects.get().printed_organ not in told


def test_what_is_large_is_shown_only_in_part(organ, inside, monkeypatch):
    monkeypatch.setattr(source, "MOST_CELLS", 100)
    handed_in(organ, **{"长.txt": text(5)})
    row = FileReading.objects.get()
    assert row.answer == Answer.READ
    assert row.document[-1] == ["cut"]
    assert 1 < len(row.document) <= 101


def test_an_upload_too_large_is_refused_by_its_sentence(organ, inside, settings):
    settings.UPLOAD_LIMIT = 2**20
    batch = hand_in([ContentFile(b"a" * (2**20 + 1), name="大.txt")], organ=organ, by=TEST)
    assert "超过 1 MB" in batch.files.get().says
