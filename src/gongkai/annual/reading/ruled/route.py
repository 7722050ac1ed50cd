"""The two-dimensional route: the tables in a document's ruled grids, and what is left for the text route."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.annual.reading.readings import TWICE
from gongkai.annual.reading.ruled.captions import hear, hear_rows
from gongkai.annual.reading.ruled.columns import Column, Head, OddHead
from gongkai.annual.reading.ruled.counted import counted
from gongkai.annual.reading.ruled.halves import cut_row, doubt, drop
from gongkai.annual.reading.ruled.heads import TABLES, heads_of, labels_end
from gongkai.annual.reading.ruled.left_out import NO_HEAD, rows_in, tables_without_head
from gongkai.annual.reading.ruled.lines import CUT
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, matrix_of
from gongkai.annual.reading.ruled.order import official_columns
from gongkai.annual.reading.ruled.rejoined import NOTHING, with_whole_heads
from gongkai.annual.reading.ruled.remedies import side_by_side
from gongkai.annual.reading.ruled.repeated import folded, with_columns
from gongkai.annual.reading.ruled.rest import rest_of
from gongkai.annual.reading.ruled.stacked import part, seam
from gongkai.annual.reading.ruled.tables import Shown, crossed, head_misses_cells
from gongkai.annual.reading.said import Captions
from gongkai.annual.reading.words import Role, row_order
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


@dataclass(slots=True)
class _Page:
    """The table at the end of a grid, which may go on in the next one."""

    head: Head
    columns: tuple[Column, ...]  # with those whose names are lost
    width: int
    last: str  # key of its last row
    spread: bool  # its groups stand side by side and no figures were seen yet
    row: Sequence[Spot]  # the last one of its grid
    shown: Sequence[Shown]  # what was read of it


def ruled_of(document: Document) -> Ruled:
    """The tables of every ruled grid."""
    flowing = document.kind not in _PLACED
    document = with_columns(document)
    if flowing:
        document = with_whole_heads(document)
    found: list[Shown] = []
    taken: dict[int, frozenset[int]] = {}
    page: _Page | None = None
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


def _read_stacked(matrix: Matrix, page: _Page | None, flowing: bool) -> tuple[list[Shown], _Page | None]:
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
    return (above + below, page) if _known(above + below) > _known(whole[0]) else whole


def _known(shown: Sequence[Shown]) -> int:
    return sum(reading.why is None for each in shown for reading in each.cells.values())


def _read_grid(matrix: Matrix, page: _Page | None, flowing: bool) -> tuple[list[Shown], _Page | None]:
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
    matrix: Matrix, page: _Page | None, flowing: bool, without: set[str]
) -> tuple[list[Shown], list[_Odd], _Page | None]:
    """The tables whose heads stand above their cells, those that cannot be read so, and the last one."""
    heads = [head for table in TABLES if table not in without for head in heads_of(matrix, table)]
    heads.sort(key=lambda head: head.top)
    found: list[Shown] = []
    odd: list[_Odd] = []
    after: _Page | None = None
    if page is not None:
        end = min((head.top for head in heads), default=matrix.height)
        continued, (lying, above) = _continued(matrix, page, end, flowing)
        found += continued
        if end == matrix.height and continued and not page.spread:
            after = _Page(
                above, _columns(lying, above), lying.width, continued[-1].last, False, lying.at[-1], continued
            )
    ending: list[_Page | None] = []
    for head in heads:
        end = min((other.top for other in heads if other.top >= head.bottom), default=matrix.height)
        shown, laid = _under(matrix, head, end, flowing)
        if shown is None:
            odd.append(_Odd(head.table, range(head.top, end)))
            shown = []
        found += shown
        if end == matrix.height:
            ending.append(_page(*laid, shown) if laid else None)
    return found, odd, ending[0] if len(ending) == 1 else after


def _under(
    matrix: Matrix, head: Head | OddHead, end: int, flowing: bool
) -> tuple[list[Shown] | None, tuple[Matrix, Head] | None]:
    """The tables under a head, None where they cannot be read, and what they were read as: as they lie, or where the
    source sets cells one after another and some are missing, by the number of the cells in each row."""
    shown, laid = None, None
    if isinstance(head, Head) and not (flowing and head_misses_cells(matrix, head, ())):
        shown, laid = _read(matrix, head, end, flowing), (matrix, head)
    if flowing and (matrix.gaps or shown is None):
        columns = official_columns(matrix, head.table, head.top, head.bottom)
        if columns is None and laid:
            columns = _columns(*laid)
        anew = columns and counted(matrix, head.table, columns, head.top, head.bottom, end, flowing=flowing)
        other = _read(anew.matrix, anew.head, end, flowing) if anew else None
        if anew and other is not None and (shown is None or _known(other) > _known(shown)):
            return other, (anew.matrix, anew.head)
    return shown, laid


def _read(matrix: Matrix, head: Head, end: int, flowing: bool) -> list[Shown] | None:
    read = side_by_side if head.grouped else crossed
    return read(matrix, head, end, flowing=flowing)


def _page(matrix: Matrix, head: Head, shown: Sequence[Shown]) -> _Page | None:
    """The table under the last head of a grid, if it ends where the grid ends."""
    if shown and (head.grouped or not _at_end(matrix, head, shown[-1].rows.stop)):
        return None
    last = shown[-1].last if shown else ""
    return _Page(head, _columns(matrix, head), matrix.width, last, head.grouped, matrix.at[-1], shown)


def _columns(matrix: Matrix, head: Head) -> tuple[Column, ...]:
    """The columns of a head from the first behind the labels to the last that has a cell in it."""
    columns = [column for column in head.columns if column.left >= head.labels_end]
    while columns and head.bottom and matrix.at[head.bottom - 1][columns[-1].left].sort is Sort.GAP:
        columns.pop()
    return tuple(columns)


def _at_end(matrix: Matrix, head: Head, stop: int) -> bool:
    """Whether a table ends where its grid ends, or one row before, whose label is not known: it may be cut."""
    if stop == matrix.height:
        return True
    return stop == matrix.height - 1 and any(
        spot.sort is Sort.TEXT and spot.row == stop and spot.right <= head.first for spot in matrix.at[stop]
    )


def _continued(
    matrix: Matrix, page: _Page, end: int, flowing: bool
) -> tuple[list[Shown], tuple[Matrix, Head]]:
    """The rows above the first head of a grid, where they go on with the table of the grid before, and what they were
    read as: as they lie, or by the number of their cells where these are not those of the page before."""
    head = replace(page.head, top=0, bottom=0)
    ways = []
    if page.width == matrix.width:  # where its labels end is seen where they stand
        here = labels_end(matrix, head.table, 0, head.labels, head.first)
        ways.append((matrix, replace(head, labels_end=here)))
    if page.width != matrix.width or (flowing and matrix.gaps):
        anew = counted(matrix, head.table, page.columns, 0, 0, end, flowing=flowing)
        ways += [(anew.matrix, anew.head)] if anew else []
    found: list[Shown] = []
    best = (matrix, head)
    for way in ways:
        shown = _going_on(*way, page, end, flowing)
        if _known(shown) > _known(found) or not found:
            found, best = shown, way
    return found, best


def _going_on(matrix: Matrix, head: Head, page: _Page, end: int, flowing: bool) -> list[Shown]:
    """The rows under the head of the page before; nothing where they do not follow in order."""
    if page.spread:
        return side_by_side(matrix, head, end, flowing=flowing) or []
    cut = cut_row(page.row, page.head, matrix.at[0], head) if end else None
    if cut and cut[1]:
        doubt(page.shown, cut[0], CUT)
    shown = crossed(matrix, head, end, flowing=flowing, last=page.last)
    if shown and cut:
        drop(shown, cut[0])
    if not shown or len(shown) != 1 or not shown[0].cells:
        return []
    orders = [row_order(head.table, address.row) for address in shown[0].cells]
    if page.last and min(orders) <= row_order(head.table, page.last):
        return []
    return shown
