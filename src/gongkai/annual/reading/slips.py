"""One wrong, missing or doubled character: a wording that is that near to one of the form's, and to no other."""

from collections.abc import Iterable

from gongkai.annual.reading.words import Word

_SHORTEST = 3  # characters of a wording that a slip leaves to be known


def slip_of(keys: Iterable[str], wordings: Iterable[tuple[str, Word]]) -> Word | None:
    """The one meaning of which a wording is one character away from a key; None where another is as near."""
    texts = {key for key in keys if len(key) >= _SHORTEST}
    near = {length for key in texts for length in range(len(key) - 1, len(key) + 2) if length >= _SHORTEST}
    found: dict[str, Word] = {}
    for wording, word in wordings:
        if len(wording) in near and any(one_off(text, wording) for text in texts):
            found[word.key] = word
    return next(iter(found.values())) if len(found) == 1 else None


def one_off(left: str, right: str) -> bool:
    """Whether one character is wrong, too many or missing, or two neighbours changed places; digits never."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1 or left == right:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) < len(long):
        return short[start:] == long[start + 1 :] and not long[start].isdigit()
    if short[start].isdigit() or long[start].isdigit():
        return False
    if short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = long[start + 1 : start + 2] + long[start] + long[start + 2 :]
    return short[start:] == swapped
