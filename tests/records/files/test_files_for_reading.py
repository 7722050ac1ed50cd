"""Kinds that are taken in only to be read as a report: pages, OpenDocument, RTF. The same marks are refused in them."""

import io
import quopri

import pytest

import made_files as made
from gongkai.base.refusal import Refused
from gongkai.records.files import examination
from gongkai.records.files.examination import Marked
from gongkai.records.files.kinds import FOR_READING

ODT = "application/vnd.oasis.opendocument.text"
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def odt(*paragraphs, **more):
    body = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    content = f"<office:body {NAMES}><office:text>{body}</office:text></office:body>"
    return made.zipped({"mimetype": ODT, "content.xml": content, **more})


def html(*paragraphs):
    return ("<!DOCTYPE html><html><body>" + "".join(f"<p>{each}</p>" for each in paragraphs)).encode()


def rtf(*paragraphs):
    coded = (
        "".join(f"\\'{byte:02x}" for byte in each.encode("gb18030")) if number % 2 else
        "".join(f"\\u{ord(char)}?" for char in each)
        for number, each in enumerate(paragraphs)
    )  # fmt: skip
    return ("{\\rtf1\\ansi\\ansicpg936 " + "\\par ".join(coded) + "}").encode()


def mhtml(*paragraphs):
    page = quopri.encodestring(html(*paragraphs)).decode()
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    part = "--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    picture = "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0=\n"
    return f"{head}{part}{page}\n{picture}--b--\n".encode()


def examine(content, name, kinds=FOR_READING):
    return examination.examine(io.BytesIO(content), name, kinds).key


MADE = {"odt": odt, "html": html, "rtf": rtf, "mhtml": mhtml}


@pytest.mark.parametrize("kind", MADE)
def test_it_is_taken_to_be_read_and_not_otherwise(kind):
    content = MADE[kind]("年度报告", "涉及商业机密的内容不予公开")
    assert examine(content, f"a.{kind}") == kind
    with pytest.raises(Refused, match="不收这种文件"):
        examination.examine(io.BytesIO(content), f"a.{kind}")


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("lines", [("机密★10年", "年度报告"), ("年度报告", "绝密")])
def test_a_mark_of_secrecy_is_found(kind, lines):
    with pytest.raises(Marked):
        examine(MADE[kind](*lines), f"a.{kind}")


def test_a_scan_is_taken_to_be_read():
    assert examine(b"II*\x00" + bytes(200), "a.tiff") == "tif"
    with pytest.raises(Refused, match="不收这种文件"):
        examination.examine(io.BytesIO(b"II*\x00" + bytes(200)), "a.tif")


def test_a_mark_in_a_cell_of_a_page_and_over_inline_tags_is_found():
    with pytest.raises(Marked):
        examine(html("<table><tr><td>机<b>密</b></td></tr></table>"), "a.html")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.odt", odt("x", **{"Basic/Standard/a.xml": "<x/>"}), "宏"),
        ("a.odt", odt("x", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "加了密码"),
        ("a.odt", made.docx("x"), "内容却是"),
        ("a.docx", odt("x"), "内容却是"),
        ("a.rtf", rtf("x").replace(b"\\par", b"") + b"{\\object\\objdata 01}", "嵌入"),
        ("a.rtf", "文字".encode(), "内容却是"),
        ("a.html", b"\x00\x01", "编码"),
        ("a.mht", b"Subject: x\n\nnothing", "单一文件"),
        ("a.mht", html("x"), "单一文件"),
    ],
)  # fmt: skip
def test_what_may_not_be_in_it(name, content, says):
    with pytest.raises(Refused, match=says):
        examine(content, name)
