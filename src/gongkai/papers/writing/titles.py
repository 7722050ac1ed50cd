"""A title that is too long for one line parts behind its year, not in the middle of a word: the organ and the year
stand together, so that a reader of lines sees whose report it is."""

import re

_YEAR = re.compile(r"(?<=[\d〕]年)(?=[^\n])")
ROOM = 20  # characters of 二号 between the margins


def lines_of_title(text: str) -> list[str]:
    """The lines of a title; one that is still too long wraps where it is written."""
    if "\n" in text or len(text) <= ROOM:
        return text.split("\n")
    place = _YEAR.search(text)
    return [text[: place.start()], text[place.start() :]] if place else [text]
