"""Documents in the formats of before 2007: macros, locks, marks, and what is taken."""

import struct

import pytest

import made_files as made
from gongkai.base.refusal import Refused
from gongkai.records.files.examination import Marked
from records.files.examined import examine


def text16(words):
    return words.encode("utf-16-le")


def counted(words):
    """A text as a workbook writes it: its length, a byte of flags, its characters."""
    return struct.pack("<HB", len(words), 1) + text16(words)


def record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


WORD_HEAD = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0) + bytes(500)


BOOK_HEAD = record(0x0809, bytes(16))


@pytest.mark.parametrize(
    ("name", "streams", "says"),
    [
        ("a.doc", {"WordDocument": WORD_HEAD, "Macros/VBA/dir": b"x"}, "宏"),
        ("a.xls", {"Workbook": BOOK_HEAD, "_VBA_PROJECT_CUR/VBA/dir": b"x"}, "宏"),
        ("a.xls", {"Workbook": BOOK_HEAD + record(0x85, bytes(5) + b"\x01" + bytes(4))}, "宏表"),
        ("a.xls", {"Workbook": BOOK_HEAD + record(0x2F, bytes(6))}, "密码"),
        ("a.doc", {"WordDocument": WORD_HEAD[:10] + b"\x00\x01" + WORD_HEAD[12:]}, "密码"),
        ("a.docx", {"EncryptedPackage": b"x", "EncryptionInfo": b"x"}, "密码"),
        ("a.doc", {"WordDocument": WORD_HEAD, "ObjectPool/_1/\x01Ole10Native": b"x"}, "夹带"),
        ("a.doc", {"WordDocument": WORD_HEAD, "ObjectPool/_1/CONTENTS": made.PE}, "夹带了程序"),
        ("a.doc", {"WordDocument": WORD_HEAD, "ObjectPool/_1/CONTENTS": made.pdf("绝密★启用前")}, "国家秘密标志"),
        ("a.doc", {"Workbook": BOOK_HEAD}, "内容却是"),
        ("a.doc", {"Something": b"x"}, "内容却是"),
        ("a.doc", {"WordDocument": WORD_HEAD + text16("\r机密★10年\r正文")}, "国家秘密标志"),
        ("a.doc", {"WordDocument": WORD_HEAD + b"\x00" + text16("标题\r绝 密\r正文")}, "国家秘密标志"),
        ("a.doc", {"WordDocument": WORD_HEAD + "标题\r机密\r正文".encode("gb18030")}, "国家秘密标志"),
        ("a.xls", {"Workbook": BOOK_HEAD + record(0xFC, counted("机密") + counted("x" * 99))}, "国家秘密标志"),
        ("a.xls", {"Workbook": BOOK_HEAD + record(0xFC, b"x" + counted("【秘密3年】方案"))}, "国家秘密标志"),
        ("a.xls", {"Workbook": BOOK_HEAD + record(0x85, bytes(6) + b"\x02\x01" + text16("绝密"))}, "国家秘密标志"),
    ],
)  # fmt: skip
def test_old_documents_that_are_refused(name, streams, says):
    with pytest.raises(Refused, match=says):
        examine(made.ole(streams), name)


@pytest.mark.parametrize(
    ("name", "streams"),
    [
        ("a.doc", {"WordDocument": WORD_HEAD + text16("标题\r涉及商业机密，依照保守国家秘密法办理\r")}),
        ("a.doc", {"WordDocument": WORD_HEAD + "标题\r商业机密的范围\r".encode("gb18030")}),
        (
            "a.xls",
            {"Workbook": BOOK_HEAD + record(0xFC, counted("商业机密") + counted("秘密") + counted("★"))},
        ),
    ],
)
def test_old_documents_that_pass(name, streams):
    assert examine(made.ole(streams), name) == name[2:]


def test_an_old_object_inside_a_new_document_is_looked_into():
    mark = made.ole({"Workbook": BOOK_HEAD + record(0xFC, counted("机密"))})
    with pytest.raises(Marked):
        examine(made.docx("x", **{"word/embeddings/oleObject1.bin": mark}), "a.docx")
    other = made.ole({"\x01Ole10Native": b"x"})
    with pytest.raises(Refused, match="夹带"):
        examine(made.docx("x", **{"word/embeddings/oleObject1.bin": other}), "a.docx")


def test_documents_inside_an_old_object_are_examined_like_the_outer_one():
    def outer(inner):
        return made.docx("x", **{"word/embeddings/oleObject1.bin": made.ole({"CONTENTS": inner})})

    assert examine(outer(made.pdf("kept")), "a.docx") == "docx"
    for marked in (made.pdf("机密★1年"), made.ole({"Workbook": BOOK_HEAD + record(0xFC, counted("机密"))})):
        with pytest.raises(Marked):
            examine(outer(marked), "a.docx")
