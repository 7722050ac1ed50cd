"""The records of an old workbook (.xls, BIFF8): numbers, texts, and the shared texts that run over several records.

Source: [MS-XLS] 2.1 and 2.4.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Sort(IntEnum):
    """What a record holds."""

    FORMULA = 0x06
    END = 0x0A
    DATES = 0x22
    LOCKED = 0x2F
    FONT = 0x31
    CONTINUE = 0x3C
    COLUMNS = 0x7D
    SHEET = 0x85
    MANY_RK = 0xBD
    RICH = 0xD6
    STYLE = 0xE0
    MERGED = 0xE5
    TEXTS = 0xFC
    SHARED = 0xFD
    NUMBER = 0x203
    LABEL = 0x204
    TRUTH = 0x205
    RESULT = 0x207
    ROW = 0x208
    VIEW = 0x23E
    RK = 0x27E
    FORMAT = 0x41E
    BEGIN = 0x809


_WIDE, _ASIAN, _RICH = 0x01, 0x04, 0x08  # flags of a text


class Broken(ValueError):  # noqa: N818 - never leaves the reader of .xls
    """Records that do not hold what they say."""


@dataclass(slots=True)
class Record:
    """A record with the pieces that go on with it."""

    kind: int
    pieces: list[bytes]

    @property
    def data(self) -> bytes:
        return self.pieces[0]


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `fonts` are the numbers of the fonts that begin inside of it, each with its place."""

    text: str
    fonts: tuple[tuple[int, int], ...] = ()


def records(data: bytes, place: int = 0) -> Iterator[Record]:
    """Records in their order, from a place of the stream to its end. Raises Broken."""
    last: Record | None = None
    while place + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, place)
        piece = data[place + 4 : place + 4 + size]
        if len(piece) < size:
            raise Broken
        place += 4 + size
        if kind == Sort.CONTINUE and last is not None:
            last.pieces.append(piece)
            continue
        if last is not None:
            yield last
        last = Record(kind, [piece])
    if last is not None:
        yield last


def rk(number: int) -> float:
    """A number in four bytes: its first bit says hundredths, its second an integer."""
    value: float
    if number & 2:
        value = (number >> 2) - (1 << 30 if number & 0x80000000 else 0)
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", number & 0xFFFFFFFC))[0]
    return value / 100 if number & 1 else value


def text_at(data: bytes, place: int, *, short: bool = False) -> str:
    """A text with its length before it, in one record."""
    size = data[place] if short else struct.unpack_from("<H", data, place)[0]
    return _Pieces([data[place + (1 if short else 2) :]]).text(size).text


def shared_texts(record: Record) -> list[Text]:
    """The shared texts of a workbook. Raises Broken."""
    (count,) = struct.unpack_from("<I", record.data, 4)
    pieces = _Pieces([record.data[8:], *record.pieces[1:]])
    texts: list[Text] = []
    while len(texts) < count and not pieces.ended:
        texts.append(pieces.text(struct.unpack("<H", pieces.take(2))[0]))
    return texts


class _Pieces:
    """Bytes over several records. Where a text is cut between two, the second begins with its width anew."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = list(pieces)
        self._number = self._place = 0

    @property
    def _left(self) -> int:
        return len(self._pieces[self._number]) - self._place

    @property
    def ended(self) -> bool:
        while self._number + 1 < len(self._pieces) and not self._left:
            self._number, self._place = self._number + 1, 0
        return not self._left

    def take(self, size: int) -> bytes:
        taken = b""
        while size > 0:
            if self.ended:
                raise Broken
            part = self._pieces[self._number][self._place : self._place + size]
            self._place += len(part)
            size -= len(part)
            taken += part
        return taken

    def text(self, size: int) -> Text:
        """A text of so many characters whose flags come next."""
        flags = self.take(1)[0]
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & _ASIAN else 0
        wide = flags & _WIDE
        out: list[str] = []
        while size > 0:
            if not self._left and not self.ended:
                wide = self.take(1)[0] & _WIDE
            width = 2 if wide else 1
            count = min(size, self._left // width)
            if count < 1:
                raise Broken
            out.append(self.take(count * width).decode("utf-16-le" if wide else "latin-1", "replace"))
            size -= count
        fonts = tuple(struct.unpack("<HH", self.take(4)) for _ in range(runs))
        self.take(extra)
        return Text("".join(out), fonts)
