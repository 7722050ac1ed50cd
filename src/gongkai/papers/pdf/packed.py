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
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\Z")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|(\d{1,10})\s+\d{1,5}\s+R)")
_ARRAY = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\s*\[([\d\sR]*)\]")
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R")
_PIECE = 1 << 16


def unpacks_beyond(data: bytes, most: int) -> bool:
    """Whether the packed streams of a file unpack to more than `most` bytes, without pictures, fonts and attachments;
    what a page names as its instructions counts even if it calls itself a picture. What is damaged or encrypted counts
    as far as it unpacks."""
    total = 0
    pictures: list[tuple[int, int, memoryview]] = []  # object number, times packed, bytes
    objects = [data]
    for found in _STREAM.finditer(data):
        described = data[max(0, found.start() - _DESCRIPTION) : found.start()]
        start = described.rfind(b"obj") + 3
        number = _NUMBER.search(described[:start])
        described = described[start:]
        times = len(_PACKED.findall(described))
        if not times:
            continue
        end = data.find(b"endstream", found.end())
        packed = memoryview(data)[found.end() : end if end > 0 else len(data)]
        if _NO_INSTRUCTIONS.search(described):
            pictures.append((int(number[1]) if number else -1, times, packed))
            continue
        pieces = []
        for piece in _unpacked_times(packed, times):
            total += len(piece)
            if total > most:
                return True
            if _OBJECTS.search(described):
                pieces.append(bytes(piece))
        objects.append(b"".join(pieces))
    named = _contents(objects)
    for object_number, times, packed in pictures:
        if object_number in named:
            for piece in _unpacked_times(packed, times):
                total += len(piece)
                if total > most:
                    return True
    return False


def _contents(objects: list[bytes]) -> set[int]:
    """The numbers of the objects that pages name as their instructions."""
    named: set[int] = set()
    for each in objects:
        for listed, single in _CONTENTS.findall(each):
            named.update(map(int, _REFERENCE.findall(listed)))
            named.update([int(single)] if single else [])
    for each in objects:
        for number, listed in _ARRAY.findall(each):
            if int(number) in named:
                named.update(map(int, _REFERENCE.findall(listed)))
    return named


def _unpacked_times(packed: memoryview, times: int) -> Iterator[bytes | memoryview]:
    pieces: Iterator[bytes | memoryview] = (
        packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)
    )
    for _ in range(times):
        pieces = _unpacked(pieces)
    return pieces


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
