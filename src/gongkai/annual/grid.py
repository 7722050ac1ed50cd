"""A section of the form as one printed grid, laid out as the official form, spans derived from `parts`.

Header cells say so; a data cell carries its address as `key`, `table3/closed/total`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gongkai.annual.form import Address, Line, Section, Table
from gongkai.annual.report import Value
from gongkai.papers.model import Cell, Grid, Shape

Rows = list[list[Cell]]


def grid(
    section: Section,
    cells: Mapping[Address, Value] | None = None,
    units: Mapping[Address, str] | None = None,
    unread: Mapping[Address, str] | None = None,
) -> Grid:
    """The section's grid: RULED, every place covered once. Without cells the blank form.

    Numbers stand as stored; a unit that the form's heading does not state stands behind its amount. `unread`
    gives the text of cells whose value is not known.
    """
    texts = {
        address: (unread or {}).get(address)
        or _text((cells or {}).get(address), (units or {}).get(address), column.unit)
        for table in section.tables
        for row in table.row_leaves
        for column in table.column_leaves
        for address in [Address(section.key, row.key, column.key)]
    }
    if len(section.tables) > 1:
        width = max(1 + len(table.column_leaves) for table in section.tables)
        rows = [row for table in section.tables for row in _stacked(table, section.key, width, texts)]
    elif section.tables[0].across:
        rows = _across(section.tables[0], section.key, texts)
    else:
        rows = _crossed(section.tables[0], section.key, texts)
    return Grid(tuple(tuple(row) for row in rows), Shape.RULED, "")


def _text(value: Value, unit: str | None, heading_unit: str | None) -> str:
    if value is None:
        return ""
    number = format(value, "f") if isinstance(value, Decimal) else str(value)
    return number if unit is None or unit == heading_unit else number + unit


def _head(line: Line | str, down: int = 1, across: int = 1) -> Cell:
    label = line if isinstance(line, str) else line.label
    return Cell(label, "", down, across, header=True)


def _data(address: Address, texts: Mapping[Address, str], across: int = 1) -> Cell:
    return Cell(texts[address], "", 1, across, key="/".join(address))


def _depth(lines: Sequence[Line]) -> int:
    return max((1 + _depth(line.parts) for line in lines), default=0)


def _heads(lines: Sequence[Line], depth: int) -> Rows:
    """Header rows over columns: a group spans its parts, a leaf reaches down to the numbers."""
    rows: Rows = [[] for _ in range(depth)]
    for line in lines:
        if line.parts:
            rows[0].append(_head(line, across=len(list(line.leaves()))))
            for row, below in zip(rows[1:], _heads(line.parts, depth - 1), strict=True):
                row.extend(below)
        else:
            rows[0].append(_head(line, down=depth))
    return rows


def _stub(lines: Sequence[Line], depth: int) -> Rows:
    """Labels before the numbers: groups span their parts, a leaf reaches across to them."""
    rows: Rows = []
    for line in lines:
        if line.parts:
            below = _stub(line.parts, depth - 1)
            below[0].insert(0, _head(line, down=len(below)))
            rows.extend(below)
        else:
            rows.append([_head(line, across=depth)])
    return rows


def _crossed(table: Table, key: str, texts: Mapping[Address, str]) -> Rows:
    """Labels at the left in as many columns as they are deep, the corner above them (table 三)."""
    label_columns, head_rows = _depth(table.rows), _depth(table.columns)
    heads = _heads(table.columns, head_rows)
    heads[0].insert(0, _head(table.corner, down=head_rows, across=label_columns))
    body = _stub(table.rows, label_columns)
    for row, leaf in zip(body, table.row_leaves, strict=True):
        row.extend(_data(Address(key, leaf.key, column.key), texts) for column in table.column_leaves)
    return heads + body


def _stacked(table: Table, key: str, width: int, texts: Mapping[Address, str]) -> Rows:
    """Caption, heads, rows; the last column takes the rest of the common width (table 二)."""
    columns = table.column_leaves
    spans = [1] * (len(columns) - 1) + [width - len(columns)]
    rows = [
        [_head(table.title, across=width)],
        [
            _head(table.corner),
            *(_head(column, across=span) for column, span in zip(columns, spans, strict=True)),
        ],
    ]
    for leaf in table.row_leaves:
        cells = [_data(Address(key, leaf.key, c.key), texts, s) for c, s in zip(columns, spans, strict=True)]
        rows.append([_head(leaf), *cells])
    return rows


def _across(table: Table, key: str, texts: Mapping[Address, str]) -> Rows:
    """The rows side by side as groups of columns, one row of numbers (table 四)."""

    def grouped(line: Line) -> Line:
        parts = tuple(grouped(part) for part in line.parts) or table.columns
        return Line(line.key, line.label, parts)

    groups = [grouped(line) for line in table.rows]
    numbers = [
        _data(Address(key, row.key, column.key), texts)
        for row in table.row_leaves
        for column in table.column_leaves
    ]
    return [*_heads(groups, _depth(groups)), numbers]
