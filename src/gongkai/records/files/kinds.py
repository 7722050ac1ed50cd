"""Which kinds of file are taken in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `has_text`: whether its text can be searched for marks of secrecy."""

    key: str
    label: str
    content_type: str
    extensions: tuple[str, ...]
    has_text: bool = True


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf", ("pdf",)),
        Kind("ofd", "OFD 版式文件", "application/ofd", ("ofd",)),
        Kind("docx", "Word 文档", f"{_OFFICE}.wordprocessingml.document", ("docx",)),
        Kind("xlsx", "Excel 表格", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
        Kind("pptx", "PowerPoint 演示文稿", f"{_OFFICE}.presentationml.presentation", ("pptx",)),
        Kind("doc", "Word 97-2003 文档", "application/msword", ("doc",)),
        Kind("xls", "Excel 97-2003 表格", "application/vnd.ms-excel", ("xls",)),
        Kind("text", "纯文本", "text/plain", ("txt",)),
        Kind("csv", "CSV 表格", "text/csv", ("csv",)),
        Kind("png", "PNG 图片", "image/png", ("png",), has_text=False),
        Kind("jpg", "JPEG 图片", "image/jpeg", ("jpg", "jpeg"), has_text=False),
    )
}
# Taken in only to be read as a report; such a file is no evidence, and is never shown as it is.
FOR_READING = KINDS | {
    kind.key: kind
    for kind in (
        Kind("html", "网页", "application/octet-stream", ("html", "htm")),
        Kind("mhtml", "单一文件网页", "application/octet-stream", ("mht", "mhtml")),
        Kind("tif", "TIFF 图片", "image/tiff", ("tif", "tiff"), has_text=False),
        Kind("odt", "ODT 文档", "application/vnd.oasis.opendocument.text", ("odt",)),
        Kind("ods", "ODS 表格", "application/vnd.oasis.opendocument.spreadsheet", ("ods",)),
        Kind("rtf", "RTF 文档", "application/rtf", ("rtf",)),
    )
}
EXTENSIONS = tuple(extension for kind in KINDS.values() for extension in kind.extensions)


def by_extension(extension: str, kinds: Mapping[str, Kind] = KINDS) -> Kind | None:
    """The kind that an extension promises; the content has the last word."""
    return next((kind for kind in kinds.values() if extension in kind.extensions), None)
