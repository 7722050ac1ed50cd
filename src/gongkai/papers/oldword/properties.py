"""The properties of paragraphs and runs in an old Word file, by the place of a character in its stream.

Source of the layout: Microsoft's [MS-DOC], "Single Property Modifiers" and the structures PlcBteChpx, PlcBtePapx,
ChpxFkp and PapxFkp.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator

from gongkai.papers.oldword.file import OldFile

_RUNS, _PARAGRAPHS = 0x00FA, 0x0102  # where the FIB tells the bin tables
_PAGE = 512
_PARAGRAPH_ENTRY = 13  # bytes: an offset and a height that is not used here
_OPERANDS = (
    1,
    1,
    2,
    4,
    2,
    2,
    None,
    3,
)  # bytes, by the three highest bits of the code; None: the next byte tells
_ELSEWHERE = frozenset((0x6645, 0x6646))  # too many for a page: they lie in the stream of data
_LONG = 0xD608  # the definition of a table row tells its length in two bytes


class Properties:
    """Operands by code, for every stretch of the stream that has some."""

    def __init__(self, spans: Iterator[tuple[int, int, bytes]], more: bytes) -> None:
        self._more = more
        self._spans = sorted(spans)
        self._starts = [span[0] for span in self._spans]

    def at(self, place: int) -> dict[int, bytes]:
        number = bisect_right(self._starts, place) - 1
        if number < 0 or place >= self._spans[number][1]:
            return {}
        operands = dict(_operands(self._spans[number][2]))
        for code in _ELSEWHERE & operands.keys():
            start = int.from_bytes(operands.pop(code), "little")
            length = struct.unpack_from("<H", self._more, start)[0]
            operands |= dict(_operands(self._more[start + 2 : start + 2 + length]))
        return operands


def of_paragraphs(file: OldFile) -> Properties:
    """By the place of the mark that ends a paragraph. Raises struct.error or IndexError for a damaged file."""
    return Properties(_spans(file, _PARAGRAPHS), file.data)


def of_runs(file: OldFile) -> Properties:
    """By the place of a character. Raises struct.error or IndexError for a damaged file."""
    return Properties(_spans(file, _RUNS), file.data)


def _spans(file: OldFile, kind: int) -> Iterator[tuple[int, int, bytes]]:
    start, length = struct.unpack_from("<II", file.word, kind)
    count = (length - 4) // 8
    for number in struct.unpack_from(f"<{count}I", file.table, start + 4 * (count + 1)):
        page = file.word[number * _PAGE : (number + 1) * _PAGE].ljust(_PAGE, b"\0")
        entries = page[-1]
        places = struct.unpack_from(f"<{entries + 1}I", page, 0)
        for entry in range(entries):
            take = _run if kind == _RUNS else _paragraph
            yield places[entry], places[entry + 1], take(page, 4 * (entries + 1), entry)


def _run(page: bytes, offsets: int, entry: int) -> bytes:
    at = 2 * page[offsets + entry]
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraph(page: bytes, offsets: int, entry: int) -> bytes:
    at = 2 * page[offsets + _PARAGRAPH_ENTRY * entry]
    if not at:
        return b""
    words = page[at]
    begin, end = (at + 1, at + 2 * words) if words else (at + 2, at + 2 + 2 * page[at + 1])
    return page[begin + 2 : end]  # after the number of its style


def _operands(coded: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(coded):
        code = struct.unpack_from("<H", coded, at)[0]
        at += 2
        size = _OPERANDS[code >> 13]
        if code == _LONG:
            size = struct.unpack_from("<H", coded, at)[0] - 1
            at += 2
        elif size is None:
            size = coded[at]
            at += 1
        yield code, coded[at : at + size]
        at += size
