"""Bytes become text by judgement: an encoding must decode strictly and look like Chinese text."""

import codecs
import unicodedata

from gongkai.papers.refusal import CannotOpen

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")
_COMMON = 0.9  # at least this share of the characters outside ASCII must be usual in Chinese text
_FAMILIAR = 0.03  # and at least this share of the Han characters very frequent ones
_SAMPLE = 200_000
# Frequent in nearly every Chinese office text; they decide between GB18030 and Big5, whose bytes overlap.
_FREQUENT = frozenset("的一是不在有年月日人政府信息公开開工作了和为為行年本中大以及等情况況数數量报報告")


def decode(data: bytes) -> str:
    """Text of the bytes: byte order mark, UTF-8, GB18030, Big5. Raises CannotOpen when none is plausible."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], name)
            if text is None or not _clean(text):
                raise CannotOpen(f"标明是{name.upper()}编码，但内容不合该编码，可能已损坏，请重新保存")
            return text
    text = _strictly(data, "utf-8")
    if text is not None and _clean(text):
        return text.removeprefix("\ufeff")
    if text is None:
        found = [
            (_familiar(candidate), -order, candidate)
            for order, name in enumerate(("gb18030", "big5"))
            if (candidate := _strictly(data, name)) is not None
            and _clean(candidate)
            and _usual(candidate) >= _COMMON
        ]
        if found and max(found)[0] >= _FAMILIAR:
            return max(found)[2]
    raise CannotOpen(
        "不是可识别的文本（编码不是UTF-8、GB18030或Big5，或含有二进制内容），请另存为UTF-8文本再试"
    )


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _clean(text: str) -> bool:
    """No control characters, noncharacters or private marks of a binary file."""
    return not any(
        (ord(char) < 32 and char not in _ALLOWED_CONTROLS) or (0x7F <= ord(char) < 0xA0 and char != "\x85")
        for char in set(text)
    )


def _usual(text: str) -> float:
    """The share of characters beyond ASCII that are common Han, Chinese punctuation or full-width forms."""
    beyond = [char for char in text[:_SAMPLE] if ord(char) > 0x7F]
    return sum(map(_is_usual, beyond)) / len(beyond) if beyond else 1.0


def _is_usual(char: str) -> bool:
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    if (
        0x3000 <= code <= 0x303F
        or 0xFF00 <= code <= 0xFFEF
        or 0x2010 <= code <= 0x2027
        or code in (0xA0, 0xB7)
    ):
        return True
    return unicodedata.category(char) in ("No", "Sm", "So") and code < 0x2700


def _familiar(text: str) -> float:
    """The share of very frequent characters among the Han characters."""
    han = [char for char in text[:_SAMPLE] if "\u4e00" <= char <= "\u9fff"]
    return sum(char in _FREQUENT for char in han) / len(han) if han else 0.0
