"""Wordings that name a year where the form says 本年, 上年 or 下年度."""

import re
from functools import lru_cache

OTHER_YEAR = "表头写的是另一年度，不能确定是不是本年的数"
# What is printed, what the form prints there, and how many years the report's own is later.
_DATED = (
    (re.compile(r"(?<!\d)(20\d\d)年度?(?=[\s]*(?:新收|新制|新公开|制发|废止|处理|收费|增))"), "本年", 0),
    (re.compile(r"(?<!\d)(20\d\d)年度?(?=结转)"), "上年", 1),
    (re.compile(r"(?<=结转)(20\d\d)年度?(?=继续)"), "下年度", -1),
)


@lru_cache(maxsize=8192)
def undated(text: str) -> tuple[str, int] | None:
    """The wording with the form's own word in the place of a year, and the year of the report that it is about."""
    for pattern, word, later in _DATED:
        found = pattern.findall(text)
        if len(found) == 1:
            return pattern.sub(word, text), int(found[0]) + later
    return None
