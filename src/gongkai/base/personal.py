"""Numbers that belong to one person. Where a text is listed or kept in the open, they must not stand in it."""

import re
import unicodedata

_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


def has_number(text: str) -> bool:
    """Whether an identity-card number (by its check digit) or a mobile number stands in a text."""
    text = unicodedata.normalize("NFKC", text)
    for number in _IDENTITY.findall(text):
        rest = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11
        if "10X98765432"[rest] == number[-1].upper():
            return True
    return _MOBILE.search(text) is not None
