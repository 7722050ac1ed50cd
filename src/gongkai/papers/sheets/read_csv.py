"""A table of values parted by commas or semicolons. Where its cells were merged is not known."""

from collections.abc import Iterator

from gongkai.papers.encodings import decode
from gongkai.papers.kinds import Kind
from gongkai.papers.limits import Limits
from gongkai.papers.model import Block, Cell, Document, Grid, Paragraph, Shape
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.sheets.commas import delimiter_in, records
from gongkai.papers.sheets.unmerged import doubted
from gongkai.papers.text.read_text import regrouped
from gongkai.papers.tiling import tiled


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document: lines of one field as paragraphs, runs of others as grids. Raises CannotOpen: no known
    encoding, too many cells."""
    try:
        text = decode(data)
    except CannotOpen as error:
        raise CannotOpen(f"{name}{error}") from None
    sign = delimiter_in(text) or max(",;", key=text.count)
    cells = 0
    rows: list[tuple[Cell, ...]] = []
    blocks: list[Block] = []
    numbered = list(_numbered(text, sign))
    # A spreadsheet makes all its lines equally long, titles too, and its merged cells are lost; who writes tables
    # one by one does not.
    of_sheet = len({len(fields) for _, fields in numbered if fields}) == 1
    for at, fields in numbered:
        cells += len(fields)
        if cells > limits.cells:
            raise CannotOpen(f"{name}超过{limits.cells}格的上限，没有打开；请只留下报告的表格再试")
        if len(fields) > 1:
            rows.append(tuple(Cell(field.strip(), f"{at}:c{n}") for n, field in enumerate(fields, 1)))
            continue
        blocks += _grid(rows, of_sheet)
        rows = []
        blocks += [Paragraph(line.rstrip(), at) for line in (fields[0] if fields else "").split("\n")]
    return Document(regrouped((*blocks, *_grid(rows, of_sheet))), name, Kind.CSV)


def _grid(rows: list[tuple[Cell, ...]], of_sheet: bool) -> list[Block]:
    """Rows of one length stand in true columns, as the sheet did that they come from."""
    if not rows:
        return []
    at = rows[0][0].at.split(":")[0]
    if len({len(row) for row in rows}) == 1:
        grid = tiled(rows, at)
        return [doubted(grid) if of_sheet else grid]
    return [Grid(tuple(rows), Shape.ROWS, at)]


def _numbered(text: str, sign: str) -> Iterator[tuple[str, list[str]]]:
    """Each record with the line it begins on. Spreadsheets may say in a first line which sign parts."""
    line = 1
    for fields in records(text, sign):
        if line > 1 or not (len(fields) <= 2 and "".join(fields).lower().startswith("sep=")):
            yield f"L{line}", fields
        line += 1 + sum(field.count("\n") for field in fields)
