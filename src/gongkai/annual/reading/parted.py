"""Rows on one line each whose cells one sign parts, blank cells too: `0，，3`, one blank between any two cells.

The sign is believed only where it leaves as many cells as there are columns on the line of nearly every row of
table 三: a blank cell that was lost anywhere leaves one fewer there."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.reading import values
from gongkai.annual.reading.distances import Spacing, heads_rows
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode, Piece
from gongkai.annual.reading.placed import MANY, Placed
from gongkai.annual.reading.rows import Row

_SIGNS = (
    *(" " * times for times in range(1, 9)),
    *("\u3000" * times for times in range(1, 5)),
    *("\u00a0" * times for times in range(1, 5)),
    *(",", "，", "、", ";", "；", "/", " / "),
)
_ENDS = "）)”’\"'」』》】"  # what a label may end with beyond its words
_MOST = 0.9  # share of the rows that must fit
_WIDEST = 3  # columns of the widest tables of table 二
Cells = tuple[Item | None, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """The sign between cells; `leads`: merged cells leave blank ones behind their labels and at the ends of rows."""

    sign: str
    leads: bool

    def row(self, row: Row, size: int) -> Cells | None:
        """The cells behind a row's label; None unless exactly the expected ones stand there."""
        rest = self._behind(row.label)
        if rest is None:
            return None
        if rest[:1] in (":", "："):
            rest = self.sign + rest[1:]
        lead = Spacing(self.leads).lead(row) if row.word.table == "table3" else 0
        more = _WIDEST - size if self.leads and row.word.table == "table2" else 0
        if not rest.startswith(self.sign) or rest.count(self.sign) != lead + size + more:
            return None
        cells = self._items(rest[len(self.sign) :], row.label.piece, row.label.line)
        if cells is None or any(cells[:lead]) or any(cells[lead + size :]):
            return None
        return cells[lead : lead + size]

    def _behind(self, label: Item) -> str | None:
        """What follows a label on its line, from the first sign on."""
        text = label.piece.text
        if label.mode is not Mode.LINE:
            return None
        if label.text == text:  # nothing but signs follows
            return text[len(text.rstrip(self.sign)) :]
        return text[label.start + len(label.text) :].lstrip(_ENDS) if label.start >= 0 else None

    def line(self, cells: Sequence[Item], size: int) -> Cells | None:
        """The cells of a line without a label, on which all these stand."""
        if len({cell.line for cell in cells}) != 1 or cells[0].mode is not Mode.LINE:
            return None
        found = self._items(cells[0].piece.text, cells[0].piece, cells[0].line)
        return found if found is not None and len(found) == size else None

    def _items(self, text: str, piece: Piece, line: int) -> Cells | None:
        found: list[Item | None] = []
        for cell in text.split(self.sign):
            if cell != cell.strip() or (cell and not values.is_value(cell)):
                return None
            found.append(Item(Sort.VALUE, values.clean(cell), piece, line=line) if cell else None)
        return tuple(found)


def parting_of(rows: Sequence[Row], size: int) -> Parting | None:
    """The one sign that leaves `size` cells on the line of nearly every row of table 三."""
    rows = [row for row in rows if row.mode is Mode.LINE and (row.cells or not heads_rows(row.label))]
    if len(rows) < MANY:
        return None
    missing = int((1 - _MOST) * len(rows))
    found = [
        parting
        for parting in (Parting(sign, leads) for sign in _SIGNS for leads in (False, True))
        if _fits(parting, rows, size, missing)
    ]
    return found[0] if len(found) == 1 else None


def _fits(parting: Parting, rows: Sequence[Row], size: int, missing: int) -> bool:
    """Whether not more than `missing` rows have other cells."""
    for row in rows:
        if parting.row(row, size) is None:
            missing -= 1
            if missing < 0:
                return False
    return True


def place_parted(
    rows: Sequence[Row], placed: Sequence[Placed], size: int, parting: Parting | None
) -> list[Placed]:
    """The rows that have exactly the expected cells by these."""
    if parting is None:
        return list(placed)
    cells = [parting.row(row, size) for row in rows]
    return [each if own is None else Placed(own) for each, own in zip(placed, cells, strict=True)]
