"""A page as a Word file and as spreadsheets, and these sent through LibreOffice into the other office formats."""

import random
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from corpus.ruled import Page, Rows, spread
from gongkai.papers.geometry import placed
from gongkai.papers.model import Grid, Shape


def docx(page: Page, rng: random.Random) -> bytes:
    """Real merged cells, as python-docx writes them."""
    document = Document()
    for line in page.title:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, block in page.blocks:
        if isinstance(block, str):
            document.add_heading(block, 2) if kind == "h" and rng.random() < 0.5 else document.add_paragraph(
                block
            )
            continue
        _docx_table(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: Document, rows: Rows) -> None:  # type: ignore[valid-type]
    lines = placed(Grid(tuple(tuple(row) for row in rows), Shape.RULED, ""))
    width = max(item.column + item.cell.across for item in lines[0])
    table = document.add_table(len(rows), width, style="Table Grid")  # type: ignore[attr-defined]
    for line in lines:
        for item in line:
            first = table.cell(item.row, item.column)
            if item.cell.down > 1 or item.cell.across > 1:
                first = first.merge(
                    table.cell(item.row + item.cell.down - 1, item.column + item.cell.across - 1)
                )
            first.text = item.cell.text


def xlsx(page: Page, rng: random.Random) -> bytes:
    """The whole report in one sheet, or a sheet for each table; merged, or blank cells instead."""
    book = openpyxl.Workbook()
    sheet = book.active
    merged, one = rng.random() < 0.6, rng.random() < 0.5
    at = 1
    for line in page.title:
        sheet.cell(at, 1, line)
        if merged:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=10)
        at += 1
    for number, (_, block) in enumerate(page.blocks):
        if isinstance(block, str):
            sheet.cell(at, 1, block)
            at += 1
            continue
        if not one:
            sheet = book.create_sheet(f"表{number}")
            at = 1
        at = _sheet_table(sheet, block, at, merged) + rng.randint(0, 1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_table(sheet: openpyxl.worksheet.worksheet.Worksheet, rows: Rows, at: int, merged: bool) -> int:
    if not merged:
        rows = spread(rows)
    for line in placed(Grid(tuple(tuple(row) for row in rows), Shape.RULED, "")):
        for item in line:
            row, column = at + item.row, 1 + item.column
            text = item.cell.text
            value = int(text) if text.isascii() and text.isdigit() and not text.startswith("0") else text
            sheet.cell(row, column, value if text else None)
            if item.cell.down > 1 or item.cell.across > 1:
                sheet.merge_cells(
                    start_row=row,
                    end_row=row + item.cell.down - 1,
                    start_column=column,
                    end_column=column + item.cell.across - 1,
                )
    return at + len(rows)


TARGETS = {
    "doc": "doc:MS Word 97",
    "odt": "odt",
    "rtf": "rtf",
    "pdf": "pdf",
    "docx": "docx:MS Word 2007 XML",
    "html": "html",
    "txt": "txt:Text (encoded):UTF8",
    "xls": "xls:MS Excel 97",
    "ods": "ods",
}


def by_libreoffice(files: list[bytes], suffix: str, target: str) -> list[bytes | None]:
    """Every file through one run of LibreOffice; None where it wrote nothing."""
    found = shutil.which("soffice")
    if found is None:
        return [None] * len(files)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for number, data in enumerate(files):
            paths.append(folder / f"{number}.{suffix}")
            paths[-1].write_bytes(data)
        subprocess.run(
            [found, "--headless", f"-env:UserInstallation=file://{folder / 'profile'}", "--convert-to",
             TARGETS[target], "--outdir", str(folder / "out"), *map(str, paths)],
            capture_output=True, check=False, timeout=60 + 5 * len(files),
        )  # fmt: skip
        results = [folder / "out" / f"{number}.{target}" for number in range(len(files))]
        return [path.read_bytes() if path.exists() else None for path in results]


def by_chromium(pages: list[bytes], css: str = "") -> list[bytes | None]:
    """Every web page printed as PDF."""
    found = shutil.which("chromium")
    if found is None:
        return [None] * len(pages)
    results: list[bytes | None] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, data in enumerate(pages):
            source, target = folder / f"{number}.html", folder / f"{number}.pdf"
            source.write_bytes(data.replace(b"</head>", f"<style>{css}</style></head>".encode(), 1))
            subprocess.run(
                [found, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                 "--disable-background-networking", f"--user-data-dir={folder / 'user'}",
                 f"--print-to-pdf={target}", str(source)],
                capture_output=True, check=False, timeout=120,
            )  # fmt: skip
            results.append(target.read_bytes() if target.exists() else None)
    return results
