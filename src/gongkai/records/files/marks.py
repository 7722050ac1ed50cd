"""Marks of state secrets (密级标志): 秘密★, 机密★10年, 绝密. Files that bear one do not belong in this system.

A mark with its star counts wherever it stands. Without the star it counts only as a mark of its own: a line, a
paragraph, a cell or a bracketed head that is nothing else. So prose about secrets passes: 商业机密, 机密性,
保守国家秘密法. 秘密 is a common word; without the star it needs a period (秘密3年) or the label 密级.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

_LEVEL = r"(?:秘密|祕密|机密|機密|绝密|絕密)"
_HIGH = r"(?:机密|機密|绝密|絕密)"
_STAR = "[★☆⭐⭑⭒✩✪✫✬✭✮✯✰⚝]"
_PERIOD = (
    r"(?:保密)?(?:期限)?:?(?:[0-9一二三四五六七八九十百]{1,3}(?:年|个?月|日|天)|长期|永久|启用前|公布前)"
)
_URGENCY = r"(?:特急|加急|特提|平急|急件|急)"
_OPEN, _CLOSE = r"[\[(〔【《<{“\"「『]", r"[\])〕】》>}”\"」』]"
_THING = r"(?:级|件|文件|资料|材料)?"

_STARRED = re.compile(_LEVEL + _STAR)
_CORE = (
    rf"(?:密级(?:和保密期限)?:?{_LEVEL}{_THING}(?:{_OPEN}?{_PERIOD}{_CLOSE}?)?"
    rf"|{_LEVEL}{_OPEN}?{_PERIOD}{_CLOSE}?"
    rf"|{_HIGH}{_THING})"
)
_OWN = re.compile(
    rf"(?:[0-9]{{6}})?{_URGENCY}?{_OPEN}?{_CORE}{_CLOSE}?{_URGENCY}?"  # the six digits: 份号
)
_HEAD = re.compile(rf"{_OPEN}{_CORE}{_CLOSE}")
# A line that was broken after one of these goes on with a common word.
_BROKEN_OFF = ("商业", "国家", "内部", "工作", "技术", "企业", "公司", "军事", "高度", "属于", "涉及", "或者")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]+")
_LONGEST = 40  # characters of a line that is nothing but a mark
_AROUND = 8  # lines before and after: a mark may be broken over lines, with empty ones between
_NAME_PARTS = re.compile(r"[\s_\-—–·.,，、。+&~/\\()\[\]〔〕【】《》{}“”]+")


def marked(lines: Iterable[str], *, flowing: bool = True) -> bool:
    """Whether a text bears a mark. `flowing`: lines follow one another, as on a page; not so cells of a sheet."""
    return any(_marked(stretch, flowing) for stretch in _stretches(list(lines)))


def _stretches(lines: list[str]) -> Iterator[list[str]]:
    """The lines around each 密, which no mark lacks: the rest of a long text need not be looked at."""
    start = end = 0
    for number, line in enumerate(lines):
        if "密" in line:
            if number - _AROUND > end:
                yield lines[start:end]
                start = number - _AROUND
            end = number + 1 + _AROUND
    yield lines[start:end]


def _marked(lines: list[str], flowing: bool) -> bool:
    squeezed = [line for line in map(_squeeze, lines) if line]
    if any(_STARRED.search(line) for line in squeezed):
        return True
    if flowing:
        if _STARRED.search("".join(squeezed)):
            return True
        squeezed = list(_upright(squeezed))
    before = ""
    for line in squeezed:
        if "密" in line and _is_mark(line, before if flowing else ""):
            return True
        before = line
    return False


def _is_mark(line: str, before: str) -> bool:
    if len(line) <= _LONGEST and _OWN.fullmatch(line):
        return not before.endswith(_BROKEN_OFF)
    return _HEAD.match(line) is not None


def marked_name(name: str) -> bool:
    """Whether a file's name bears a mark as a part of its own: 预算（机密）.xlsx, but not 商业机密管理.pdf."""
    stem = name.rpartition(".")[0] or name
    parts = _NAME_PARTS.split(unicodedata.normalize("NFKC", stem))
    neighbours = [first + second for first, second in pairwise(parts)]  # 秘密 3年
    return marked([stem, *parts, *neighbours], flowing=False)


def _squeeze(text: str) -> str:
    """The text without spaces and full-width forms."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _UNSEEN.sub("", "".join(text.split()))


def _upright(lines: list[str]) -> Iterator[str]:
    """Characters set one below the other, as one line."""
    for single, run in groupby(lines, key=lambda line: len(line) == 1):
        if single:
            yield "".join(run)
        else:
            yield from run
