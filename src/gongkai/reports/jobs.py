"""Work on reports that need not be done while somebody waits."""

from gongkai.reports.receiving.jobs import read_batch

__all__ = ["read_batch"]
