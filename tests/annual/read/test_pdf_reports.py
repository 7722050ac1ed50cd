"""Reports printed by the programs people print with: every cell comes back from both readings, also where a page
break cuts a row, a label or a merged cell."""

import random
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest

from corpus.as_office import by_chromium, by_libreoffice, docx
from corpus.converters import random_report
from corpus.made import make
from corpus.ruled import page
from corpus.score import Score, judge
from gongkai.annual.compose import compose
from gongkai.annual.form import Edition
from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.model import Block, Document, Paragraph
from gongkai.papers.open import from_bytes
from gongkai.papers.writing.fonts import find_fonts
from gongkai.papers.writing.write_html import write_html
from gongkai.papers.writing.write_pdf import write_pdf

BORDERS = {
    "lines": "td,th{border:1px solid #000}",
    "apart": "table{border-collapse:separate;border-spacing:2px}td,th{border:1px solid #000}",
    "no outer border": "table{border:none}td:last-child,th:last-child{border-right:none}",
}


def reports() -> list[Report]:
    """Both editions, full and half blank."""
    return [
        random_report(edition, blanks, random.Random(f"pdf {edition} {blanks}"))
        for edition in Edition
        for blanks in (0.0, 0.5)
    ]


def readings(data: bytes | None) -> Iterable[tuple[str, Document]]:
    """Each reading by itself, then both."""
    assert data
    both = from_bytes(data, "报告.pdf")
    assert both.second
    return ("first", replace(both, second=None)), ("second", both.second), ("both", both)


def filled_up(document: Document, paragraphs: int) -> Document:
    """The document with so much prose before the first table that page breaks fall elsewhere."""
    prose: list[Block] = [Paragraph("我局认真办理政府信息公开的各项工作。", "")] * paragraphs
    return replace(document, blocks=(document.blocks[0], *prose, *document.blocks[1:]))


@pytest.mark.fonts
@pytest.mark.parametrize("degrees", [0, 90])
def test_our_own_pdf_is_read_back_also_where_it_lies_on_its_side(degrees: int) -> None:
    for report in reports()[::3]:
        data = write_pdf(compose(report), find_fonts())
        if degrees:
            file, out = pypdfium2.PdfDocument(data), BytesIO()
            for each in file:
                each.set_rotation(degrees)
            file.save(out)
            data = out.getvalue()
        for name, document in readings(data):
            assert read(document).cells == report.cells, name


@pytest.mark.office
@pytest.mark.fonts
def test_what_an_office_program_prints_is_read_with_rows_cut_by_page_breaks() -> None:
    """Over a second: LibreOffice prints four reports in one run."""
    rng = random.Random("office")
    made = [make(rng) for _ in range(4)]
    files = by_libreoffice([docx(page(each, rng, "none"), rng) for each in made], "docx", "pdf")
    scores = {name: Score() for name in ("first", "second", "both")}
    for each, data in zip(made, files, strict=True):
        for name, document in readings(data):
            judge(each, read(document), scores[name], name)
    assert [line for score in scores.values() for line in score.silent] == []
    assert scores["first"].recall == scores["both"].recall == 1.0
    assert scores["second"].recall > 0.99  # of a head that a page break cuts it may lose a row


@pytest.mark.browser
@pytest.mark.parametrize("border", BORDERS)
def test_what_a_browser_prints_is_read_however_it_draws_borders(border: str) -> None:
    """Over a second: Chromium starts for each page."""
    for number, report in enumerate(reports()[1:2] if border != "lines" else reports()[1:3]):
        written = write_html(filled_up(compose(report), 9 * number)).encode()
        (data,) = by_chromium([written], BORDERS[border])
        for name, document in readings(data):
            assert read(document).cells == report.cells, (border, number, name)
