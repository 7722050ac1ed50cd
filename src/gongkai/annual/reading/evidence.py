"""What table 三 shows of the way in which the whole document sets its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.reading.damage import is_damaged
from gongkai.annual.reading.distances import Shown, ends_table, heads_rows, shown_by
from gongkai.annual.reading.fused import no_blanks
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.items import Sort
from gongkai.annual.reading.parted import Parting, parting_of
from gongkai.annual.reading.pieces import Mode
from gongkai.annual.reading.rows import Row, runs_of
from gongkai.annual.reading.scale import Scale, scale_of

_FEW = 3  # figures that can tell


@dataclass(frozen=True, slots=True)
class Evidence:
    """How its cells are set.

    `shown`: how blank cells are shown in runs of cells. `scale`: how lines set in columns are measured. `parting`: the
    sign between the cells of a line. `doubled`: a blank line stands between any two bare lines. `damaged`: cells were
    lost or moved somewhere in the table. `whole`: no cell of the table is blank. `paged`: figures of no row, such as
    page numbers, stand among bare lines whose blank cells are lost. `under`: how many blank lines stand under the
    table, where its rows have none."""

    shown: Shown
    scale: Scale | None
    parting: Parting | None
    doubled: bool
    damaged: bool
    whole: bool
    paged: bool
    under: int | None


def evidence_of(rows: Sequence[Row]) -> Evidence:
    """The evidence in the rows of table 三."""
    size = len(APPLICANTS)
    shown, scale = shown_by(rows, size), scale_of(rows, size)
    parting = parting_of(rows, size)
    damaged = scale is None and parting is None and any(is_damaged(run, size, shown) for run in runs_of(rows))
    bare = [row for row in rows if row.mode is Mode.LINE]
    paged = shown[Mode.LINE] is None and any(len(row.filled) > size or _ends_foreign(row) for row in bare)
    doubled, whole = any(row.halved for row in rows), no_blanks(rows, size)
    return Evidence(shown, scale, parting, doubled, damaged, whole, paged, _under(rows, size))


def _under(rows: Sequence[Row], size: int) -> int | None:
    """Blank lines behind the last row of a table that has one figure on each line and no blank line among its rows."""
    rows = [row for row in rows if row.cells or not heads_rows(row.label)]
    inner, last = rows[:-1], rows[-1:]
    plain = all(
        row.mode is Mode.LINE and len({cell.line for cell in row.cells}) == len(row.cells) and not row.loose
        for row in rows
    )
    if not last or not plain or not ends_table(last[0]) or len(last[0].filled) != size:
        return None
    if any(len(row.cells) != size or len(row.filled) != size for row in inner):
        return None
    return (
        len(last[0].cells) - size if all(cell.sort is Sort.BLANK for cell in last[0].cells[size:]) else None
    )


def _ends_foreign(row: Row) -> bool:
    """Whether the last but one figure of a row is the sum of those before it, and the last is not."""
    figures = [int(cell.text) for cell in row.filled if cell.text.isascii() and cell.text.isdigit()]
    if len(figures) < len(row.filled) or len(figures) < _FEW:
        return False
    *others, total, last = figures
    return sum(others) == total and last != sum(others) + total
