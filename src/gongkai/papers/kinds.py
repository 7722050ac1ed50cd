"""Which kind of file some bytes are, told by their content and never by their name."""

import re
import zipfile
from enum import Enum
from io import BytesIO

import olefile

from gongkai.papers.sheets.commas import delimiter_in

ENCRYPTED = "加密的Office文件"


class Kind(Enum):
    """A kind that has a reader; the value is the name for people."""

    TEXT = "文本文件"
    CSV = "CSV文件"
    HTML = "网页"
    MHTML = "网页（单一文件）"
    DOCX = "Word文件（.docx）"
    DOC = "旧版Word文件（.doc、.wps）"
    ODT = "ODT文件"
    RTF = "RTF文件"
    XLSX = "Excel文件（.xlsx）"
    XLS = "旧版Excel文件（.xls）"
    ODS = "ODS文件"
    PDF = "PDF文件"
    IMAGE = "图片"
    ZIP = "ZIP压缩文件"
    OFD = "OFD文件"


# Kinds without a reader, by their first bytes: the name for people.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z压缩文件"),
    (b"Rar!\x1a\x07", "RAR压缩文件"),
    (b"GIF8", "图片（GIF）"),
    (b"SQLite format 3\x00", "SQLite数据库"),
    (b"\x7fELF", "可执行程序"),
    (b"MZ\x90", "可执行程序"),
)
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("xl/workbook.bin", Kind.XLSX),
    ("OFD.xml", Kind.OFD),
)
_BODY_OF_WORD = re.compile(r"word/document\d*\.xml", re.IGNORECASE)  # Word on the web numbers it
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|table|t[rdh]|thead|tbody|div|p"
    rb"|h[1-6]|ul|ol|dl|meta|link|title|script|style|center|span|font|form|section|article|main|frameset|br|hr|pre"
    rb"|strong|b|a|img|base|noscript|!--\[if)[\s>/]",
    re.I | re.S,
)
_HTML_LATER = re.compile(rb"<!doctype\s+html[\s>]|<html[\s>][^<]*<(?:head|body|meta)|<body[\s>]", re.I)
_MHTML = re.compile(rb"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related", re.I)
_WIDE_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_XML = re.compile(rb"^\s*<\?xml\b")
_FLAT_WORD = re.compile(
    rb"<(?:\w+:)?(?:wordDocument|package)\b[^>]*http://schemas\.microsoft\.com/office/(?:word/2003/wordml|2006/xmlPackage)"
)
_FLAT_ODT = re.compile(rb'<office:document\b[^>]*application/vnd\.oasis\.opendocument\.text"')
_HEAD = 8192


def kind_of(data: bytes) -> Kind | str:
    """The kind of the bytes; where no reader takes it, its Chinese name. Plain text is TEXT."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            return name
    if head.startswith(_OLE):
        return _in_ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data)
    return _in_text(data)


def _in_text(data: bytes) -> Kind | str:
    head = _narrow(data[:_HEAD]).lstrip(b" \t\r\n")
    if _MHTML.match(head):
        return Kind.MHTML
    if _HTML.match(head):
        return Kind.HTML
    if _XML.match(head):
        return _in_xml(head)
    if _HTML_LATER.search(head):
        return Kind.HTML
    return Kind.CSV if delimiter_in(_narrow(data).decode("latin-1")) else Kind.TEXT


def _in_xml(head: bytes) -> Kind | str:
    if _FLAT_WORD.search(head):
        return Kind.DOCX
    if _FLAT_ODT.search(head):
        return Kind.ODT
    if b"<html" in head.lower():
        return Kind.HTML
    if b"Excel.Sheet" in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "Excel的XML文件"
    if b"Word.Document" in head or b"schemas.microsoft.com/office/word/2003" in head:
        return "Word的XML文件"
    return "XML文件"


def _narrow(data: bytes) -> bytes:
    """Bytes in which the signs of ASCII stand as themselves, whatever the encoding; without a byte order mark."""
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _in_ole(data: bytes) -> Kind | str:
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            names = {"/".join(parts) for parts in file.listdir()}
    except (OSError, ValueError, IndexError):
        return "损坏的旧版Office文件"
    if "EncryptedPackage" in names:
        return ENCRYPTED
    if "WordDocument" in names:
        return Kind.DOC
    if names & {"Workbook", "Book"}:
        return Kind.XLS
    return "旧版Office文件（不是Word或Excel文件）"


def _in_zip(data: bytes) -> Kind | str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            names = set(file.namelist())
            mime = ""
            if "mimetype" in names:
                with file.open("mimetype") as part:  # as far as needed: it may unpack to anything
                    mime = part.read(100).decode("ascii", "replace")
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError):
        return "损坏的压缩文件"
    for name, kind in _ZIPPED:
        if name in names:
            return kind
    if any(_BODY_OF_WORD.match(name) for name in names):
        return Kind.DOCX
    if mime.endswith("opendocument.text"):
        return Kind.ODT
    if mime.endswith("opendocument.spreadsheet"):
        return Kind.ODS
    return Kind.ZIP
