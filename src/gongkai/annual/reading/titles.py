"""Titles of annual reports among the printed lines: the name they give and the year."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.annual.reading.keys import plain, simplified

_TITLE_LINES = 4
_LONGEST = 80  # characters of a title
_YEAR = r"((?:19|20)\d\d|[二2][〇○零0Oo][一二三四五六七八九〇○零\d]{2})(?:年度?|(?=政府|政务|信息|资讯))"
_WORK = (
    r"(?:的)?(?:政府|政务)?(?:信息|资讯|讯息|政务)公开"
    r"(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:总结)?(?:报告|年报)"
)
# What a site or a notice prints behind a title: 的公示, [图文], the site's own name.
_TAIL = (
    r"》?(?:的(?:公示|公告|通知|通告|函))?(?:[（(][^（()）]{0,12}[)）])?》?"
    r"(?:[【\[][\u4e00-\u9fff]{1,4}[】\]])?(?:[-—|–_]+[\u4e00-\u9fff]{2,24})?$"
)
_NOISE = r"^(?:附件\d*[:：、]?|[【《\[“]|关于(?:印发|公布|发布)?)*"
_WITH_YEAR = re.compile(rf"{_NOISE}(.{{0,40}}?){_YEAR}(.{{0,40}}?){_WORK}{_TAIL}")
_YEAR_LAST = re.compile(rf"{_NOISE}(.{{2,40}}?){_WORK}[（(]{_YEAR}[)）]》?$")
_ORGAN = re.compile(r"^[\u4e00-\u9fff·（()）]{2,40}$")
_ENDS = re.compile(
    r"(?:局|委|会|办|室|府|厅|部|署|院|中心|队|处|所|馆|街道|公司|校|学|社|团|站|镇|乡|县|区|市|省|园|行)(?:[（(][^（()）]+[)）])?$"
)
_DIGITS = str.maketrans("二一三四五六七八九〇○零Oo", "21345678900000")


class Title(NamedTuple):
    """Number of its first line, the name in it ("" without one), its year."""

    start: int
    name: str
    year: int


def squeezed(text: str) -> str:
    """A line without blanks and marks, NFKC."""
    return _squeezed_short(text) if len(text) <= _LONGEST else _squeezed(text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff*#_]+", "", unicodedata.normalize("NFKC", plain(text)))


_squeezed_short = lru_cache(maxsize=4096)(_squeezed)


def titles_of(head: Sequence[str]) -> list[Title]:
    """Every title among the lines, which are `squeezed`.

    A title is taken as short as it is one; only where it names nobody the lines above may hold the name.
    """
    found: list[Title] = []
    taken = -1  # the last line that belongs to a title
    said = -1  # the last line with a character that every title has
    for end, line in enumerate(head):
        if "公" in line:
            said = end
        if said <= max(taken, end - _TITLE_LINES):
            continue
        best: Title | None = None
        for start in range(end, max(taken, end - _TITLE_LINES), -1):
            text = "".join(head[start : end + 1])
            if len(text) > _LONGEST:
                break
            title = title_in(text) if start <= said else None
            if title is None or (best is not None and not is_name(title[0])):
                continue
            best = Title(start, *title)
            if title[0]:
                break
        if best:
            found.append(best)
            taken = end
    return found


def is_name(name: str) -> bool:
    """Whether a text may be an organ's name by its last word."""
    return bool(_ORGAN.match(name) and _ENDS.search(simplified(name)))


def title_in(text: str) -> tuple[str, int] | None:
    """Name and year of a title that is the whole text."""
    same_length = simplified(text)
    if "公开" not in same_length or not ("报告" in same_length or "年报" in same_length):
        return None
    if len(same_length) != len(text):
        text = same_length
    match = _WITH_YEAR.match(same_length)
    if match:
        parts = [_trimmed(text[match.start(group) : match.end(group)]) for group in (1, 3)]
        year = int(match[2].translate(_DIGITS))
        names = [part for part in parts if part]
        return (names[0] if len(names) == 1 else "", year)
    match = _YEAR_LAST.match(same_length)
    if match:
        return (_trimmed(text[match.start(1) : match.end(1)]), int(match[2].translate(_DIGITS)))
    return None


def _trimmed(text: str) -> str:
    text = re.sub(r"^[\s的:：、,，.《“【]+|[\s的:：、,，.《》”】]+$", "", text)
    return re.sub(r"关于(?:印发|公布|发布|做好)?$", "", text)
