"""How requests are numbered: 2020-0031, one series an organ and year."""

import re

SERIES = "request"
_OURS = re.compile(r"(\d{4})-(\d{4,})")


def numbered(year: int, number: int) -> str:
    return f"{year}-{number:04d}"


def read(text: str) -> tuple[int, int] | None:
    """Year and number of a number of our series, written exactly so; None for any other."""
    found = _OURS.fullmatch(text)
    if found is None:
        return None
    year, number = int(found[1]), int(found[2])
    return (year, number) if numbered(year, number) == text else None
