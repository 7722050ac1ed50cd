"""The document of the second reading: its tables put one under another where a page break parts them."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from gongkai.papers.kinds import Kind
from gongkai.papers.model import Block, Cell, Document, Grid
from gongkai.papers.pdf.again import CellBox, Sheet, TableBox, sheets
from gongkai.papers.pdf.again_lines import TextLine
from gongkai.papers.pdf.columns import set_in_columns
from gongkai.papers.pdf.cut_cells import Stretch, clipped_away
from gongkai.papers.pdf.flowing import Printed, flowed, lines_in
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.tiling import tiled

_MARGIN = 0.11  # share of the height: what stands there may be a page number
_SAME = 3.0  # points
_HANGS = 0.8  # share of a line's height between it and the table above
_PAGE = re.compile(r"[-—–－·•~第共Page页/／\s\d]*")
_FIGURES = re.compile(r"[\d\s]*")
_APART = 0.8  # of the size, between a page number and what stands next to it
_WORDS = re.compile(r"[^\W\d_]")
_COUNTED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．，,：:]|第[一二三四五六七八九十\d]+[条章]")


def second_document(
    data: bytes, name: str, numbers: list[int], pictures: Mapping[int, tuple[Block, ...]]
) -> Document:
    """The pages of those numbers, read by pdfplumber; nothing where it cannot. `pictures` are the blocks of pages that
    only a recogniser reads."""
    found = sheets(data, numbers)
    running = _running(found)
    kept = [[each for each in sheet.pieces if not _furniture(each, sheet, running)] for sheet in found]
    _drop_clipped(found, kept)
    blocks: list[Block | Printed] = []
    tables: list[tuple[int, TableBox]] = []
    waiting = dict(sorted(pictures.items()))
    for sheet, pieces in zip(found, kept, strict=True):
        for page in [page for page in waiting if page < sheet.number]:
            blocks += [*_grid(tables), *waiting.pop(page)]
            tables = []
        lines = [each for each in pieces if isinstance(each, TextLine)]
        columns = set_in_columns([line.words for line in lines])
        texts = iter(columns or [line.prose for line in lines])
        for number, piece in enumerate(pieces):
            if isinstance(piece, TextLine):
                line = _printed(piece, next(texts), sheet, in_columns=columns is not None)
                cut_row = number and number == len(pieces) - 1 and _hangs_on(pieces[-2], piece)
                if tables and not cut_row and not _at_the_side(piece, tables[-1], sheet):
                    blocks += _grid(tables)
                    tables = []
                blocks.append(line)
                continue
            goes_on = tables and tables[-1][0] == sheet.number - 1
            if not (goes_on and _same_sides(tables[-1][1], piece)):
                blocks += _grid(tables)
                tables = []
            tables.append((sheet.number, piece))
    blocks += _grid(tables)
    blocks += [block for each in waiting.values() for block in each]
    return Document(regrouped(flowed(blocks)), name, Kind.PDF, lines=lines_in(blocks))


def _drop_clipped(found: list[Sheet], kept: list[list[TableBox | TextLine]]) -> None:
    """Takes from the pieces the lines about a page break that belong to cells which it cuts."""
    for number in range(len(found) - 1):
        above, below = kept[number], kept[number + 1]
        upper = max((n for n, each in enumerate(above) if isinstance(each, TableBox)), default=None)
        lower = next((n for n, each in enumerate(below) if isinstance(each, TableBox)), None)
        if upper is None or lower is None or found[number].number + 1 != found[number + 1].number:
            continue
        last, first = above[upper], below[lower]
        if not (isinstance(last, TableBox) and isinstance(first, TableBox) and _same_sides(last, first)):
            continue
        cells = [each for each in last.cells if last.bottom - each.bottom <= _SAME]
        cells += [each for each in first.cells if each.top - first.top <= _SAME]
        if clipped_away(_stretches([*above[upper + 1 :], *below[:lower]]), _stretches(cells)):
            del above[upper + 1 :], below[:lower]


def _stretches(pieces: Sequence[TableBox | TextLine]) -> list[Stretch]:
    return [Stretch(each.text, each.x0, each.x1) for each in pieces if isinstance(each, TextLine)]


def _printed(line: TextLine, text: str, sheet: Sheet, *, in_columns: bool) -> Printed:
    at = _place(sheet.number, line)
    prose = not in_columns and len(line.words) == 1
    return Printed(
        text, at, sheet.number, sheet.width, line.x0, line.top, line.x1, line.size, prose, line.base,
        tuple(line.stretches),
    )  # fmt: skip


def _at_the_side(line: TextLine, last: tuple[int, TableBox], sheet: Sheet) -> bool:
    """Whether a line shares heights with the last table, or with the first of a new page."""
    number, table = last
    if number != sheet.number:
        first = next((each for each in sheet.pieces if isinstance(each, TableBox)), None)
        if first is None:
            return False
        table = first
    return line.top < table.bottom and line.bottom > table.top


def _hangs_on(table: TableBox | TextLine, line: TextLine) -> bool:
    return (
        isinstance(table, TableBox)
        and table.x0 <= line.x0
        and line.x1 <= table.x1
        and line.top - table.bottom < _HANGS * (line.bottom - line.top)
    )


def _running(found: list[Sheet]) -> set[str]:
    """Lines in the margins that several pages repeat."""
    counts: dict[str, set[int]] = {}
    for sheet in found:
        for piece in sheet.pieces:
            if isinstance(piece, TextLine) and _in_margin(piece, sheet):
                counts.setdefault(re.sub(r"\d+", "0", piece.text), set()).add(sheet.number)
    return {text for text, numbers in counts.items() if len(numbers) > 1}


def _in_margin(piece: TextLine, sheet: Sheet) -> bool:
    reach = _MARGIN * sheet.height
    return piece.bottom <= reach or piece.top >= sheet.height - reach


def _furniture(piece: TableBox | TextLine, sheet: Sheet, running: set[str]) -> bool:
    if not isinstance(piece, TextLine) or not _in_margin(piece, sheet):
        return False
    if not _PAGE.fullmatch(piece.text):
        return re.sub(r"\d+", "0", piece.text) in running
    return not _FIGURES.fullmatch(piece.text) or (len(piece.words) == 1 and _alone(piece, sheet))


def _alone(line: TextLine, sheet: Sheet) -> bool:
    """Whether nothing stands close above or below: a bare number may be a figure of a row."""
    apart = _APART * line.size
    return all(
        each is line or each.bottom <= line.top - apart or each.top >= line.bottom + apart
        for each in sheet.pieces
    )


def _same_sides(above: TableBox, below: TableBox) -> bool:
    return abs(above.x0 - below.x0) <= _SAME and abs(above.x1 - below.x1) <= _SAME


def _place(page: int, piece: TextLine) -> str:
    return f"第{page}页({piece.x0:.0f},{piece.top:.0f},{piece.x1:.0f},{piece.bottom:.0f})"


def _edges(values: list[float]) -> list[float]:
    """The lowest value of each group of near values."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return bisect_right(edges, value + 0.01) - 1


Row = list[tuple[int, int, int, CellBox, str]]  # column, end, height in rows, cell, place


def _grid(tables: list[tuple[int, TableBox]]) -> list[Grid]:
    if not tables:
        return []
    xs = _edges([x for _, table in tables for cell in table.cells for x in (cell.x0, cell.x1)])
    rows: list[Row] = []
    for page, table in tables:
        new = _rows(page, table, xs)
        if rows and new and _rest_of_label(rows[-1], new[0]):
            rows[-1] = _with_rest(rows[-1], new.pop(0))
        rows += new
    first = tables[0][1]
    box = TextLine("", first.x0, first.top, first.x1, first.bottom)
    return [tiled(_filled(rows, len(xs) - 1), _place(tables[0][0], box))]


def _rows(page: int, table: TableBox, xs: list[float]) -> list[Row]:
    ys = _edges([y for cell in table.cells for y in (cell.top, cell.bottom)])
    rows: list[Row] = [[] for _ in range(len(ys) - 1)]
    for cell in table.cells:
        left, right = _index(xs, cell.x0), _index(xs, cell.x1)
        top, bottom = _index(ys, cell.top), _index(ys, cell.bottom)
        if left < right and top < bottom:
            rows[top].append((left, right, bottom - top, cell, _place(page, cell)))
    return [sorted(row, key=lambda each: each[0]) for row in rows]


def _rest_of_label(above: Row, below: Row) -> bool:
    """Whether the row after a break is only the rest of the labels before it."""
    said = [cell.text for *_, cell, _ in below if cell.text]
    full = {each[:2] for each in above if each[3].full}
    return (
        0 < len(said) < len(below)
        and all(_WORDS.search(text) and not _COUNTED.match(text) for text in said)
        and any(each[:2] in full for each in below if each[3].text)
        and [each[:2] for each in above] == [each[:2] for each in below][-len(above) :]
    )


def _with_rest(above: Row, below: Row) -> Row:
    rest = {each[:2]: each[3].text for each in below}
    for left, right, _, cell, _ in above:
        cell.text = "\n".join(each for each in (cell.text, rest.get((left, right), "")) if each)
    return above


def _filled(rows: list[Row], columns: int) -> list[list[Cell]]:
    """Rows in which every place is a cell or a gap."""
    taken: set[tuple[int, int]] = set()
    result: list[list[Cell]] = []
    for number, row in enumerate(rows):
        cells: list[tuple[int, Cell]] = []
        for left, right, down, cell, at in row:
            if any((number, column) in taken for column in range(left, right)):
                continue
            taken |= {
                (number + d, c) for d in range(min(down, len(rows) - number)) for c in range(left, right)
            }
            cells.append((left, Cell(cell.text, at, down, right - left)))
        cells += [(n, Cell("", "", gap=True)) for n in range(columns) if (number, n) not in taken]
        taken |= {(number, n) for n in range(columns)}
        result.append([cell for _, cell in sorted(cells, key=lambda each: each[0])])
    return result
