"""Remedies held against the log."""

from collections.abc import Iterator

from gongkai.records.bound import Told, compare
from gongkai.records.rows import verifies
from gongkai.remedies.models import Remedy


@verifies
def remedies() -> Iterator[str]:
    """Every remedy, as the last that was done to it left it."""
    yield from compare(Remedy, Told("remedies."))
