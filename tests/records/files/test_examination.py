"""What a file is by its content, and what may not be in it."""

import io
import struct
import zipfile

import pytest

import made_files as made
from gongkai.base.refusal import Refused
from gongkai.records.files import container
from records.files.examined import examine

GOOD = {
    "a.docx": made.docx("一份文件", "涉及商业机密的内容不予公开"),
    "a.xlsx": made.xlsx("项目", "秘密", 3),
    "a.ofd": made.ofd("一份文件"),
    "a.pdf": made.pdf("一份文件"),
    "a.PDF": made.pdf("一份文件"),
    "a.png": made.PNG,
    "a.jpeg": made.JPG,
    "a.txt": "一份文件\n第二行".encode(),
    "b.txt": "一份文件\n第二行".encode("gb18030"),
    "a.csv": "\ufeff项目,数量\n甲,1\n".encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_it_says_it_is_is_taken(name):
    extension = name.partition(".")[2].lower()
    assert examine(GOOD[name], name) == {"txt": "text", "jpeg": "jpg"}.get(extension, extension)


SCRIPT = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", GOOD["a.docx"], "内容却是"),
        ("a.docx", GOOD["a.xlsx"], "内容却是"),
        ("a.xlsx", GOOD["a.ofd"], "内容却是"),
        ("a.txt", GOOD["a.pdf"], "内容却是"),
        ("a.png", made.JPG, "内容却是"),
        ("a.pdf", made.PE, "内容却是"),
        ("a.png", b"\x7fELF" + bytes(300), "内容却是"),
        ("a.pdf", "只是文字".encode(), "内容却是"),
        ("a.exe", made.PE, "不收这种文件"),
        ("a.html", b"<html></html>", "不收这种文件"),
        ("a.svg", b"<svg/>", "不收这种文件"),
        ("a.zip", made.zipped({"a.txt": "x"}), "不收这种文件"),
        ("a", GOOD["a.pdf"], "不收这种文件"),
        ("a.docx", made.zipped({"a.txt": "x"}), "压缩包"),
        ("a.txt", b"<!DOCTYPE html><p>x</p>", "网页或脚本"),
        ("a.txt", b"\xef\xbb\xbf  <svg onload='x'>", "网页或脚本"),
        ("a.csv", b"#!/bin/sh\nrm\n", "网页或脚本"),
        ("a.txt", b"\x00\x01\x02\x03", "纯文本"),
        ("a.txt", "文字".encode("utf-16"), "纯文本"),
        ("a.txt", b"\xff\xff\xff", "纯文本"),
        ("a.txt", b"", "空的"),
        ("a.pdf", b"%PDF-1.5\nbroken", "损坏"),
        ("a.pdf", made.pdf("x", catalog=SCRIPT), "脚本"),
        ("a.docx", GOOD["a.docx"][:-30], "损坏"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "损坏"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "损坏"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused(name, content, says):
    with pytest.raises(Refused, match=says):
        examine(content, name)


MACRO = '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
FAR = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    ' Target="{target}" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (made.docx("x", word__vbaProject__bin=b"x"), "宏"),
        (made.docx("x", more=MACRO), "宏"),
        (made.docx("x", main="application/vnd.ms-word.document.macroEnabled.main+xml"), "宏"),
        (made.docx("x", word__activeX__activeX1=b"x"), "宏"),
        (made.zipped({"[Content_Types].xml": "<Types/>", "a.xml": "<a/>"}), "不是 Word"),
        (made.docx("x", **{"word/evil.js": b"x"}), "夹带了程序"),
        (made.docx("x", **{"word/media/image1.png": made.PE}), "夹带了程序"),
        (made.docx("x", **{"word/media/image1.png": b"Rar!\x1a\x07"}), "压缩包"),
        (made.docx("x", **{"word/embeddings/a.bin": made.zipped({"a.txt": "x"})}), "压缩包"),
        (made.docx("x", **{"word/embeddings/a.docm": made.docx("x", word__vbaProject__bin=b"x")}), "宏"),
        (made.docx("x", **{"word/embeddings/oleObject1.bin": b"anything"}), "嵌入了不是"),
        (made.docx("x", **{"word/embeddings/oleObject1.bin": b""}), "嵌入了不是"),
        (made.docx("x", **{"word/embeddings/oleObject1.bin": b"#!/bin/sh\n"}), "嵌入了不是"),
        (made.docx("x", **{"word/embeddings/oleObject1.bin": made.ole({"CONTENTS": made.PE})}), "夹带了程序"),
        (made.docx("x", **{"word/embeddings/oleObject1.bin": made.ole({"a": b"#!/bin/sh\nrm x"})}), "夹带了程序"),
        (
            made.docx("x", **{"word/embeddings/oleObject1.bin": made.ole({"Package": made.zipped({"a.txt": "x"})})}),
            "压缩包",
        ),
        (made.docx("x", **{"../../outside.xml": b"<a/>"}), "指向外部"),
        (made.docx("x", **{"/etc/outside.xml": b"<a/>"}), "指向外部"),
        (made.docx("x", **{"a\\..\\..\\outside.xml": b"<a/>"}), "指向外部"),
        (made.docx("x", **{"C:/outside.xml": b"<a/>"}), "指向外部"),
        *(
            (made.docx("x", **{"word/_rels/settings.xml.rels": FAR.format(target=target)}), "模板")
            for target in ("http://far.example/t.dotm", "file:////far/t.dotm", "\\\\far\\t.dotm", "file://far/t.dotm")
        ),
        (made.docx("x", **{"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DOCTYPE"),
        (made.docx("x", **{"word/a.xml": "<a>"}), "损坏"),
    ],
)  # fmt: skip
def test_what_must_not_be_in_a_document(content, says):
    with pytest.raises(Refused, match=says):
        examine(content, "a.docx")


def test_a_document_with_a_template_of_the_same_machine_passes():
    near = FAR.format(target="file:///C:\\Users\\x\\Normal.dotm")
    assert examine(made.docx("x", **{"word/_rels/settings.xml.rels": near}), "a.docx") == "docx"


def test_a_bomb_by_its_directory_is_refused():
    with pytest.raises(Refused, match="压缩比"):
        examine(made.docx("x", **{"word/media/image1.png": bytes(3 * 2**20)}), "a.docx")


def test_a_bomb_whose_directory_lies_is_refused_while_reading(monkeypatch):
    """The directory says 100 bytes; what is unpacked is more than the budget."""
    monkeypatch.setattr(container, "MOST_BYTES", 1000)
    honest = made.docx("x", **{"word/media/image1.png": b"0123456789" * 4000})
    at = honest.rindex(b"word/media/image1.png") - 46
    assert honest[at : at + 4] == b"PK\x01\x02"
    lying = honest[: at + 24] + struct.pack("<L", 100) + honest[at + 28 :]
    with pytest.raises(Refused, match=r"损坏|展开后"):
        container_read(lying, 1000)
    with pytest.raises(Refused, match="展开后"):
        container_read(honest, 1000)


def container_read(content, most):
    found = container.Container(io.BytesIO(content), container.Budget(most))
    for name in found.members:
        for _piece in found.pieces(name):
            pass


def test_a_locked_member_is_refused():
    plain = made.docx("x")
    at = plain.rindex(b"PK\x01\x02")
    locked = plain[: at + 8] + struct.pack("<H", 1) + plain[at + 10 :]
    with pytest.raises(Refused, match="密码"):
        examine(locked, "a.docx")


def test_documents_nested_too_deep_are_refused():
    inner = made.docx("x")
    for _level in range(2):
        inner = made.docx("x", **{"word/embeddings/a.docx": inner})
    assert examine(inner, "a.docx") == "docx"
    with pytest.raises(Refused, match="层层嵌套"):
        examine(made.docx("x", **{"word/embeddings/a.docx": inner}), "a.docx")


def test_two_members_of_one_name_are_refused():
    file = io.BytesIO(made.docx("x"))
    with zipfile.ZipFile(file, "a") as more:
        more.writestr("WORD/document.xml", "<a/>")
    with pytest.raises(Refused, match="同名"):
        examine(file.getvalue(), "a.docx")
