"""Files that were handed in: kept under their hash, checked, scanned, never run.

`keep` is called on its own, before the action that attaches the file: a file is written first and its row
second, and what is refused must stay in the log though the caller's work is rolled back.
"""

from gongkai.records.files.actions import keep
from gongkai.records.files.queries import attachable, content, listed, verify

__all__ = ["attachable", "content", "keep", "listed", "verify"]
