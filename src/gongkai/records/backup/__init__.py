"""Backup and restore of a whole installation: database, files, manifest. Keys are kept apart.

One tar file, not compressed. The rows of each table lie in it as text in PostgreSQL's COPY format, whatever database
they came from, so that a backup of one database can be restored into the other.
"""

from gongkai.records.backup.archive import Archive
from gongkai.records.backup.faults import CannotRead, CannotRestore, CannotWrite, NeedsReplace
from gongkai.records.backup.manifest import Manifest
from gongkai.records.backup.restoring import Restored, restore
from gongkai.records.backup.taking import take

__all__ = [
    "Archive",
    "CannotRead",
    "CannotRestore",
    "CannotWrite",
    "Manifest",
    "NeedsReplace",
    "Restored",
    "restore",
    "take",
]
