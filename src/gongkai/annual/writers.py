"""A report in every form it is written in, by the file name's extension."""

from collections.abc import Callable

from gongkai.annual.chapters import CHAPTERS
from gongkai.annual.check import check
from gongkai.annual.compose import compose
from gongkai.annual.contract import dumps
from gongkai.annual.report import Report
from gongkai.papers.model import Document
from gongkai.papers.writing.fonts import Fonts, NoFonts
from gongkai.papers.writing.write_csv import write_csv
from gongkai.papers.writing.write_docx import write_docx
from gongkai.papers.writing.write_html import write_html
from gongkai.papers.writing.write_pdf import write_pdf
from gongkai.papers.writing.write_xlsx import write_xlsx

Writer = Callable[[Report, Fonts | None], bytes]
DocumentWriter = Callable[[Document, Fonts | None], bytes]

# The tabs of a workbook are narrow: short names, which no reader takes for the chapters themselves.
_SHEETS = {
    "一": "正文",
    "二": "主动公开",
    "三": "申请办理",
    "四": "复议诉讼",
    "五": "问题与改进",
    "六": "其他",
}
_NAMES = {each.heading: _SHEETS[each.number] for each in CHAPTERS}


def _html(document: Document, fonts: Fonts | None) -> bytes:
    return write_html(document).encode()


def _docx(document: Document, fonts: Fonts | None) -> bytes:
    return write_docx(document)


def _pdf(document: Document, fonts: Fonts | None) -> bytes:
    if fonts is None:
        raise NoFonts("写PDF要用中文字体，这里没有；请运行 make fonts 取开源字体，或改写成Word（.docx）")
    return write_pdf(document, fonts)


def _xlsx(document: Document, fonts: Fonts | None) -> bytes:
    return write_xlsx(document, names=_NAMES)


def _csv(document: Document, fonts: Fonts | None) -> bytes:
    return write_csv(document).encode()


def _json(report: Report, fonts: Fonts | None) -> bytes:
    # With the trace: what a check says of printed cells must not get lost on the way.
    return (dumps(report, check(report), trace=True) + "\n").encode()


def _composed(writer: DocumentWriter) -> Writer:
    return lambda report, fonts: writer(compose(report), fonts)


# What takes a document; only the PDF needs fonts (`writing.fonts.find_fonts`). Raise CannotWrite.
DOCUMENT_WRITERS: dict[str, DocumentWriter] = {
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "html": _html,
}
# What takes a report; the same, and the exchange format.
WRITERS: dict[str, Writer] = {
    "json": _json,
    **{name: _composed(writer) for name, writer in DOCUMENT_WRITERS.items()},
}
