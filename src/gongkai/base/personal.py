"""Numbers that belong to one person. Where a text is listed or kept in the open, they must not stand in it."""

import re
import unicodedata
from datetime import date

_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
# District, a birthday of one who is grown up, rest: so many digits in this order are no other number.
_BIRTHDAY = re.compile(r"[1-8]\d{5}((?:19\d|200)\d{5})\d{3}[\dXx]")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


def has_number(text: str) -> bool:
    """Whether an identity-card number or a mobile number stands in a text.

    An identity number is known by its check digit, or, mistyped, by the birthday in it.
    """
    text = unicodedata.normalize("NFKC", text)
    for number in _IDENTITY.findall(text):
        rest = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11
        if "10X98765432"[rest] == number[-1].upper() or _has_birthday(number):
            return True
    return _MOBILE.search(text) is not None


def _has_birthday(number: str) -> bool:
    found = _BIRTHDAY.fullmatch(number)
    if found is None:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True
