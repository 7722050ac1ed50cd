"""Cells one after another without ends of rows: how many must lie between a label and the next one."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gongkai.annual.form import Line
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.items import Item, Sort
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.placed import MANY
from gongkai.annual.reading.rows import UNKNOWN, Row
from gongkai.annual.reading.words import Role, Word

_TABLE = "table3"
_LABELS = 3  # columns of labels in table 三
_HOLED = 2  # rows with blanks: they, or merged cells, show that blank lines were kept
_WIDEST = 3  # columns of the widest tables of table 二
# None, every merged cell, only those before headings; the same where a blank line stands between any two rows.
_PADS = ((0, 0, 0, 0), (0, 1, 1, 2), (0, 1, 0, 0), (1, 1, 1, 1), (1, 2, 2, 3))
_MOST = 0.75  # share of rows that must agree


@dataclass(frozen=True, slots=True)
class Spacing:
    """What merged cells leave behind as blank cells. `leads`: one that spans columns, behind its label; `pads`: one
    that spans rows, before the labels of the rows after its first. `after`: blank lines under a table."""

    leads: bool = False
    pads: tuple[int, int, int, int] = (0, 0, 0, 0)
    after: int = 0
    unlike: frozenset[int | None] = frozenset()  # columns of labels before which rows do not have these pads

    @property
    def apart(self) -> int:
        """Blank lines between any two rows."""
        return self.pads[0]

    def lead(self, row: Row) -> int:
        return _LABELS - 1 - depth_of(row) if self.leads else 0

    def length(self, row: Row, size: int) -> int:
        """The cells from the row's label to the next label."""
        return self.lead(row) + size + self._pad(row, size)

    def _pad(self, row: Row, size: int) -> int:
        """The blank cells behind those of a row."""
        if row.following is None or ends_table(row):
            pad = self.after
        elif (depth := _next_place(row)) is not None:
            pad = self.pads[depth]
        else:
            pad = self.apart
        if self.leads and row.word.table == "table2":
            pad += _WIDEST - size
        return pad

    def cells(self, row: Row, size: int) -> list[Item] | None:
        """The row's own cells; None unless exactly the expected ones stand there and the merged ones are blank."""
        lead = self.lead(row)
        if len(row.cells) != lead + size + self._pad(row, size):
            return None
        place = _next_place(row)
        cut = row.word.table == _TABLE and place is None and not ends_table(row)
        if cut or place in self.unlike:
            return None
        others = (*row.cells[:lead], *row.cells[lead + size :])
        return None if any(cell.sort is not Sort.BLANK for cell in others) else row.cells[lead : lead + size]


Shown = Mapping[Mode, Spacing | None]


def ends_table(row: Row) -> bool:
    """Whether blank lines after the row may be those under the table."""
    return row.following is None or any(word.role is Role.CHAPTER for word in row.following.words)


@cache
def depths() -> dict[str, int]:
    """The column of labels in which a row's label or a heading over rows stands."""
    found: dict[str, int] = {}

    def walk(lines: Iterable[Line], depth: int) -> None:
        for line in lines:
            found[line.key] = depth
            walk(line.parts, depth + 1)

    for form in FORMS.values():
        walk(form.section(_TABLE).tables[0].rows, 0)
    return found


def depth_of(row: Row) -> int:
    return depths().get(row.word.key, _LABELS - 1)


def spacing_of(rows: Sequence[Row], size: int, mode: Mode) -> Spacing | None:
    """The one spacing that the rows of table 三 in this mode agree on."""
    run = [row for row in rows if row.mode is mode and (row.cells or not heads_rows(row.label))]
    inner = [row for row in run if row.following is not None and _is_row(row.following)]
    if len(inner) < MANY:
        return None
    holed = mode is not Mode.LINE or sum(len(row.filled) < size for row in inner) >= _HOLED
    found = []
    for leads, pads in itertools.product((False, True), _PADS):
        spacing = Spacing(leads, pads)
        if mode is Mode.LINE:
            spacing = replace(spacing, after=_after(run, size, spacing))
        fits = [(_next_place(row), spacing.cells(row, size) is not None) for row in inner]
        fitting = sum(fit for _, fit in fits)
        if fitting >= _MOST * len(inner):
            found.append((fitting, replace(spacing, unlike=_unlike(fits))))
    best = max((fitting for fitting, _ in found), default=0)
    agreed = [spacing for fitting, spacing in found if fitting == best]
    # Spacings may differ in what this table does not have.
    said = {tuple((each.lead(row), each.length(row, size)) for row in run) for each in agreed}
    if len(said) > 1 or not agreed:
        return None
    shows = holed or any(agreed[0].length(row, size) != size for row in inner)
    return agreed[0] if shows else None  # without a blank line in the whole table none may have been kept


def _next_place(row: Row) -> int | None:
    """What follows in table 三: 0 a label in the first column, 1 a heading or 2 a row's label in the second, 3 a
    label in the third."""
    if row.next_place == UNKNOWN:
        row.next_place = _place_after(row)
    return row.next_place


def _place_after(row: Row) -> int | None:
    words = [word for word in row.following.words if _labels(word)] if row.following else []
    words = [word for word in words if word.role is Role.GROUP or word.order > row.word.order]
    if not words:
        return None
    depth = depths()[words[0].key]
    return (0, 1 if any(word.role is Role.GROUP for word in words) else 2, 3)[depth]


def _unlike(fits: Sequence[tuple[int | None, bool]]) -> frozenset[int | None]:
    """The columns of labels before which too many rows do not fit."""
    return frozenset(
        depth
        for depth in {each for each, _ in fits}
        if sum(fit for each, fit in fits if each == depth) < _MOST * sum(each == depth for each, _ in fits)
    )


def _is_row(item: Item) -> bool:
    return any(map(_labels, item.words))


def heads_rows(item: Item) -> bool:
    """Whether a row of one edition is a heading over rows in the other."""
    return any(word.role is Role.GROUP for word in item.words)


def _labels(word: Word) -> bool:
    return word.table == _TABLE and word.role in (Role.ROW, Role.GROUP)


def _after(run: Sequence[Row], size: int, spacing: Spacing) -> int:
    """Blank lines under the table, shown by its last row."""
    last = [row for row in run if row.following is None or not _is_row(row.following)]
    return max(0, len(last[0].cells) - size - spacing.lead(last[0])) if len(last) == 1 else 0


def shown_by(rows: Sequence[Row], size: int) -> Shown:
    """How blank cells are shown in the runs of cells of a document, by table 三."""
    return {mode: spacing_of(rows, size, mode) for mode in (Mode.RUN, Mode.LINE)}


def counted_of(rows: Sequence[Row], size: int, shown: Shown) -> set[int]:
    """The rows, by index, that have exactly the cells they must have."""
    return {
        row.index
        for row in rows
        if (spacing := shown.get(row.mode)) is not None
        and spacing.cells(row, size) is not None
        and not (row.mode is Mode.LINE and ends_table(row))
    }


def odd_widths(rows: Sequence[Row]) -> set[int]:
    """The printed rows, by index, that have more or fewer cells than the others lead to expect: as many behind each
    label, as many behind the labels' columns, or as many in all."""
    printed = [row for row in rows if row.mode is Mode.ROWS and row.cells]
    if not printed:
        return set()
    full = Spacing(leads=True)
    measures = [
        [len(row.cells) for row in printed],
        [len(row.cells) - full.lead(row) for row in printed],
        [row.label.piece.width for row in printed],
    ]
    usual = [Counter(widths).most_common(1)[0] for widths in measures]
    most = max(times for _, times in usual)
    if most < _MOST * len(printed):
        return {row.index for row in printed}
    odd: set[int] = set()
    for widths, (width, times) in zip(measures, usual, strict=True):
        if times < most:
            continue
        for depth in {depth_of(row) for row in printed}:
            kin = [place for place, row in enumerate(printed) if depth_of(row) == depth]
            unlike = [place for place in kin if widths[place] != width]
            odd.update(printed[place].index for place in (kin if 2 * len(unlike) > len(kin) else unlike))
    return odd
