"""What table 三 shows of the way in which the whole document sets its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.reading.distances import Shown, shown_by
from gongkai.annual.reading.geometry import Scale, scale_of
from gongkai.annual.reading.heads import APPLICANTS
from gongkai.annual.reading.rows import Row


@dataclass(frozen=True, slots=True)
class Evidence:
    """`shown`: how blank cells are shown in runs of cells; `scale`: how lines set in columns are measured; `doubled`:
    a blank line stands between any two bare lines."""

    shown: Shown
    scale: Scale | None
    doubled: bool


def evidence_of(rows: Sequence[Row]) -> Evidence:
    """The evidence in the rows of table 三."""
    return Evidence(
        shown_by(rows, len(APPLICANTS)),
        scale_of(rows, len(APPLICANTS)),
        any(row.halved for row in rows),
    )
