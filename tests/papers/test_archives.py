"""The files in a ZIP: each one by its name as its maker wrote it, and no archive can exhaust the reader."""

import stat
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.papers.archive import members, parts
from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.refusal import CannotOpen


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def unmarked(name: str, encoding: str) -> bytes:
    """An archive whose one name is in an old encoding and not marked, as Windows and macOS pack."""
    raw = name.encode(encoding)
    placeholder = b"A" * len(raw)
    return packed((placeholder.decode(), b"x")).replace(placeholder, raw)


def found(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes | str]:
    """Every member with its content, or with the sentence that refuses it."""
    return {
        name: content if isinstance(content, bytes) else str(content)
        for name, content in members(data, "包.zip", limits)
    }


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "big5"])
def test_names_are_read_as_their_maker_wrote_them(encoding: str) -> None:
    assert found(unmarked("教育局/年報.txt", encoding)) == {"包.zip/教育局/年報.txt": b"x"}


def test_names_cannot_lead_out_of_the_archive() -> None:
    data = packed(
        ("../../etc/a.txt", b"1"), ("C:\\b\\c.txt", b"2"), ("/d.txt", b"3"), ("e\u202egpj.txt", b"4")
    )
    assert set(found(data)) == {"包.zip/etc/a.txt", "包.zip/b/c.txt", "包.zip/d.txt", "包.zip/egpj.txt"}


def test_what_programs_leave_behind_is_passed_over() -> None:
    data = packed(
        ("文件夹/", b""),
        ("__MACOSX/._甲.docx", b"x"),
        (".DS_Store", b"x"),
        ("~$甲.docx", b"x"),
        ("Thumbs.db", b"x"),
        ("甲.html", b"<p>"),
        ("甲_files/a.png", b"x"),
        ("甲.files/b.js", b"x"),
        ("乙_files/c.txt", b"x"),
    )
    assert set(found(data)) == {"包.zip/甲.html", "包.zip/乙_files/c.txt"}


def test_archives_in_archives_are_opened_and_documents_are_not() -> None:
    document = packed(("word/document.xml", b"<x/>"))
    data = packed(("甲.docx", document), ("内.zip", packed(("乙.txt", b"y"))))
    assert found(data) == {"包.zip/甲.docx": document, "包.zip/内.zip/乙.txt": b"y"}


def test_archives_deeper_than_the_limit_are_refused() -> None:
    data = packed(("甲.txt", b"x"))
    for _ in range(4):
        data = packed(("内.zip", data))
    assert list(found(data, Limits(depth=3)).values()) == [
        "包.zip/内.zip/内.zip/内.zip是压缩文件里的第3层压缩文件，没有再往里打开；请先解压再试"
    ]


def test_a_bomb_is_counted_while_it_unpacks() -> None:
    data = packed(("大.txt", b"0" * 3_000_000), ("小.txt", b"x"))
    assert "1MB的上限" in str(found(data, Limits(size=1 << 20))["包.zip/大.txt"])
    assert found(data, Limits(size=1 << 20))["包.zip/小.txt"] == b"x"
    whole = found(packed(*((f"{n}.txt", b"0" * 600_000) for n in range(9))), Limits(unpacked=1 << 20))
    assert [isinstance(content, bytes) for content in whole.values()] == [True, False]  # and no more
    lying = data.replace((3_000_000).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert isinstance(found(lying, Limits(size=1 << 20))["包.zip/大.txt"], str)


def test_too_many_files_are_refused() -> None:
    data = packed(*((f"{n}.txt", b"") for n in range(12)))
    with pytest.raises(CannotOpen, match="10个的上限"):
        found(data, Limits(members=10))
    nested = found(packed(("a.zip", data), ("b.txt", b"x")), Limits(members=12))
    assert "12个的上限" in str(nested["包.zip/a.zip"])
    assert nested["包.zip/b.txt"] == b"x"


def test_locked_and_linked_files_are_told_one_by_one() -> None:
    link = zipfile.ZipInfo("链接")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = bytearray(packed(("密.txt", b"abc"), ("明.txt", b"y"), (link, b"/etc/passwd")))
    data[6] |= 1  # locked: in the file's own head
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1  # and in the list of files
    result = found(bytes(data))
    assert "密码" in str(result["包.zip/密.txt"])
    assert result["包.zip/明.txt"] == b"y"
    assert "链接" in str(result["包.zip/链接"])


def test_a_damaged_member_leaves_the_others_readable() -> None:
    data = bytearray(packed(("甲.txt", b"x" * 500), ("乙.txt", b"y")))
    data[38] ^= 0xFF
    result = found(bytes(data))
    assert "损坏" in str(result["包.zip/甲.txt"])
    assert result["包.zip/乙.txt"] == b"y"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_parts_of_an_archive_give_what_the_whole_gives(data: st.DataObject) -> None:
    names = st.sampled_from(["甲.txt", "内.zip", "夹/", ".DS_Store", "页.html", "页_files/a.js", "空.zip"])
    inner = packed(*((f"{n}.txt", b"y" * 400) for n in range(3)))
    content = {"内.zip": inner, "空.zip": packed(), "夹/": b""}
    drawn = data.draw(st.lists(names, max_size=12))
    whole = packed(*((f"{n}{name}", content.get(name, b"x" * 500)) for n, name in enumerate(drawn)))
    limits = Limits(unpacked=data.draw(st.integers(300, 6000)), members=data.draw(st.integers(12, 20)))
    most = data.draw(st.integers(1, 4))
    found = list(parts(whole, "包.zip", limits, lambda files, _: files >= most))
    apart = [each for part in found for each in members(whole, "包.zip", limits, part)]
    assert [(name, str(each)) for name, each in apart] == [
        (name, str(each)) for name, each in members(whole, "包.zip", limits)
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_told_or_harmless(data: st.DataObject) -> None:
    whole = bytearray(packed(("甲.txt", b"x" * 300), ("内.zip", packed(("乙.txt", b"y")))))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        for name, content in members(bytes(whole), "包.zip", Limits(size=10_000)):
            assert name.startswith("包.zip/")
            assert isinstance(content, CannotOpen) or zlib.crc32(content) is not None
    except CannotOpen as problem:
        assert str(problem).startswith("包.zip")  # noqa: PT017 - either outcome is right
