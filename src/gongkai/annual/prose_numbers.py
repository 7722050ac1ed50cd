"""Numbers as prose writes them: Arabic with separators, full width, Chinese numerals."""

import re
import unicodedata
from decimal import Decimal

DIGITS = r"\d+(?:\.\d+)?"
NUMERALS = "[零〇一二两三四五六七八九十百千万]+"
NUMBER = f"(?:{DIGITS}|{NUMERALS})"

_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def tidy(text: str) -> str:
    """Half-width digits and brackets, no blanks, no separators of thousands; Chinese stops stay."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def value_of(word: str) -> int | Decimal | None:
    """The number a word writes; None for numerals that are no proper number (一二 may be a list)."""
    if re.fullmatch(DIGITS, word):
        return Decimal(word) if "." in word else int(word)
    return _chinese(word)


def _chinese(word: str) -> int | None:
    if "万" in word:
        upper, _, lower = word.partition("万")
        thousands, rest = _chinese(upper), _chinese(lower) if lower else 0
        return None if thousands is None or rest is None or not upper else thousands * 10_000 + rest
    total, digit = 0, None
    for sign in word:
        if sign in _UNITS:
            if digit == 0 or (digit is None and (sign != "十" or total)):
                return None
            total += (1 if digit is None else digit) * _UNITS[sign]
            digit = None
        elif digit not in (None, 0):
            return None
        else:
            digit = _VALUES.get(sign)
            if digit is None:
                return None
    return total + (digit or 0) if word else None
