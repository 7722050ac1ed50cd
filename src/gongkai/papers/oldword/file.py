"""An old Word file (.doc, .wps) as it lies in its streams: the text through its table of pieces.

Enough to know what a converter must not lose. Source of the layout: Microsoft's [MS-DOC], "Retrieving Text" and the
structures Fib, Clx and PlcPcd.
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
class Piece:
    """Characters that lie in one go: `first` is the place of the first one in the stream, `width` the bytes of each.
    `changed`: it carries properties of its own, which Word leaves behind when it saves fast."""

    text: str
    first: int
    width: int
    changed: bool


@dataclass(frozen=True, slots=True)
class OldFile:
    """`text` is the main story and that of the text boxes, with the marks of Word: 7 ends a cell or a row, 13 a
    paragraph, 19 to 21 a field. `main` is the main story in pieces; none in a file before Word 97, none when
    `encrypted`."""

    text: str
    word: bytes = b""
    table: bytes = b""
    data: bytes = b""
    main: tuple[Piece, ...] = ()
    encrypted: bool = False


def old_file(data: bytes) -> OldFile:
    """The file behind some bytes. Raises Damaged."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            word = file.openstream("WordDocument").read()
            magic, version = struct.unpack_from("<HH", word, 0)
            flags = struct.unpack_from("<H", word, 0x0A)[0]
            if magic not in _MAGIC:
                raise Damaged("no Word file")
            if flags & _ENCRYPTED:
                return OldFile("", encrypted=True)
            if version < _WORD_97:
                first, end = struct.unpack_from("<II", word, _PLAIN_TEXT)
                return OldFile(word[first:end].decode("gb18030", "replace"))
            table = file.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
            extra = file.openstream("Data").read() if file.exists("Data") else b""
        return _in_pieces(word, table, extra)
    except (OSError, struct.error, IndexError, ValueError, TypeError) as error:
        raise Damaged(str(error)) from error


def _in_pieces(word: bytes, table: bytes, extra: bytes) -> OldFile:
    """Main story and text boxes: notes, headers and comments stand between them."""
    pieces = list(_pieces(word, table))
    main, notes, heads, macros, comments, ends, boxes = struct.unpack_from("<7I", word, _COUNTS)
    before_boxes = main + notes + heads + macros + comments + ends
    text = "".join(piece.text for piece in pieces)
    printed = text[:main] + text[before_boxes : before_boxes + boxes]
    return OldFile(printed, word, table, extra, tuple(_first(pieces, main)))


def _first(pieces: list[Piece], count: int) -> Iterator[Piece]:
    """The pieces of the first `count` characters."""
    for piece in pieces:
        if count <= 0:
            return
        yield Piece(piece.text[:count], piece.first, piece.width, piece.changed)
        count -= len(piece.text)


def _pieces(word: bytes, table: bytes) -> Iterator[Piece]:
    start, length = struct.unpack_from("<II", word, _CLX)
    clx = table[start : start + length]
    at = 0
    while at < len(clx) and clx[at] == 1:  # properties that pieces refer to
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise Damaged("no table of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    entries = clx[at + 5 : at + 5 + size]
    count = (len(entries) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", entries, 0)
    for number in range(count):
        length = positions[number + 1] - positions[number]
        place, changes = struct.unpack_from("<IH", entries, 4 * (count + 1) + 8 * number + 2)
        if not 0 <= length <= len(word):
            raise Damaged("a piece longer than the file")
        narrow = bool(place & _COMPRESSED)
        first, width = ((place & ~_COMPRESSED) // 2, 1) if narrow else (place, 2)
        coded = word[first : first + width * length]
        yield Piece(coded.decode("cp1252" if narrow else "utf-16-le", "replace"), first, width, changes != 0)
