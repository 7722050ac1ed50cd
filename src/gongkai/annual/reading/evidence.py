"""What table 三 shows of the way in which the whole document sets its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.reading.damage import is_damaged
from gongkai.annual.reading.distances import Shown, shown_by
from gongkai.annual.reading.fused import no_blanks
from gongkai.annual.reading.geometry import Scale, scale_of
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.rows import Row, runs_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """How its cells are set.

    `shown`: how blank cells are shown in runs of cells. `scale`: how lines set in columns are measured. `doubled`: a
    blank line stands between any two bare lines. `damaged`: cells were lost or moved somewhere in the table.
    `whole`: no cell of the table is blank."""

    shown: Shown
    scale: Scale | None
    doubled: bool
    damaged: bool
    whole: bool


def evidence_of(rows: Sequence[Row]) -> Evidence:
    """The evidence in the rows of table 三."""
    size = len(APPLICANTS)
    shown, scale = shown_by(rows, size), scale_of(rows, size)
    damaged = scale is None and any(is_damaged(run, size, shown) for run in runs_of(rows))
    return Evidence(shown, scale, any(row.halved for row in rows), damaged, no_blanks(rows, size))
