"""The text of an RTF file, as far as marks of secrecy may stand in it."""

import re
from typing import IO

from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused

MAGIC = b"{\\rtf"
_OBJECT = re.compile(rb"\\obj(?:data|ocx|emb|link)|\\template\b")
_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})"
    rb"|\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?"
    rb"|\\(?:par|cell|row|line|tab|page|sect)(?![a-z]) ?()"
    rb"|\\[a-zA-Z]+-?\d* ?|\\.|[{}\r\n]"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)


def examine(file: IO[bytes]) -> list[str]:
    """The lines, in the encoding of Chinese Word. Raises Refused for one that brings objects along."""
    content = file.read()
    if _OBJECT.search(content):
        raise Refused(_("这个文件里嵌入了别的文件或者套用了模板，没有保存；请删去后另存再上传。"))
    text: list[str] = []
    narrow = bytearray()
    for found in _TOKEN.finditer(content):
        byte, wide, ends, plain = found.groups()
        if byte is not None:
            narrow += bytes.fromhex(byte.decode())
            continue
        if plain is not None and narrow:  # the second byte of a character may be a letter
            narrow += plain
            continue
        text.append(narrow.decode("gb18030", "replace"))
        narrow.clear()
        if wide is not None:
            text.append(chr(int(wide) % 0x10000))
        elif ends is not None:
            text.append("\n")
        elif plain is not None:
            text.append(plain.decode("gb18030", "replace"))
    text.append(narrow.decode("gb18030", "replace"))
    return "".join(text).split("\n")
