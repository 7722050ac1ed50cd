"""Scanned pages: our own PDF as pictures, turned and noisy, is read where the balances bear the figures out.

Slow (some seconds a page): a recogniser of characters runs; all tests scan the same page."""

import sys
from dataclasses import replace

import pytest

from annual.reports import with_cells, zeros
from corpus.as_scan import scanned, with_hidden_text
from gongkai.annual.compose import compose
from gongkai.annual.form import Address, Edition
from gongkai.annual.read import read
from gongkai.annual.report import Report, Value
from gongkai.papers.model import Document, Grid
from gongkai.papers.open import CannotOpen, from_bytes
from gongkai.papers.writing.fonts import find_fonts
from gongkai.papers.writing.write_pdf import write_pdf

FIGURES = {
    "new": (12, 9, 21),
    "open": (7, 4, 11),
    "ref_third": (5, 0, 5),
    "np_repeat": (0, 5, 5),
    "closed": (12, 9, 21),
}
NO_SUM = ("table2", "charges")  # no balance bears it out


def _report() -> Report:
    figures = {
        ("table3", row, column): value
        for row, values in FIGURES.items()
        for column, value in zip(("natural", "business", "total"), values, strict=True)
    }
    full = with_cells(zeros(Edition.E2021), figures)
    shown = {
        place: value for place, value in full.cells.items() if place.table == "table3" or place[:2] == NO_SUM
    }
    return replace(full, cells=shown)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Table three and a row of table two, without prose: they fill one page."""
    grids = tuple(block for block in compose(_report()).blocks if isinstance(block, Grid))
    return write_pdf(Document(grids), find_fonts())


@pytest.fixture(scope="module")
def scan(printed: bytes) -> bytes:
    return scanned(printed)


def _given(report: Report) -> dict[Address, Value]:
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    return {address: value for address, value in report.cells.items() if tuple(address) not in doubted}


@pytest.mark.fonts
def test_without_the_recogniser_a_scan_is_refused_with_the_way_out(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gongkai.papers.scan.read_pages", None)
    with pytest.raises(CannotOpen, match=r"扫描件.*gongkai\[ocr\]"):
        from_bytes(scan, "年报.pdf")


@pytest.mark.fonts
def test_a_text_layer_that_nobody_sees_makes_a_scan_no_printed_page(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gongkai.papers.scan.read_pages", None)
    with pytest.raises(CannotOpen, match="扫描件"):
        from_bytes(with_hidden_text(scan, "1 2 3 4 5 6 7"), "年报.pdf")


@pytest.mark.fonts
@pytest.mark.ocr
def test_a_page_on_its_side_is_read(printed: bytes) -> None:
    given = _given(read(from_bytes(scanned(printed, way="quarter"), "年报.pdf")))
    assert given.items() <= _report().cells.items()
    assert len(given) > 150


@pytest.mark.fonts
@pytest.mark.ocr
def test_a_scan_is_read_and_what_no_balance_bears_out_is_left_to_a_person(scan: bytes) -> None:
    report = read(from_bytes(scan, "年报.pdf"))
    truth = _report()
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    given = _given(report)
    assert given.items() <= truth.cells.items()
    assert len(given) == sum(address.table == "table3" for address in truth.cells)
    assert all(address.table == "table3" for address in given)
    assert ("table2", "charges", "amount") in doubted
    assert all("OCR" in each.at for each in report.trace if each.address in given)
