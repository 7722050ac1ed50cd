"""Annual reports as published, what was compiled, frozen, and reports of others that were received."""

from gongkai.reports.models.annual import AnnualReport, Format
from gongkai.reports.models.received import Answer, Batch, FileReading, ReceivedFile
from gongkai.reports.models.received_judged import CellCorrection, FindingVerdict, Judgement, Says
from gongkai.reports.models.received_report import ReceivedReport
from gongkai.reports.models.snapshot import Snapshot, SnapshotFixed

__all__ = [
    "AnnualReport",
    "Answer",
    "Batch",
    "CellCorrection",
    "FileReading",
    "FindingVerdict",
    "Format",
    "Judgement",
    "ReceivedFile",
    "ReceivedReport",
    "Says",
    "Snapshot",
    "SnapshotFixed",
]
