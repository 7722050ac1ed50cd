"""How requests are numbered: 2020-0031, one series an organ and year."""

import re

from gongkai.records.numbers import LARGEST
from gongkai.records.printed import identity

SERIES = "request"
_OURS = re.compile(r"([0-9]{4})-([0-9]{4,})")


def numbered(year: int, number: int) -> str:
    return f"{year}-{number:04d}"


def read(text: str) -> tuple[int, int] | None:
    """Year and number of a number of our series, whatever its width of signs; None for any other."""
    found = _parts(text)
    return found if found is not None and found[1] <= LARGEST else None


def too_high(text: str) -> bool:
    """Whether a number has the form of our series, but lies beyond all that an organ can reach in a year."""
    found = _parts(text)
    return found is not None and found[1] > LARGEST


def _parts(text: str) -> tuple[int, int] | None:
    compared = identity(text)
    found = _OURS.fullmatch(compared)
    if found is None:
        return None
    year, number = int(found[1]), int(found[2])
    return (year, number) if numbered(year, number) == compared else None
