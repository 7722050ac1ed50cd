"""Table 四 with its groups side by side: one row of figures under the head, without a label of the form."""

from dataclasses import dataclass

from gongkai.annual.form import Address, Kind
from gongkai.annual.reading.readings import Reading
from gongkai.annual.reading.remedies_head import COLUMNS, GROUPS
from gongkai.annual.reading.ruled import cells
from gongkai.annual.reading.ruled.columns import Head
from gongkai.annual.reading.ruled.gaps import head_misses_cells, misses_cells
from gongkai.annual.reading.ruled.left_out import NO_COLUMN
from gongkai.annual.reading.ruled.lines import SHIFTED, ends_table
from gongkai.annual.reading.ruled.matrix import Matrix, Sort
from gongkai.annual.reading.ruled.tables import Shown, cell_of, votes_of
from gongkai.annual.reading.said import Said, said_in
from gongkai.annual.report import Unread

MANY_LINES = "表头下面有几行数，不能确定哪一行是本年的"


@dataclass(frozen=True, slots=True)
class _Under:
    """A matrix row under the head: whether anything stands in its cells, the year its label names."""

    row: int
    filled: bool
    year: Said | None


def side_by_side(matrix: Matrix, head: Head, end: int, *, flowing: bool) -> list[Shown] | None:
    """The table under a head with groups; one for each year where its rows name several. None as in `crossed`."""
    under = _under(matrix, head, end)
    filled = [each for each in under if each.filled]
    lines = filled or under[:1]
    if not lines:
        return []
    if flowing and head_misses_cells(matrix, head, [line.row for line in lines]):
        return None
    gap = any(misses_cells(matrix, head, line.row) for line in lines)
    years = [line.year for line in lines]
    many = len(lines) > 1 and (None in years or len(set(years)) < len(years))
    why = MANY_LINES if many else SHIFTED if flowing and gap else None
    bottom = lines[-1].row + 1
    solid = cells.solid_columns(matrix, head, bottom)
    found = []
    for line in lines[:1] if many else lines:
        shown = Shown("table4", range(head.top, bottom), line.year or head.year)
        for column in head.named:
            if column.group not in GROUPS:
                continue
            reading = cell_of(matrix, head, column, line.row, line.row + 1, None, solid, Kind.COUNT)
            if reading is None:
                continue
            if why:
                reading = Reading(None, reading.raw, reading.at, why=why)
            shown.enter(Address("table4", column.group, column.key or ""), reading)
        shown.notes += _left_out(matrix, head, line.row, shown)
        if shown.cells:
            shown.votes += votes_of([column.word for column in head.named])
            found.append(shown)
    return found


def _left_out(matrix: Matrix, head: Head, row: int, shown: Shown) -> list[Unread]:
    """The cells that the figures under columns without a name or a group may be."""
    lost = [
        column for column in head.columns if column.left >= head.labels_end and column.group not in GROUPS
    ]
    spots = [spot for column in lost for spot in matrix.line(row, column.left, column.right)]
    spots = [spot for spot in spots if spot.sort is not Sort.GAP]
    text = " ".join(spot.text for spot in spots if not spot.empty)
    places = (Address("table4", group, key) for group in GROUPS for key in COLUMNS) if spots else ()
    return [Unread(*each, spots[0].cell.at, text, NO_COLUMN) for each in places if each not in shown.cells]


def _under(matrix: Matrix, head: Head, end: int) -> list[_Under]:
    """The rows of cells right under the head."""
    found = []
    for row in range(head.bottom, end):
        if ends_table(matrix, row):
            break
        line = matrix.line(row, head.first, head.end)
        if any(word.table for spot in matrix.at[row] for word in spot.words):
            break
        if all(spot.sort is Sort.GAP for spot in line):
            break
        if len(line) == 1 and head.end - head.first > 1 and not line[0].empty:
            break  # a text over the whole width
        labels = matrix.line(row, 0, head.first)
        year = next((said for spot in labels if (said := said_in(spot.text))), None)
        found.append(_Under(row, any(not spot.empty for spot in line), year))
    return found
