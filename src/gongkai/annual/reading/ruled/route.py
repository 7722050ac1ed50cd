"""The two-dimensional route: the tables in a document's ruled grids, and what is left for the text route."""

import re
from dataclasses import dataclass

from gongkai.annual.reading.readings import TWICE
from gongkai.annual.reading.ruled.captions import hear, hear_rows
from gongkai.annual.reading.ruled.columns import Head, OddHead
from gongkai.annual.reading.ruled.continued import (
    Page,
    columns_under,
    continuation,
    page_of,
    read_in,
    tables_under,
)
from gongkai.annual.reading.ruled.counted import counted
from gongkai.annual.reading.ruled.gaps import head_misses_cells
from gongkai.annual.reading.ruled.halves import doubt
from gongkai.annual.reading.ruled.heads import TABLES, heads_of
from gongkai.annual.reading.ruled.left_out import NO_HEAD, rows_in, tables_without_head
from gongkai.annual.reading.ruled.matrix import Matrix, matrix_of
from gongkai.annual.reading.ruled.order import official_columns
from gongkai.annual.reading.ruled.rejoined import NOTHING, with_whole_heads
from gongkai.annual.reading.ruled.repeated import folded, with_columns
from gongkai.annual.reading.ruled.rest import rest_of
from gongkai.annual.reading.ruled.stacked import part, seam
from gongkai.annual.reading.ruled.tables import Shown
from gongkai.annual.reading.said import Captions
from gongkai.annual.reading.words import Role
from gongkai.annual.report import Unread
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Document, Grid, Shape

# Kinds of source that say where a cell stands: a missing cell shifts no other.
_PLACED = frozenset((Kind.PDF, Kind.IMAGE, Kind.XLSX, Kind.XLS, Kind.ODS))
ODD_HEAD = "表头的文字互相矛盾或与下面的格对不上，不能确定各数属于哪一列"
_SAMPLE = 8  # cells of a declined table that are quoted
_SHEET = re.compile(
    r"(?:表|工作表|sheet)\s*\d{1,3}", re.I
)  # what a spreadsheet calls its next page by itself


@dataclass(slots=True)
class Ruled:
    """`shown`: the tables in the document's ruled grids; `rest`: the document without the rows they cover."""

    shown: list[Shown]
    rest: Document


def ruled_of(document: Document) -> Ruled:
    """The tables of every ruled grid."""
    flowing = document.kind not in _PLACED
    document = with_columns(document)
    if flowing:
        document = with_whole_heads(document)
    found: list[Shown] = []
    taken: dict[int, frozenset[int]] = {}
    page: Page | None = None
    captions = Captions()
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid):
            hear(captions, block)
            if not NOTHING.fullmatch(block.text) and not _SHEET.fullmatch(block.text):
                page = None
            continue
        if block.shape is not Shape.RULED:
            page = None
            continue
        matrix = matrix_of(block)
        if matrix is None:
            page = None
            continue
        shown, page = _read_stacked(folded(matrix), page, flowing)
        hear_rows(captions, matrix, shown)
        if shown:
            taken[number] = frozenset(row for each in shown for row in each.rows)
            found += shown
    return Ruled(found, rest_of(document, taken))


@dataclass(frozen=True, slots=True)
class _Odd:
    """Rows of a matrix that show a table whose cells and heads do not fit."""

    table: str
    rows: range


def _read_stacked(matrix: Matrix, page: Page | None, flowing: bool) -> tuple[list[Shown], Page | None]:
    """The tables of a grid; where its columns are cut otherwise from some row on, of the two parts it has if more
    can be read so."""
    whole = _read_grid(matrix, page, flowing)
    row = None if flowing else seam(matrix)
    if row is None:
        return whole
    above, page = _read_stacked(part(matrix, 0, row), page, flowing)
    below, page = _read_stacked(part(matrix, row, matrix.height), page, flowing)
    for each in below:
        each.rows = range(each.rows.start + row, each.rows.stop + row)
    return (above + below, page) if read_in(above + below) > read_in(whole[0]) else whole


def _read_grid(matrix: Matrix, page: Page | None, flowing: bool) -> tuple[list[Shown], Page | None]:
    """The tables of a grid, and the one at its end that may go on."""
    found, odd, after = _upright(matrix, page, flowing, set())
    missing = _named_tables(matrix) - {each.table for each in found}
    if missing:
        turned, _, _ = _upright(matrix.transposed(), None, flowing, set(TABLES) - missing)
        for each in turned:
            each.rows = range(matrix.height)
        found += turned
        odd = [each for each in odd if each.table not in {shown.table for shown in turned}]
    for one in odd:
        for row in _rows_said(matrix, one):
            doubt([shown for shown in found if shown.table == one.table], row, TWICE)
    declined = [_declined(matrix, one.table, one.rows, ODD_HEAD) for one in odd]
    if not found and not odd:
        declined = [_declined(matrix, table, rows, NO_HEAD) for table, rows in tables_without_head(matrix)]
    elif found:
        covered = {address[:2] for each in found for address in each.cells}
        covered |= {(note.table or "", note.row or "") for each in found for note in each.notes}
        apart = {row for one in odd for row in one.rows}
        rows = set(range(matrix.height)) - apart
        for table in TABLES:
            notes = rows_in(matrix, table, rows, NO_HEAD, covered)
            declined += [Shown(table, range(0), notes=notes)] if notes else []
    return found + declined, after


def _rows_said(matrix: Matrix, odd: _Odd) -> set[str]:
    """The rows of the form that a table names which cannot be read."""
    return {
        word.key
        for spot in matrix.spots
        if spot.row in odd.rows and spot.words and (word := spot.word(odd.table, Role.ROW))
        if not any(each.role is Role.COLUMN for each in spot.words)
    }


def _declined(matrix: Matrix, table: str, rows: range, why: str) -> Shown:
    spots = [spot for spot in matrix.spots if spot.row in rows and not spot.empty]
    text = " ".join(spot.text for spot in spots[:_SAMPLE])
    note = Unread(table, None, None, spots[0].cell.at if spots else "", text, why)
    return Shown(table, rows, notes=[note, *rows_in(matrix, table, rows, why)])


def _named_tables(matrix: Matrix) -> set[str]:
    """The tables whose columns some label of the matrix names and no other table's."""
    return {
        next(iter(tables))
        for spot in matrix.spots
        if spot.words and len(tables := {word.table for word in spot.words if word.role is Role.COLUMN}) == 1
    }


def _upright(
    matrix: Matrix, page: Page | None, flowing: bool, without: set[str]
) -> tuple[list[Shown], list[_Odd], Page | None]:
    """The tables whose heads stand above their cells, those that cannot be read so, and the last one."""
    heads = [head for table in TABLES if table not in without for head in heads_of(matrix, table)]
    heads.sort(key=lambda head: head.top)
    found: list[Shown] = []
    odd: list[_Odd] = []
    after: Page | None = None
    if page is not None:
        end = min((head.top for head in heads), default=matrix.height)
        continued, (lying, above) = continuation(matrix, page, end, flowing)
        found += continued
        if end == matrix.height and continued and not page.spread:
            after = Page(
                above,
                columns_under(lying, above),
                lying.width,
                continued[-1].last,
                False,
                lying.at[-1],
                continued,
            )
    ending: list[Page | None] = []
    for head in heads:
        end = min((other.top for other in heads if other.top >= head.bottom), default=matrix.height)
        shown, laid = _under(matrix, head, end, flowing)
        if shown is None:
            odd.append(_Odd(head.table, range(head.top, end)))
            shown = []
        found += shown
        if end == matrix.height:
            ending.append(page_of(*laid, shown) if laid else None)
    return found, odd, ending[0] if len(ending) == 1 else after


def _under(
    matrix: Matrix, head: Head | OddHead, end: int, flowing: bool
) -> tuple[list[Shown] | None, tuple[Matrix, Head] | None]:
    """The tables under a head, None where they cannot be read, and what they were read as: as they lie, or where the
    source sets cells one after another and some are missing, by the number of the cells in each row."""
    shown, laid = None, None
    if isinstance(head, Head) and not (flowing and head_misses_cells(matrix, head, ())):
        shown, laid = tables_under(matrix, head, end, flowing), (matrix, head)
    if flowing and (matrix.gaps or shown is None):
        columns = official_columns(matrix, head.table, head.top, head.bottom)
        if columns is None and laid:
            columns = columns_under(*laid)
        anew = columns and counted(matrix, head.table, columns, head.top, head.bottom, end, flowing=flowing)
        other = tables_under(anew.matrix, anew.head, end, flowing) if anew else None
        if anew and other is not None and (shown is None or read_in(other) > read_in(shown)):
            return other, (anew.matrix, anew.head)
    return shown, laid
