"""A title that is too long for one line parts before its year, not in the middle of a word."""

import re

_YEAR = re.compile(r"(?<=[^\d\n])(?=\d{4}年)")
ROOM = 20  # characters of 二号 between the margins


def lines_of_title(text: str) -> list[str]:
    """The lines of a title; one that is still too long wraps where it is written."""
    if "\n" in text or len(text) <= ROOM:
        return text.split("\n")
    place = _YEAR.search(text)
    return [text[: place.start()], text[place.start() :]] if place else [text]
