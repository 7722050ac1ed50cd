"""Reading files, and whether what lies in the storage is what was handed in."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.db.models import QuerySet

from gongkai.accounts.actor import Actor
from gongkai.organs.models import Organ
from gongkai.records.models import StoredFile


def content(row: StoredFile, *, by: Actor) -> "File[Any]":
    """The file, opened for reading. Raises PermissionDenied; Refused while it is quarantined or gone."""
    raise NotImplementedError


def attachable(row: StoredFile, organ: Organ) -> str | None:
    """The sentence that says why the file cannot be attached to a record of this organ; None where it can."""
    raise NotImplementedError


def listed(organ: Organ) -> "QuerySet[StoredFile]":
    """The organ's files, newest first."""
    raise NotImplementedError


def verify() -> Iterator[str]:
    """One sentence for each row whose content is gone or has changed. Reads every file once."""
    raise NotImplementedError
