"""A document as a Word file (.docx) of the make that official papers have (GB/T 9704): A4, 仿宋 三号 in lines of
28.95 points, page numbers at the outer edge, tables with real merged cells.

The XML is written directly: python-docx takes thirty times as long. The same document always gives the same bytes.
"""

import zipfile
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape

from gongkai.papers.model import Block, Document, Grid, Heading
from gongkai.papers.writing.characters import shown
from gongkai.papers.writing.docx_table import table, twips
from gongkai.papers.writing.docx_text import paragraph, runs
from gongkai.papers.writing.setting import Setting, led_to, lies, setting
from gongkai.papers.writing.titles import lines_of_title

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TOP, _BOTTOM, _LEFT, _RIGHT = 37.0, 35.0, 28.0, 26.0  # mm, GB/T 9704
_FOOTER = 23.0  # mm from the edge: the number stands 7 mm under the text
_PARTS = {  # file in the package → template
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
    "word/footer2.xml": "footer2.xml",
}


def write_docx(document: Document, *, remark: str | None = None) -> bytes:
    """The file. `remark` stands above everything (演示数据 and the like)."""
    parts = {name: _template(template) for name, template in _PARTS.items()}
    parts["word/document.xml"] = _document(document, remark).encode()
    parts["docProps/core.xml"] = _properties(document).encode()
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)  # dated 1980: the bytes must not depend on the day
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            packed.writestr(info, data)
    return file.getvalue()


@cache
def _template(name: str) -> bytes:
    return files("gongkai.papers.writing").joinpath("templates", "docx", name).read_bytes()


def _properties(document: Document) -> str:
    title = next((b.text for b in document.blocks if isinstance(b, Heading)), document.name)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(shown(title))}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _document(document: Document, remark: str | None) -> str:
    blocks = document.blocks
    settings = {n: setting(b) for n, b in enumerate(blocks) if isinstance(b, Grid) and any(b.rows)}
    body = [paragraph("Remark", runs(remark))] if remark else []
    lying = False
    for number, block in enumerate(blocks):
        turn = lies(blocks, settings, number)
        if turn != lying and body:
            body.append(f'<w:p><w:pPr><w:pStyle w:val="Between"/>{_page(lying)}</w:pPr></w:p>')
        lying = turn
        if isinstance(block, Grid):
            if number in settings:
                body.append(table(settings[number], _before(blocks, number)))
                body.append(paragraph("Between"))
        elif isinstance(block, Heading):
            level = min(max(block.level, 1), 3)
            lines = lines_of_title(block.text) if level == 1 else [block.text]
            body.append(
                paragraph(f"Heading{level}", runs("\n".join(lines)), _new_page(blocks, settings, number))
            )
        else:
            keep = "<w:keepNext/>" if led_to(blocks, number) != number else ""
            body.append(paragraph("", runs(block.text), keep))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}{_page(lying)}'
        "</w:body></w:document>"
    )


def _new_page(blocks: Sequence[Block], settings: dict[int, Setting], number: int) -> str:
    """A page break before the heading of a tall table: not every program keeps the rows of a table together."""
    table = led_to(blocks, number)
    direct = not any(isinstance(block, Heading) for block in blocks[number + 1 : table])
    tall = direct and table in settings and settings[table].tall and not settings[table].lying
    opened = any(not isinstance(block, Heading) for block in blocks[:number])
    return "<w:pageBreakBefore/>" if tall and opened else ""


def _before(blocks: Sequence[Block], number: int) -> str:
    """What a table is called: the nearest heading above it."""
    return next((b.text for b in reversed(blocks[:number]) if isinstance(b, Heading)), "")


def _page(lying: bool) -> str:
    width, height = (297.0, 210.0) if lying else (210.0, 297.0)
    turned = ' w:orient="landscape"' if lying else ""
    # A page that lies is the upright one turned: what was at the top is now at the left.
    top, right, bottom, left = (_LEFT, _BOTTOM, _RIGHT, _TOP) if lying else (_TOP, _RIGHT, _BOTTOM, _LEFT)
    footer = 12.0 if lying else _FOOTER
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}" '
        f'w:header="850" w:footer="{twips(footer)}" w:gutter="0"/></w:sectPr>'
    )
