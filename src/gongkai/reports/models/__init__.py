"""Annual reports as published, and what was compiled, frozen."""

from gongkai.reports.models.annual import AnnualReport, Format
from gongkai.reports.models.snapshot import Snapshot, SnapshotFixed

__all__ = ["AnnualReport", "Format", "Snapshot", "SnapshotFixed"]
