"""How much the packed instructions of a PDF file unpack to, looked at before anything draws them: a small file may hold
more of them than the memory does."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DESCRIPTION = 1024  # bytes in front of a stream in which it is described
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NO_INSTRUCTIONS = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length[123]\b|/EmbeddedFile\b"
)
_PIECE = 1 << 16


def unpacks_beyond(data: bytes, most: int) -> bool:
    """Whether the packed streams of a file unpack to more than `most` bytes, without pictures, fonts and attachments.
    What is damaged or encrypted counts as far as it unpacks."""
    total = 0
    for found in _STREAM.finditer(data):
        described = data[max(0, found.start() - _DESCRIPTION) : found.start()]
        described = described[described.rfind(b"obj") + 3 :]
        times = len(_PACKED.findall(described))
        if not times or _NO_INSTRUCTIONS.search(described):
            continue
        end = data.find(b"endstream", found.end())
        packed = memoryview(data)[found.end() : end if end > 0 else len(data)]
        pieces: Iterator[bytes | memoryview] = (
            packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)
        )
        for _ in range(times):
            pieces = _unpacked(pieces)
        for piece in pieces:
            total += len(piece)
            if total > most:
                return True
    return False


def _unpacked(pieces: Iterator[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    step = zlib.decompressobj()
    try:
        for piece in pieces:
            rest: bytes | memoryview = piece
            while rest and not step.eof:
                yield step.decompress(rest, _PIECE)
                rest = step.unconsumed_tail
    except zlib.error:
        return
