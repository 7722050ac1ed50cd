"""Which kind of file some bytes are, told by their content and never by their name."""

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版Office文件（.doc、.xls、.wps）"),
    (b"{\\rtf", "RTF文件"),
    (b"\x1f\x8b", "gzip压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z压缩文件"),
    (b"Rar!\x1a\x07", "RAR压缩文件"),
    (b"\x89PNG\r\n", "图片（PNG）"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"GIF8", "图片（GIF）"),
    (b"II*\x00", "图片（TIFF）"),
    (b"MM\x00*", "图片（TIFF）"),
    (b"SQLite format 3\x00", "SQLite数据库"),
    (b"\x7fELF", "可执行程序"),
    (b"MZ\x90", "可执行程序"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", "Word文件（.docx）"),
    (b"xl/workbook.xml", "Excel文件（.xlsx）"),
    (b"opendocument.text", "ODT文件"),
    (b"opendocument.spreadsheet", "ODS文件"),
    (b"OFD.xml", "OFD文件"),
)
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b",
    re.I | re.S,
)
_XML = re.compile(rb"^\s*<\?xml\b")
_HEAD = 4096


def kind_of(data: bytes) -> str | None:
    """The Chinese name of a kind that is not plain text, or None."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for mark, name in _ZIPPED if mark in data), "ZIP压缩文件")
    if _HTML.match(head):
        return "网页（HTML）"
    if _XML.match(head):
        return "XML文件"
    return None
