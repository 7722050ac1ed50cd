"""Annual reports, snapshots and what was received, held against the log."""

from collections.abc import Iterator

from gongkai.records.bound import Told, compare, log_began
from gongkai.records.rows import verifies
from gongkai.reports.models import (
    AnnualReport,
    Batch,
    CellCorrection,
    FileReading,
    FindingVerdict,
    ReceivedFile,
    ReceivedReport,
    Snapshot,
)

RECEIVED = (Batch, ReceivedFile, FileReading, CellCorrection, FindingVerdict, ReceivedReport)


@verifies
def reports() -> Iterator[str]:
    """What was stored, published and frozen; what was handed in, read, corrected, judged and kept."""
    told, began = Told("reports."), log_began()
    yield from compare(AnnualReport, told, older=lambda report: report.created_at < began)
    yield from compare(Snapshot, told)
    for model in RECEIVED:
        yield from compare(model, told)
