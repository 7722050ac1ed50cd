"""Of which year a table is, by what stands in its head or above it: a year, this one, the last one, or a sample."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from gongkai.annual.chapters import TITLES
from gongkai.annual.reading.keys import simplified
from gongkai.annual.reading.titles import squeezed, title_in


class Part(Enum):
    """Said without a number."""

    THIS = "this"
    LAST = "last"
    SAMPLE = "sample"  # an example of how to fill in the form
    UNCLEAR = "unclear"  # several years


Said = int | Part

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WHAT = r"(?:政府信息公开)?(?:工作)?(?:情况|数据?|数值|数量|合计|统计|报告|实际)*"
_THIS = re.compile(rf"(?:本报告|本|今|当|报告)年度?{_WHAT}")
_LAST = re.compile(rf"(?:上年|上一年|去年|往年|前年|上年同期|去年同期)度?{_WHAT}")
_LONGEST = 60  # characters of a caption
_EDGES = " \t\n\u3000\u00a0()（）[]【】〔〕:：*#_、.．《》"


def year_in(text: str) -> int | None:
    """The only year that a text names."""
    found = {int(year) for year in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def said_in(text: str) -> Said | None:
    """What a short text over columns or beside figures says of their year."""
    return _said_short(text) if len(text) <= _LONGEST else _said(text)


def _said(text: str) -> Said | None:
    year = year_in(text)
    if year is not None:
        return year
    bare = "".join(simplified(text).split()).strip(_EDGES)
    return Part.THIS if _THIS.fullmatch(bare) else Part.LAST if _LAST.fullmatch(bare) else None


_said_short = lru_cache(maxsize=8192)(_said)

# Texts above a table

_PROSE = re.compile(
    r"[。；;，,!！?？]|日期|时间|发布|来源|以上|上表|上述|与|较|相比|比例|以来|截至|截止|\d\s*[件条项个次份宗人元]"
)
_ITS_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_ONLY_YEAR = re.compile(r"20\d\d")
_NUMBERED = re.compile(
    r"^(?:(?:附|续)?(?:件|表)?[一二三四五六七八九十\d]{0,3}[-—－]?\d{0,2}[:：、.．)）]*|[(（][一二三四五六七八九十\d]{1,2}[)）])"
)
_OF_LAST = re.compile(r"(?:上年|上一年|去年)度?(?!结转|项目|存在|问题|整改|度)")
_OF_THIS = re.compile(r"(?:本报告|本|今)年度?(?!新|制|废|处|收费|增|结转|存在|问题|度)")
_OF_SAMPLE = re.compile(r"样表|样例|范例|填[报表写]示[例范]|^示[例范]表?|示例$|^(?:模板|样本)$")
_CHAPTERS = {number: place for place, number in enumerate(TITLES, start=1)}


def caption(text: str) -> Said | None:
    """What a line above a table says of its year."""
    return _caption_short(text) if len(text) <= _LONGEST else _caption(text)


def _caption(text: str) -> Said | None:
    bare = "".join(simplified(text).split())
    if not bare or len(bare) > _LONGEST or _PROSE.search(bare):
        return None
    bare = bare.strip(_EDGES)
    if _OF_SAMPLE.search(_NUMBERED.sub("", bare, count=1).strip(_EDGES)):
        return Part.SAMPLE
    if _ITS_YEAR.search(bare) or _ONLY_YEAR.fullmatch(bare):
        return year_in(bare) or Part.UNCLEAR
    bare = _NUMBERED.sub("", bare, count=1).strip(_EDGES)
    return Part.LAST if _OF_LAST.match(bare) else Part.THIS if _OF_THIS.match(bare) else None


_caption_short = lru_cache(maxsize=4096)(_caption)


class Captions:
    """What was said last on the way through a document.

    A caption holds until the next one, or until a later chapter begins: one behind the last chapter, as of an
    appendix, for all that follows. The name of a sheet holds for its sheet, where nothing in it says otherwise.
    """

    def __init__(self) -> None:
        self._said: Said | None = None
        self._sheet: Said | None = None
        self._since = self._chapter = 0
        self._titles: set[int] = set()

    @property
    def now(self) -> Said | None:
        return self._sheet if self._said is None else self._said

    def chapter(self, numbers: Iterable[str]) -> None:
        """A chapter's title; its number is what the form has for it."""
        self._chapter = max((_CHAPTERS[number] for number in numbers), default=self._chapter)
        if self._chapter > self._since:
            self._said = None

    def line(self, text: str) -> None:
        said = caption(text)
        if said is None:
            return
        if isinstance(said, int) and title_in(squeezed(text)):
            if said in self._titles:
                return  # the report's title again, at the head of a page
            self._titles.add(said)
        self._said = said
        self._since = self._chapter

    def sheet(self, name: str) -> None:
        """A new sheet of a workbook."""
        self._sheet = caption(name) or said_in(name)
        if self._sheet is not None:
            self._said = None
