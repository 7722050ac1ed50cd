"""A wording of the form with a wrong or missing character."""

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.annual.reading.keys import fold, without_number
from gongkai.annual.reading.slips import slip_of
from gongkai.annual.reading.words import Role, Word, lexicon

_ALIKE = 0.8  # share of characters in common
_MARGIN = 0.1  # by which the next best must be worse
_LENGTH = 2  # characters that may be missing or too many
_DIGITS = re.compile(r"\d+")
_SHORTEST = dict.fromkeys(Role, 4) | {Role.ROW: 3}  # characters
_LONGEST = 60


@lru_cache(maxsize=1024)
def alike(text: str, table: str, role: Role, low: int, high: int) -> Word | None:
    """The one wording of a role, with its order between `low` and `high`, that is much like the text, all others
    much less. Rows have an order; for columns pass (-2, 99). Of a row one slip is enough, in a short label too."""
    if not _SHORTEST[role] <= len(fold(text)) <= _LONGEST:
        return None
    keys = {fold(text), fold(without_number(text))}
    figures = _DIGITS.findall(fold(without_number(text)))
    scores: dict[str, tuple[float, Word]] = {}
    for wording, word in wordings_of(table, role):
        if not low < word.order < high or figures != _DIGITS.findall(wording):
            continue
        for key in keys:
            if abs(len(key) - len(wording)) > _LENGTH:
                continue
            matcher = SequenceMatcher(None, key, wording, autojunk=False)
            if matcher.real_quick_ratio() < _ALIKE - _MARGIN:
                continue
            score = matcher.ratio()
            if score > scores.get(word.key, (0.0, word))[0]:
                scores[word.key] = (score, word)
    ranked = sorted(scores.values(), key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        between = (each for each in wordings_of(table, role) if low < each[1].order < high)
        return slip_of(keys, between) if role is Role.ROW else None
    return ranked[0][1]


@cache
def wordings_of(table: str, role: Role) -> tuple[tuple[str, Word], ...]:
    return tuple(
        (key, word)
        for key, words in lexicon().exact.items()
        for word in words
        if word.table == table and word.role is role
    )
