"""What a file is by its content, and what may not be in it."""

import io
import shutil
import struct
import subprocess
import zipfile

import pytest

import made_files as made
from gongkai.base.refusal import Refused
from gongkai.records.files import container, examination
from gongkai.records.files.examination import Marked


def examine(content, name):
    file = io.BytesIO(content)
    kind = examination.examine(file, name)
    assert file.tell() == 0
    return kind.key


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


BOX = (
    "<w:p><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:p>"
)
WATERMARK = '<w:p><w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", made.docx("机密", "正文")),
        ("a.docx", made.docx(made.paragraph("机", "密", "★", "10年"))),
        ("a.docx", made.docx("正文", header=made.paragraph("秘密★1年"))),
        ("a.docx", made.docx("正文", header=WATERMARK)),
        ("a.docx", made.docx(BOX.format(made.paragraph("绝 密")))),
        ("a.docx", made.docx("<w:p><w:r><w:t>机密</w:t><w:tab/><w:t>特急</w:t></w:r></w:p>")),
        ("a.docx", made.docx("x", **{"docProps/core.xml": "<c><keywords>机密</keywords></c>"})),
        ("a.docx", made.docx("x", **{"word/embeddings/b.xlsx": made.xlsx("机密")})),
        ("a.docx", made.docx("x", **{"word/comments.xml": made.paragraph("机密").replace("w:", "")})),
        ("a.xlsx", made.xlsx("项目", "机密")),
        ("a.xlsx", made.xlsx("项目", "秘密★3年")),
        ("a.xlsx", made.xlsx("x", sheet="机密")),
        ("a.xlsx", made.xlsx("x", header="机密")),
        ("a.ofd", made.ofd("机密★10年")),
        ("a.ofd", made.ofd("机", "密")),
        ("a.ofd", made.ofd("秘密", "★", "1年")),
        ("a.pdf", made.pdf("机密★10年", "正文")),
        ("a.pdf", made.pdf("正文", "绝 密")),
        ("a.pdf", made.pdf("正文", note="机密")),
        ("a.txt", "机密\n正文".encode("gb18030")),
        ("a.csv", "事项,密级\n甲,机密\n".encode()),
        ("【机密】a.txt", "正文".encode()),
        ("机密.png", made.PNG),
    ],
)
def test_a_mark_is_found_wherever_it_stands(name, content):
    with pytest.raises(Marked, match="国家秘密标志"):
        examine(content, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", made.docx("涉及商业机密的信息，依照保守国家秘密法办理。")),
        ("a.docx", made.docx(made.paragraph("商业", "机密"))),
        ("a.xlsx", made.xlsx("国家秘密", "★★★", "机密性")),
        ("a.pdf", made.pdf("属于国家秘密的，不予公开", "其中涉及商业", "机密")),
        ("a.ofd", made.ofd("商业机密")),
        ("商业机密管理办法.txt", "商业机密管理办法".encode()),
    ],
)
def test_prose_in_documents_passes(name, content):
    examine(content, name)


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


office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="没有 LibreOffice；请运行：apt install libreoffice-writer-nogui"
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Makes .doc, .xls and .pdf of our documents by LibreOffice, all in one run a format."""
    folder = tmp_path_factory.mktemp("office")
    sources = {
        "prose.docx": made.docx("关于商业机密的说明", "不涉及国家秘密"),
        "mark.docx": made.docx("机密★10年", "正文"),
        "plain-mark.docx": made.docx("标题", "绝密", "正文"),
    }
    for name, content in sources.items():
        (folder / name).write_bytes(content)
    for goal in ("doc:MS Word 97", "pdf"):
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            goal,
        ]
        subprocess.run(
            [*command, "--outdir", folder, *(folder / name for name in sources)],
            check=True,
            capture_output=True,
        )
    return folder


@office
@pytest.mark.office
@pytest.mark.parametrize("extension", ["doc", "pdf"])
def test_what_libreoffice_writes(converted, extension):
    assert examine((converted / f"prose.{extension}").read_bytes(), f"a.{extension}") == extension
    for name in ("mark", "plain-mark"):
        with pytest.raises(Marked):
            examine((converted / f"{name}.{extension}").read_bytes(), f"a.{extension}")
