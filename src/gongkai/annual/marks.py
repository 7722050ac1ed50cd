"""What our own writers print where there is no value or no text to print, and the reader knows again.

On paper they say that something is open; read back they are what they were: not read, not filled in.
"""

import re
from collections.abc import Iterable

UNREAD = "〔未读出〕"  # the source has a cell here, or should have, and its value is not known
DOUBTED = "〔存疑〕"  # stands behind a text that is printed there and not trusted
NOT_ADDED = "〔未相加〕"  # in a sum: the reports' amounts are in different units, or in none stated
ORGAN, YEAR = "〔机关名称〕", "〔年份〕"
_HINT = "〔请填写：{}〕"
_WITHOUT = "〔本表不含：{}〕"
_HINTS = re.compile(r"〔(?:请填写|本表不含)：[^〔〕]*〕\s*")


def hint(says: str) -> str:
    """What a blank form prints where a chapter's text goes."""
    return _HINT.format(says)


def does_not_hold(names: Iterable[str]) -> str:
    """What a sum prints over a table that some reports do not have."""
    said = "、".join(names).translate(str.maketrans("〔〕", "（）"))
    return _WITHOUT.format(f"{said}（没有这张表）")


def without_hints(text: str) -> str:
    """A chapter's text without the hints nobody replaced, and without what a sum says of its tables; in a PDF they
    run over several lines."""
    return _HINTS.sub("", text).strip() if "〔" in text else text


def is_open(text: str) -> bool:
    """Whether a cell's text bears one of the marks; in a narrow cell it runs over several lines."""
    text = "".join(text.split()) if "〔" in text else ""
    return any(mark in text for mark in (UNREAD, DOUBTED, NOT_ADDED))
