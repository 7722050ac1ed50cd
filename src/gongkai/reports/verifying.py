"""Annual reports and snapshots held against the log."""

from collections.abc import Iterator

from gongkai.records.bound import Told, compare, log_began
from gongkai.records.rows import verifies
from gongkai.reports.models import AnnualReport, Snapshot


@verifies
def reports() -> Iterator[str]:
    """What was stored, published and frozen."""
    told, began = Told("reports."), log_began()
    yield from compare(AnnualReport, told, older=lambda report: report.created_at < began)
    yield from compare(Snapshot, told)
