"""The text of an old Word file (.doc, .wps) as it lies in it, through its table of pieces.

Enough to know what a converter must not lose: where cells end and what is printed in them. Source of the layout:
[MS-DOC], sections 2.4.1 (retrieving text), 2.5 (FIB), 2.8.35 (PlcPcd), 2.9.38 (Clx).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import olefile

_WORD_97 = 0x00C1  # nFib: older files keep their text in one piece
_MAGIC = (0xA5EC, 0xA5DC, 0xA5DB)
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_PLAIN_TEXT = 0x18  # fcMin and fcMac, where the text of a file before Word 97 begins and ends
_COUNTS = 0x4C  # ccpText and the lengths of the other stories
_CLX = 0x01A2
_COMPRESSED = 1 << 30


class Damaged(ValueError):  # noqa: N818 - an old Word file that contradicts itself
    """The text cannot be followed."""


@dataclass(frozen=True, slots=True)
class OldText:
    """What an old Word file says of itself. `text` is the main story and that of its text boxes, with the marks of
    Word: 7 ends a cell or a row, 13 a paragraph, 19 to 21 a field. Empty when `encrypted`."""

    text: str
    encrypted: bool = False


def old_text(data: bytes) -> OldText:
    """The text of a .doc. Raises Damaged."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            word = file.openstream("WordDocument").read()
            magic, version = struct.unpack_from("<HH", word, 0)
            flags = struct.unpack_from("<H", word, 0x0A)[0]
            if magic not in _MAGIC:
                raise Damaged("no Word file")
            if flags & _ENCRYPTED:
                return OldText("", encrypted=True)
            if version < _WORD_97:
                first, end = struct.unpack_from("<II", word, _PLAIN_TEXT)
                return OldText(word[first:end].decode("gb18030", "replace"))
            table = file.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
            return OldText(_stories(word, _pieces(word, table)))
    except (OSError, struct.error, IndexError, ValueError, TypeError) as error:
        raise Damaged(str(error)) from error


def _stories(word: bytes, text: str) -> str:
    """The main story and the text boxes: notes, headers and comments stand between them."""
    main, notes, heads, macros, comments, ends, boxes = struct.unpack_from("<7I", word, _COUNTS)
    before_boxes = main + notes + heads + macros + comments + ends
    return text[:main] + text[before_boxes : before_boxes + boxes]


def _pieces(word: bytes, table: bytes) -> str:
    start, length = struct.unpack_from("<II", word, _CLX)
    clx = table[start : start + length]
    at = 0
    while at < len(clx) and clx[at] == 1:  # properties of pieces that Word left behind when saving fast
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise Damaged("no table of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    return "".join(_piece_texts(word, clx[at + 5 : at + 5 + size]))


def _piece_texts(word: bytes, pieces: bytes) -> Iterator[str]:
    count = (len(pieces) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    most = len(word)
    for number in range(count):
        length = positions[number + 1] - positions[number]
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        if not 0 <= length <= most:
            raise Damaged("a piece longer than the file")
        if place & _COMPRESSED:
            begin = (place & ~_COMPRESSED) // 2
            yield word[begin : begin + length].decode("cp1252", "replace")
        else:
            yield word[place : place + 2 * length].decode("utf-16-le", "replace")
