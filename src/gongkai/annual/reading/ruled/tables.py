"""One table under one head → the readings of its cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from gongkai.annual.form import Address, Edition, Kind
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.readings import TWICE, Reading, Readings, same
from gongkai.annual.reading.ruled import cells
from gongkai.annual.reading.ruled.columns import Column, Head
from gongkai.annual.reading.ruled.dated import OTHER_YEAR
from gongkai.annual.reading.ruled.gaps import head_misses_cells, is_shifted
from gongkai.annual.reading.ruled.left_out import left_out
from gongkai.annual.reading.ruled.lines import SHIFTED, Line, lines_of
from gongkai.annual.reading.ruled.matrix import Matrix, Sort, Spot
from gongkai.annual.reading.ruled.units import with_unit
from gongkai.annual.reading.ruled.unnamed import names_moved, with_lost_names
from gongkai.annual.reading.said import Said
from gongkai.annual.reading.words import Role, Word
from gongkai.annual.report import Unread


@dataclass(slots=True)
class Shown:
    """What one table shows: its cells, the year that its head or rows name, the year in the caption above it, the
    edition that alone has its columns.

    `rows` are the matrix rows it covers; `votes` the editions to which its wordings point.
    """

    table: str
    rows: range
    year: Said | None = None
    caption: Said | None = None
    cells: dict[Address, Reading] = field(default_factory=dict)
    editions: dict[Address, Edition] = field(default_factory=dict)
    votes: list[Edition] = field(default_factory=list)
    last: str = ""  # key of the last row
    notes: list[Unread] = field(default_factory=list)  # what of it could not be read

    def readings(self) -> Readings:
        """The cells as readings, with the year that they say."""
        said = self.caption if self.year is None else self.year
        return Readings(self.table, self.cells, list(self.notes), self.editions, said)

    def enter(self, address: Address, reading: Reading) -> None:
        """Enter a reading; two different ones of one cell take each other back."""
        known = self.cells.get(address)
        if known is not None and not same(known, reading):
            raw = f"{known.raw} {reading.raw}".strip()
            reading = Reading(None, raw, known.at, why=known.why or reading.why or TWICE)
        self.cells[address] = reading


@cache
def kinds_of(table: str) -> dict[tuple[str, str], tuple[frozenset[Edition], Kind]]:
    """Row and column key → the editions that have this cell, and its kind."""
    found: dict[tuple[str, str], tuple[frozenset[Edition], Kind]] = {}
    for edition, form in FORMS.items():
        for each in form.section(table).tables:
            for row in each.row_leaves:
                for column in each.column_leaves:
                    known = found.get((row.key, column.key), (frozenset(), Kind.COUNT))[0]
                    found[row.key, column.key] = (known | {edition}, each.kind(row.key, column.key))
    return found


def crossed(matrix: Matrix, head: Head, end: int, *, flowing: bool, last: str = "") -> list[Shown] | None:
    """The tables with rows under one head, down to row `end`: one, or one for each year that its rows name.

    `flowing`: the source sets cells one after another, so a missing cell may have shifted its row. `last`: the row
    before the first, where the table goes on from another page. None where figures stand under the head and no
    row is known, or where cells have moved, so that heads and figures do not lie under each other.
    """
    lines = lines_of(matrix, head, end, last)
    if not lines:
        return None if _figures(matrix, head, end) else []
    if flowing and head_misses_cells(matrix, head, [line.row for line in lines]):
        return None
    if 3 * _labels_under(matrix, head, lines[0].row, end) > len(lines):
        return None
    head = with_lost_names(matrix, head, lines)
    if names_moved(matrix, head, lines):
        return None
    bottom = lines[-1].bottom
    solid = cells.solid_columns(matrix, head, bottom)
    shifted = [is_shifted(matrix, head, line, flowing=flowing) for line in lines]
    if 2 * sum(bad or line.why == SHIFTED for bad, line in zip(shifted, lines, strict=True)) > len(lines):
        return None
    times = Counter((line.word.key, line.year) for line in lines)
    found: dict[Said | None, Shown] = {}
    for line, bad in zip(lines, shifted, strict=True):
        twice = times[line.word.key, line.year] > 1
        why = line.why or (SHIFTED if bad else None)
        for column in head.named:
            year = line.year or column.year
            if year not in found:
                found[year] = Shown(head.table, range(head.top, bottom), year)
            shown = found[year]
            other = why or (OTHER_YEAR if line.year and column.year not in (None, line.year) else None)
            _enter(shown, matrix, head, line, column, solid, other, twice=twice)
            shown.last = line.word.key
    for shown in found.values():
        _drop_heading(shown)
    missed = left_out(matrix, head, lines, end, last, {a for shown in found.values() for a in shown.cells})
    for shown in found.values():
        shown.notes += missed
    first = next(iter(found.values()))
    first.votes += votes_of([column.word for column in head.named] + [line.word for line in lines])
    return list(found.values()) if any(shown.cells for shown in found.values()) else []


def _figures(matrix: Matrix, head: Head, end: int) -> bool:
    return any(
        spot.sort is Sort.FIGURE
        for row in range(head.bottom, end)
        for spot in matrix.at[row][head.first : head.end]
    )


def _labels_under(matrix: Matrix, head: Head, top: int, end: int) -> int:
    """Rows that have their label under a column of the head: the head does not stand over its figures."""
    return sum(
        any(
            spot.words
            and spot.row == row
            and spot.word(head.table, Role.ROW)
            and not spot.word(head.table, Role.COLUMN)
            for spot in matrix.at[row][head.first : head.end]
            if spot.column >= head.first
        )
        for row in range(top, end)
        if (head.table, Role.ROW) in matrix.roles.get(row, ())
    )


def _enter(
    shown: Shown,
    matrix: Matrix,
    head: Head,
    line: Line,
    column: Column,
    solid: frozenset[int],
    why: str | None,
    *,
    twice: bool,
) -> None:
    """Enter the cell of a row under a column; of a row printed `twice` a missing cell contradicts one that is there."""
    row = line.word.key
    kinds = kinds_of(head.table)
    key = column.key or ""
    if (row, key) not in kinds:
        return
    declared, kind = kinds[row, key]
    reading = cell_of(matrix, head, column, line.row, line.bottom, line.label, solid, kind)
    if reading is None and not twice:
        return
    if reading is None:
        reading = Reading(None, "", line.label.cell.at, why=TWICE)
    elif why:
        reading = Reading(None, reading.raw, reading.at, why=why)
    elif kind is Kind.AMOUNT:
        reading = with_unit(reading, column.text)
    if column.proven:
        reading = replace(reading, at=f"{reading.at}（{column.proven}）")
    address = Address(head.table, row, key)
    shown.enter(address, reading)
    if head.table == "table2":
        words = declared & line.word.editions & (column.word.editions if column.word else declared)
        fitting = _editions(head.table, head.keys, row)
        only = (fitting & words) or fitting or words
        if len(only) == 1:
            shown.editions[address] = next(iter(only))


def cell_of(
    matrix: Matrix,
    head: Head,
    column: Column,
    row: int,
    bottom: int,
    label: Spot | None,
    solid: frozenset[int],
    kind: Kind,
) -> Reading | None:
    """The reading of the cell that stands under a column in the rows [row, bottom); None where none is printed."""
    only = matrix.at[row][column.left]
    own = (only.row, only.bottom, only.column, only.right) == (row, bottom, column.left, column.right)
    if own and not only.cell.remark:
        if only.sort is Sort.FIGURE:
            return cells.reading_of_figure(only.cell, kind)
        if only.sort is Sort.BLANK:
            return Reading(None, "", only.cell.at, sure=only.cell.sure)
    spots: list[Spot] = []
    for spot in cells.spots_in(matrix, row, bottom, column):
        within = cells.inside(spot, column, solid)
        if within is False:
            return Reading(None, spot.text, spot.cell.at, why=cells.MERGED_ACROSS)
        if within:
            spots.append(spot)
    top = min(row, label.row) if label else row
    low = max(bottom, label.bottom) if label else bottom
    lone = len(head.named) == 1 and not any(map(_repeated, column.spots))
    return cells.reading_of(spots, top, low, kind, only_column=lone)


def _repeated(spot: Spot) -> bool:
    """Whether a label covers more places than its cell: it is printed in each, perhaps over a table of its own."""
    return spot.right - spot.column not in (spot.cell.across, spot.cell.down)


@cache
def _editions(table: str, columns: tuple[str, ...], row: str) -> frozenset[Edition]:
    """The editions in which the row has all the columns."""
    kinds = kinds_of(table)
    fitting = frozenset(FORMS)
    for column in columns:
        fitting &= kinds.get((row, column), (frozenset(), Kind.COUNT))[0]
    return fitting


def _drop_heading(shown: Shown) -> None:
    """（六）其他处理 over rows of its own is their heading, whatever stands beside it."""
    if any(address.row in ("ot_nosupp", "ot_nofee", "ot_other") for address in shown.cells):
        for address in [address for address in shown.cells if address.row == "ot_any"]:
            del shown.cells[address]


def votes_of(words: Sequence[Word | None]) -> list[Edition]:
    """The edition of every word that only one edition has."""
    return [next(iter(word.editions)) for word in words if word is not None and len(word.editions) == 1]
