"""Many files, read one after another: a damaged one never stops the others."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.annual.batch_files import Answer, FileRead
from gongkai.annual.batch_load import report_in
from gongkai.annual.batch_reading import read_path
from gongkai.papers.limits import LIMITS, Limits

__all__ = ["Answer", "FileRead", "read_files", "report_in"]


def read_files(
    files: Iterable[Path], *, jobs: int = 1, limits: Limits = LIMITS, keep_document: bool = False
) -> Iterator[FileRead]:
    """What each file gives, in the order of the files; an archive gives one answer a member.

    `jobs` worker processes read side by side. With `keep_document` each answer carries what the reader saw.
    """
    for path in files:
        yield read_path(path, limits, keep_document=keep_document)
