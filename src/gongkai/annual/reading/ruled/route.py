"""The two-dimensional route: the tables in a document's ruled grids, and what is left for the text route."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.annual.reading.readings import TWICE
from gongkai.annual.reading.ruled.captions import hear, hear_rows
from gongkai.annual.reading.ruled.columns import Head
from gongkai.annual.reading.ruled.halves import cut_row, doubt, drop
from gongkai.annual.reading.ruled.heads import TABLES, heads_of
from gongkai.annual.reading.ruled.left_out import NO_HEAD, without_head
from gongkai.annual.reading.ruled.lines import CUT
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot, matrix_of
from gongkai.annual.reading.ruled.order import in_official_order
from gongkai.annual.reading.ruled.remedies import side_by_side
from gongkai.annual.reading.ruled.repeated import folded, with_columns
from gongkai.annual.reading.ruled.rest import rest_of
from gongkai.annual.reading.ruled.stacked import part, seam
from gongkai.annual.reading.ruled.tables import Shown, crossed
from gongkai.annual.reading.said import Captions
from gongkai.annual.reading.words import Role, row_order
from gongkai.annual.report import Unread
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Document, Grid, Shape

# Kinds of source that say where a cell stands: a missing cell shifts no other.
_PLACED = frozenset((Kind.PDF, Kind.IMAGE, Kind.XLSX, Kind.XLS, Kind.ODS))
_NOTHING = re.compile(r"[-—–－·•\s]*(?:\d{1,3}|第?\s*\d{1,3}\s*页.{0,12})?[-—–－·•\s]*")
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
    width: int
    last: str  # key of its last row
    spread: bool  # its groups stand side by side and no figures were seen yet
    row: Sequence[Spot]  # the last one of its grid
    shown: Sequence[Shown]  # what was read of it


def ruled_of(document: Document) -> Ruled:
    """The tables of every ruled grid."""
    document = with_columns(document)
    flowing = document.kind not in _PLACED
    found: list[Shown] = []
    taken: dict[int, frozenset[int]] = {}
    page: _Page | None = None
    captions = Captions()
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Grid):
            hear(captions, block)
            if not _NOTHING.fullmatch(block.text) and not _SHEET.fullmatch(block.text):
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
    """Rows of a matrix that show a table whose cells and heads do not fit. `plain`: its head names all columns in
    the form's order, so that the order of the cells in each row may still be read."""

    table: str
    rows: range
    plain: bool


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
    declined = [_declined(matrix, one.table, one.rows, ODD_HEAD) for one in odd if not one.plain]
    if not found and not odd:
        declined = _without_head(matrix)
    elif found:
        covered = {address[:2] for each in found for address in each.cells}
        covered |= {(note.table, note.row) for each in found for note in each.notes}
        apart = {row for one in odd for row in one.rows}
        declined += [Shown(n.table or "", range(0), notes=[n]) for n in without_head(matrix, covered, apart)]
    return found + declined, after


def _rows_said(matrix: Matrix, odd: _Odd) -> set[str]:
    """The rows of the form that a table names which cannot be read."""
    return {
        word.key
        for spot in matrix.spots
        if spot.row in odd.rows and spot.words and (word := spot.word(odd.table, Role.ROW))
        if not any(each.role is Role.COLUMN for each in spot.words)
    }


def _without_head(matrix: Matrix) -> list[Shown]:
    """Rows of the form whose label and figures stand in cells of their own, and no head says which is which."""
    rows: dict[str, list[int]] = {}
    for spot in matrix.spots:
        table = next((word.table for word in spot.words if word.role is Role.ROW), None)
        if table is None or any(word.role is Role.COLUMN for word in spot.words):
            continue
        if any(other.sort is Sort.FIGURE for other in matrix.at[spot.row][spot.right :]):
            rows.setdefault(table, []).append(spot.row)
    return [_declined(matrix, table, range(min(n), max(n) + 1), NO_HEAD) for table, n in rows.items()]


def _declined(matrix: Matrix, table: str, rows: range, why: str) -> Shown:
    spots = [spot for spot in matrix.spots if spot.row in rows and not spot.empty]
    text = " ".join(spot.text for spot in spots[:_SAMPLE])
    return Shown(table, rows, notes=[Unread(table, None, None, spots[0].cell.at if spots else "", text, why)])


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
        continued, head_above = _continued(matrix, page, end, flowing)
        found += continued
        if end == matrix.height and continued and not page.spread:
            after = _Page(head_above, matrix.width, continued[-1].last, False, matrix.at[-1], continued)
    ending: list[_Page | None] = []
    for head in heads:
        end = min((other.top for other in heads if other.top >= head.bottom), default=matrix.height)
        shown = None
        if isinstance(head, Head):
            read = side_by_side if head.grouped else crossed
            shown = read(matrix, head, end, flowing=flowing)
        if shown is None:
            plain = in_official_order(matrix, head.table, head.top, head.bottom)
            odd.append(_Odd(head.table, range(head.top, end), plain))
            shown = []
        found += shown
        if end == matrix.height:
            ending.append(_page(head, matrix, shown) if isinstance(head, Head) else None)
    return found, odd, ending[0] if len(ending) == 1 else after


def _page(head: Head, matrix: Matrix, shown: Sequence[Shown]) -> _Page | None:
    """The table under the last head of a grid, if it ends where the grid ends."""
    if shown and (head.grouped or not _at_end(matrix, head, shown[-1].rows.stop)):
        return None
    return _Page(head, matrix.width, shown[-1].last if shown else "", head.grouped, matrix.at[-1], shown)


def _at_end(matrix: Matrix, head: Head, stop: int) -> bool:
    """Whether a table ends where its grid ends, or one row before, whose label is not known: it may be cut."""
    if stop == matrix.height:
        return True
    return stop == matrix.height - 1 and any(
        spot.sort is Sort.TEXT and spot.row == stop and spot.right <= head.first for spot in matrix.at[stop]
    )


def _continued(matrix: Matrix, page: _Page, end: int, flowing: bool) -> tuple[list[Shown], Head]:
    """The rows above the first head of a grid, where they go on with the table of the grid before, and its head."""
    head = replace(page.head, top=0, bottom=0)
    if page.width != matrix.width:
        fitted = None if page.spread else _fitted(matrix, page, end)
        if fitted is None:
            return [], head
        head = fitted
    if page.spread:
        return side_by_side(matrix, head, end, flowing=flowing) or [], head
    cut = cut_row(page.row, page.head, matrix.at[0], head) if end else None
    if cut and cut[1]:
        doubt(page.shown, cut[0], CUT)
    shown = crossed(matrix, head, end, flowing=flowing, last=page.last)
    if shown and cut:
        drop(shown, cut[0])
    if not shown or len(shown) != 1 or not shown[0].cells:
        return [], head
    orders = [row_order(head.table, address.row) for address in shown[0].cells]
    if page.last and min(orders) <= row_order(head.table, page.last):
        return [], head
    return shown, head


def _fitted(matrix: Matrix, page: _Page, end: int) -> Head | None:
    """The head of the page before over a grid of another width: where labels span several columns, a page without
    their parts has fewer. Every row must have, right of its label, exactly the cells of the head up to the edge."""
    named = page.head.named
    whole = sum(column.right - column.left for column in named) == page.width - page.head.first
    edges: set[tuple[tuple[int, int], ...]] = set()
    for row in range(end):
        labels = [spot for spot in matrix.line(row, 0, matrix.width) if spot.word(page.head.table, Role.ROW)]
        if not labels:
            continue
        cells = matrix.line(row, labels[-1].right, matrix.width)
        if len(cells) != len(named) or any(spot.bottom - spot.row > 1 for spot in cells):
            return None
        edges.add(tuple((spot.column, spot.right) for spot in cells))
    if not whole or len(edges) != 1:
        return None
    places = edges.pop()
    columns = tuple(
        replace(column, left=left, right=right) for column, (left, right) in zip(named, places, strict=True)
    )
    return Head(page.head.table, 0, 0, columns, 0, places[0][0])
