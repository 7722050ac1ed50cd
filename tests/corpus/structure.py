"""A page whose tables have lost their structure on the way: merged texts repeated in every place, spans dropped."""

import csv
import random
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO

from docx import Document

from corpus.as_html import plain
from corpus.as_office import docx, xlsx
from corpus.ruled import Page, Rows, spread
from gongkai.papers.geometry import placed
from gongkai.papers.model import Grid, Shape


def _filled(page: Page) -> Page:
    """The page with every merged text in all the places that it covers."""
    blocks = [(kind, b if isinstance(b, str) else spread(b, repeat=True)) for kind, b in page.blocks]
    return replace(page, blocks=blocks)


def _rows(rows: Rows) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row] for row in rows]


def _text(page: Page, table: Callable[[list[list[str]]], list[str]]) -> bytes:
    lines = ["".join(page.title), ""]
    for _, block in _filled(page).blocks:
        lines += [block, ""] if isinstance(block, str) else [*table(_rows(block)), ""]
    return "\n".join(lines).encode()


def tabs_repeated(page: Page, rng: random.Random) -> bytes:
    return _text(page, lambda rows: ["\t".join(row) for row in rows])


def pipes_repeated(page: Page, rng: random.Random) -> bytes:
    """As converters to Markdown write tables."""

    def table(rows: list[list[str]]) -> list[str]:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]

    return _text(page, table)


def csv_repeated(page: Page, rng: random.Random) -> bytes:
    """Every table by itself, or all lines equally long as a sheet has them."""
    rows = [[line] for line in page.title]
    for _, block in _filled(page).blocks:
        rows += [[block]] if isinstance(block, str) else _rows(block)
    if rng.random() < 0.5:
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def html_repeated(page: Page, rng: random.Random) -> bytes:
    return plain(_filled(page), rng)


def xlsx_repeated(page: Page, rng: random.Random) -> bytes:
    return xlsx(_filled(page), rng)


def docx_repeated(page: Page, rng: random.Random) -> bytes:
    return docx(_filled(page), rng)


def docx_tabs(page: Page, rng: random.Random) -> bytes:
    """Tables as paragraphs with tabs, merged texts repeated downwards: to the right are blanks, or nothing."""
    document = Document()
    document.add_paragraph("".join(page.title))
    blanks = rng.random() < 0.5
    for _, block in page.blocks:
        for line in [block] if isinstance(block, str) else _downwards(block, blanks=blanks):
            document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _downwards(rows: Rows, *, blanks: bool) -> list[str]:
    lines: list[list[tuple[int, str]]] = [[] for _ in rows]
    for items in placed(Grid(tuple(map(tuple, rows)), Shape.RULED, "")):
        for item in items:
            for line in lines[item.row : item.row + item.cell.down]:
                line += [(item.column, " ".join(item.cell.text.split()))]
                line += [(item.column + n, "") for n in range(1, item.cell.across) if blanks]
    return ["\t".join(text for _, text in sorted(line)) for line in lines]


def without_row_spans(page: Page, rng: random.Random) -> bytes:
    return re.sub(rb' rowspan="\d+"', b"", plain(page, rng))


def without_column_spans(page: Page, rng: random.Random) -> bytes:
    return re.sub(rb' colspan="\d+"', b"", plain(page, rng))


def without_spans(page: Page, rng: random.Random) -> bytes:
    return re.sub(rb' (?:row|col)span="\d+"', b"", plain(page, rng))


def wrong_span(page: Page, rng: random.Random) -> bytes:
    """One span dropped, or one too many or too few."""
    html = plain(page, rng)
    spans = list(re.finditer(rb' (?:row|col)span="(\d+)"', html))
    if not spans:
        return html
    found = rng.choice(spans)
    other = int(found[1]) + rng.choice((-1, 1))
    text = b"" if other < 2 else found[0].replace(found[1], b"%d" % other)
    return html[: found.start()] + text + html[found.end() :]


def table_a_row(page: Page, rng: random.Random) -> bytes:
    """Every row of a table is a table."""
    return re.sub(rb"</tr>\s*<tr>", b'</tr></tbody></table><table border="1"><tbody><tr>', plain(page, rng))


def group_left_behind(page: Page, rng: random.Random) -> bytes:
    """Page breaks part every longer table anywhere; what spans a break stands on the first page alone."""
    blocks: list[tuple[str, str | Rows]] = []
    for kind, block in page.blocks:
        place = 0 if isinstance(block, str) or len(block) < 9 else rng.randint(5, len(block) - 2)
        blocks += [(kind, block[:place]), ("p", f"— {rng.randint(1, 9)} —")] if place else []
        blocks.append((kind, block[place:] if place else block))
    return plain(replace(page, blocks=blocks), rng)


REPEATED = {  # a merged figure is written as several
    "html repeated": html_repeated,
    "docx repeated": docx_repeated,
    "xlsx repeated": xlsx_repeated,
    "csv repeated": csv_repeated,
    "pipes repeated": pipes_repeated,
    "tabs repeated": tabs_repeated,
    "docx tabs repeated": docx_tabs,
}
LOST = {
    "html no row spans": without_row_spans,
    "html no column spans": without_column_spans,
    "html no spans": without_spans,
    "html wrong span": wrong_span,
    "html table a row": table_a_row,
    "html group left behind": group_left_behind,
}
