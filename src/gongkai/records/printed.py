"""Numbers as they stand on papers (编号, 文号): when two are the same one, and what none may hold.

A number is kept as it is printed. It is compared in one spelling: half width, capitals, round brackets,
one kind of dash, no blanks. So 许[2021]1号, 许（2021）1号 and 许〔2021〕1号 are one number.
"""

import re
import unicodedata

_BRACKETS = str.maketrans("[〔【﹝［{〖「『<〈《" + "]〕】﹞］}〗」』>〉》", "(" * 12 + ")" * 12)
_DASHES = re.compile("[‐‑‒–—―−﹣－]")
# Control signs and line breaks, signs that show nothing or turn the order of others round.
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs"))


def identity(number: str) -> str:
    """The one spelling in which numbers are compared; never shown, never stored as the number."""
    half = number if number.isascii() else _DASHES.sub("-", unicodedata.normalize("NFKC", number))
    return "".join(half.translate(_BRACKETS).split()).upper()


def has_unseen(text: str) -> bool:
    """Whether a line break, a control sign or one that shows nothing stands in a number."""
    return not text.isprintable() and any(unicodedata.category(sign) in _UNSEEN for sign in text)
