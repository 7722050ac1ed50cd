"""One printed cell → a value, a word without a number, or a refusal with its reason. Nothing is repaired."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.annual.form import Kind
from gongkai.annual.marks import is_open
from gongkai.annual.reading.keys import has_han, plain
from gongkai.annual.report import Value

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " ", 0x2212: "-"}
_WHOLE = r"(?:\d+|\d{1,3}(?:,\d{3})+)"
_COUNT = rf"{_WHOLE}(?:\.00?)?"  # spreadsheets print 12.0 and 3.00; 3.000 may as well be three thousand
_AMOUNT = rf"{_WHOLE}(?:\.\d+)?"
_COUNTED = re.compile(rf"(-?)({_COUNT}) ?[件条个项次份宗起]?")
_CHANGED = re.compile(rf"(?:([+-])|(增加|减少|新增|增|减) ?:? ?)?({_COUNT}) ?[件条个项次份宗]?")
_PAID = re.compile(rf"({_AMOUNT})\s*\(?\s*(人民币)?(万元|元|万)?\s*\)?")
_AS_TEXT = re.compile(r"['’‘](?=[+-]?\d)")  # a spreadsheet's sign that figures are text
_ZEROS = re.compile(r"[0\s]+")
_NUMERAL = re.compile(r"[〇零○OoＯｏ一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾]+[件条个项次份宗起元]?")
_UNIT = re.compile(r"(?:单位|金额|[（(])[^（()）]{0,8}?(万元|元)")
_SHORT = 24  # characters: cells repeat, prose does not
_LESS = ("-", "减少", "减")
_TRAD = str.maketrans("減無萬條個項", "减无万条个项")
# Words known to stand in a cell that has no number; any other counts too where the cell is certain.
NULL_WORDS = frozenset(
    (
        "无",
        "暂无",
        "没有",
        "空",
        "不涉及",
        "未涉及",
        "不适用",
        "无此项",
        "无变化",
        "持平",
        "不变",
        "增",
        "减",
        "增减",
    )
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell says. With `why` the value is there and not known."""

    value: Value = None
    unit: str | None = None
    why: str | None = None


def clean(text: str) -> str:
    """The cell's text with full-width signs as half-width and without invisible characters."""
    return _clean_short(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    said = plain(text).translate(_INVISIBLE).translate(_WIDE).strip().strip('"').strip()
    return said[1:] if _AS_TEXT.match(said) else said


_clean_short = lru_cache(maxsize=8192)(_clean)


def parse(text: str, kind: Kind) -> Parsed:
    """The value of one cell that is known to be this cell."""
    return _parse_short(text, kind) if len(text) <= _SHORT else _parse(text, kind)


def _parse(text: str, kind: Kind) -> Parsed:
    said = clean(text).translate(_TRAD)
    if not said:
        return Parsed()
    if is_open(text):
        return Parsed(why="单元格里写明没有读出或存疑")
    if any(unicodedata.category(char) in ("No", "Nl") for char in said):
        return Parsed(why="单元格里有上标、圈码一类的数字")
    if any(char == "\ufffd" or unicodedata.category(char) == "Co" for char in said):
        return Parsed(why="单元格里有认不出的字符")
    if any(char.isdigit() and char not in "0123456789" for char in said):
        return Parsed(why="单元格里有不常见的数字")
    if not re.search(r"\d", said):
        if _NUMERAL.fullmatch(said):
            return Parsed(why="单元格里是汉字或字母写的数")
        return Parsed()
    if "\n" in said or " " in said:
        return _spaced(said, kind)
    return _whole(said, kind)


_parse_short = lru_cache(maxsize=8192)(_parse)


def _spaced(said: str, kind: Kind) -> Parsed:
    if _ZEROS.fullmatch(said):
        return Parsed(0 if kind is not Kind.AMOUNT else Decimal(0))
    digits = re.findall(r"\d[\d,.]*", said)
    if len(digits) > 1:
        return Parsed(why="单元格里有被空白隔开的几个数")
    return _whole(said, kind)


def _whole(said: str, kind: Kind) -> Parsed:
    if re.fullmatch(r"0\s*/\s*0", said):
        return Parsed(0 if kind is not Kind.AMOUNT else Decimal(0))
    if kind is Kind.AMOUNT:
        if found := _PAID.fullmatch(said):
            unit = "万元" if found[3] == "万" else found[3]
            return Parsed(Decimal(found[1].replace(",", "")), unit)
    elif kind is Kind.CHANGE:
        if found := _CHANGED.fullmatch(said):
            number = _integer(found[3])
            return Parsed(-number if (found[1] or found[2]) in _LESS else number)
    elif found := _COUNTED.fullmatch(said):
        number = _integer(found[2])
        return Parsed(-number if found[1] else number)
    return Parsed(why="单元格里不是可以确定的一个数")


def _integer(counted: str) -> int:
    return int(counted.partition(".")[0].replace(",", ""))


def unit_of(header: str) -> str | None:
    """The unit that a column head states."""
    found = _UNIT.search("".join(clean(header).split()).translate(_TRAD))
    return found[1] if found else None


_TOKEN = re.compile(
    r"[+\-—–－]?[\d,，.．]*\d(?:万元|元|万|件|条|个|项)?|[-—–－/\\×]+|(?:增加|减少|新增|增|减)\s*\d+|暂无|无|0/0|\d+/\d+"
)


def is_value(text: str) -> bool:
    """Whether a text can only be a cell's content: a number, a number with a unit, a sign, 无."""
    return _is_value_short(text) if len(text) <= _SHORT else _is_value(text)


def _is_value(text: str) -> bool:
    said = clean(text).translate(_TRAD)
    return bool(said) and (_TOKEN.fullmatch(said) is not None or _ZEROS.fullmatch(said) is not None)


_is_value_short = lru_cache(maxsize=8192)(_is_value)


def is_null_word(text: str) -> bool:
    said = clean(text).translate(_TRAD)
    return said in NULL_WORDS or (not has_han(said) and not any(char.isalnum() for char in said))
