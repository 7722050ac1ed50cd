"""Tables printed without borders become ruled grids where the page proves which figure stands in which row and column;
their lines leave the document, so that nothing reads them twice."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.annual.forms import FORMS
from gongkai.annual.reading.unruled.labels import Label, labels_in
from gongkai.annual.reading.unruled.remedies import side_by_side
from gongkai.annual.reading.unruled.tables import Row, Table, heads_in, table_of
from gongkai.annual.reading.unruled.tokens import Token, tokens_of
from gongkai.annual.reading.words import Role
from gongkai.papers.model import Block, Cell, Document, Grid, Shape
from gongkai.papers.tiling import tiled

_APPLICANTS = 7  # columns of table 三: more are table 四 with its three rows side by side
_SIDES = 3
_TABLES = ("table2", "table3", "table4")


def with_grids(document: Document) -> Document:
    """The document with a ruled grid for each table that stands in it without borders."""
    if not document.lines:
        return document
    tokens = tokens_of(document.lines)
    labels = labels_in(tokens)
    groups = [
        (table, heads) for table in _TABLES for heads in heads_in(labels, table) if _whole(table, heads)
    ]
    tops = [min(head.box.y0 for head in heads) for _, heads in groups]
    found: list[tuple[range, Grid]] = []
    for table, heads in groups:
        below = max(head.box.y1 for head in heads)
        end = min((top for top in tops if top > below), default=float("inf"))
        made = _made(table, heads, labels, tokens, end)
        if made is not None:
            found.append(made)
    return _replaced(document, found)


def _made(
    table: str, heads: list[Label], labels: Sequence[Label], tokens: Sequence[Token], end: float
) -> tuple[range, Grid] | None:
    if len(heads) > _APPLICANTS:
        beside = side_by_side(heads, labels, tokens)
        return (_lines(beside[0]), beside[1]) if beside else None
    below = max(head.box.y1 for head in heads)
    rows = [
        label
        for label in labels
        if label.of(table, Role.ROW)
        and not label.of(table, Role.COLUMN)
        and below < label.box.y0
        and label.box.y1 < end
        and label.box.x0 < heads[0].box.x0
    ]
    rows = _in_order(table, [label for label in rows if not _heads_others(label, rows, table)])
    read = table_of(heads, rows, tokens) if rows else None
    if read is None:
        return None
    used = [token for label in (*heads, *rows) for token in label.tokens]
    return _lines(used), _grid(read)


def _whole(table: str, heads: Sequence[Label]) -> bool:
    """Whether the heads are columns of one table of the form, each once; of tables 三 and 四 all of them."""
    keys = [word.key for head in heads if (word := head.of(table, Role.COLUMN))]
    sides = _SIDES if table == "table4" and len(keys) > _APPLICANTS else 1
    return any(
        (set(keys) <= names if table == "table2" else set(keys) == names)
        and all(keys.count(key) == sides for key in keys)
        for form in FORMS.values()
        for part in form.section(table).tables
        if (names := {line.key for line in part.column_leaves})
    )


def _in_order(table: str, rows: Sequence[Label]) -> list[Label]:
    """The rows as far as they follow each other as in the form: what comes after them is prose."""
    found: list[Label] = []
    orders: list[int] = []
    for label in rows:
        word = label.of(table, Role.ROW)
        if word is None or (orders and word.order <= orders[-1]):
            break
        found.append(label)
        orders.append(word.order)
    return found


def _heads_others(label: Label, rows: Sequence[Label], table: str) -> bool:
    """Whether a wording that is a row in one edition and a heading over rows in the other stands beside other rows."""
    return label.of(table, Role.GROUP) is not None and any(
        other.box.y0 <= label.box.y1 and label.box.y0 <= other.box.y1 and other.box.x0 > label.box.x1
        for other in rows
    )


def _lines(tokens: Sequence[Token]) -> range:
    numbers = [token.line for token in tokens]
    return range(min(numbers), max(numbers) + 1)


def _grid(table: Table) -> Grid:
    at = table.heads[0].tokens[0].at
    head = [Cell("", at), *(Cell(label.text, label.tokens[0].at) for label in table.heads)]
    return tiled([head, *(_row(row, len(table.heads)) for row in table.rows)], at)


def _row(row: Row, columns: int) -> list[Cell]:
    """A label and its cells; a row whose figures have no certain place as one cell over all columns."""
    at = row.label.tokens[0].at
    label = Cell(row.label.text, at)
    if row.odd:
        return [label, Cell(" ".join(token.text for token in row.others), at, across=columns)]
    return [label, *(_cell(row.cells.get(column, []), at) for column in range(columns))]


def _cell(tokens: Sequence[Token], at: str) -> Cell:
    if not tokens:
        return Cell("", at)
    lines: dict[int, list[str]] = {}
    for token in sorted(tokens, key=lambda each: (each.y, each.x0)):
        lines.setdefault(token.line, []).append(token.text)
    return Cell("\n".join(" ".join(words) for words in lines.values()), tokens[0].at)


def _replaced(document: Document, found: Sequence[tuple[range, Grid]]) -> Document:
    """The document with the grids in place of the lines that they are made of; without those that mix with others."""
    places = {block.at: number for number, block in enumerate(document.blocks)}
    made: dict[int, Grid] = {}
    gone: set[int] = set()
    for lines, grid in found:
        ats = [document.lines[number].at for number in lines]
        numbers = [places[at] for at in ats if at in places]
        if not numbers:
            continue
        covered = range(min(numbers), max(numbers) + 1)
        if not gone.isdisjoint(covered) or any(_ruled(document.blocks[number]) for number in covered):
            continue
        gone.update(covered)
        made[covered.start] = grid
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        if number in made:
            blocks.append(made[number])
        elif number not in gone:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _ruled(block: Block) -> bool:
    return isinstance(block, Grid) and block.shape is Shape.RULED
