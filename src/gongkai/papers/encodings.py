"""Bytes become text by judgement: an encoding must decode strictly and look like Chinese text."""

import codecs
import re
import unicodedata
from collections import Counter

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


_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,20})|<\?xml[^>]{0,100}encoding=["']([\w.-]+)""",
    re.I,
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_CERTAIN = 40  # bytes beyond ASCII that are UTF-8 throughout: by chance that does not happen
_BEYOND = re.compile("[^\x00-\x7f]+")
_FLUENT = 0.12  # of the Han characters are frequent ones: no wrong encoding yields that
_ENOUGH = 2000  # characters to judge by
_MOST_LOST = 0.01  # of the characters: what a page may hold of bytes that fit no encoding


def decode_page(data: bytes) -> str:
    """Text of a web page: byte order mark, strict UTF-8, what the page says of itself, GB18030, Big5.

    A page that is wrong about itself is not believed; single bytes that fit nowhere become U+FFFD, so that no figure
    with such a byte can be read. Raises CannotOpen when no encoding makes Chinese or plain text of it.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _CONTROLS.sub("\ufffd", data[len(mark) :].decode(name, "replace"))
    text = _strictly(data, "utf-8")
    beyond = len(data) - len(text) if text is not None else 0
    if text is not None and (beyond == 0 or beyond >= _CERTAIN):
        return _CONTROLS.sub("\ufffd", text)
    names = dict.fromkeys((*_said(data), "utf-8", "gb18030", "big5hkscs"))
    best: tuple[float, float, int, str] | None = None
    for order, name in enumerate(names):
        text = data.decode(name, "replace")
        lost = text.count("\ufffd") / max(1, len(text))
        sample = _sample(text).replace("\ufffd", "")
        if lost > _MOST_LOST or _usual(sample) < _COMMON:
            continue
        familiar = _familiar(sample)
        if not lost and familiar >= _FLUENT:
            return _CONTROLS.sub("\ufffd", text)
        found = (-round(lost, 4), familiar, -order, text)
        if best is None or found[:3] > best[:3]:
            best = found
    if best is None:
        raise CannotOpen("的文字编码认不出来（不是UTF-8、GB18030或Big5），请用浏览器打开后另存为UTF-8再试")
    return _CONTROLS.sub("\ufffd", best[3])


def _sample(text: str) -> str:
    """The first characters beyond ASCII, as many as are needed to judge by."""
    parts: list[str] = []
    count = 0
    for found in _BEYOND.finditer(text):
        parts.append(found[0])
        count += len(found[0])
        if count >= _ENOUGH:
            break
    return "".join(parts)[:_ENOUGH]


def likeliest(name: bytes) -> str | None:
    """A short text such as a file's name: UTF-8, or what of GB18030 and Big5 has more of the usual words."""
    text = _strictly(name, "utf-8")
    if text is not None:
        return text
    found = [text for each in ("gb18030", "big5") if (text := _strictly(name, each)) is not None]
    return max(found, key=lambda text: (_usual(text), _familiar(text)), default=None)


def _said(data: bytes) -> list[str]:
    """The encoding a page names, as Python's name of the widest one of its family."""
    found = _META.search(data[:4096])
    if found is None:
        return []
    name = (found[1] or found[2]).decode("ascii").lower()
    if name.startswith(("gb", "x-gbk", "hz", "cp936")):
        return ["gb18030"]
    if name.startswith(("big5", "x-big5", "cp950")):
        return ["big5hkscs"]
    return []


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
    beyond = {char: count for char, count in Counter(text[:_SAMPLE]).items() if ord(char) > 0x7F}
    usual = sum(count for char, count in beyond.items() if _is_usual(char))
    return usual / sum(beyond.values()) if beyond else 1.0


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
    han = {char: count for char, count in Counter(text[:_SAMPLE]).items() if "\u4e00" <= char <= "\u9fff"}
    return sum(han.get(char, 0) for char in _FREQUENT) / sum(han.values()) if han else 0.0
