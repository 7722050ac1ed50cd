"""Word and Excel documents of 1997-2003, and objects embedded in newer ones: OLE compound files."""

import re
import struct
from collections.abc import Iterator
from typing import IO

import olefile
from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused

MAGIC = olefile.MAGIC
_MACROS = ("_vba_project", "_vba_project_cur", "macros", "vba", "dir")
_LEVELS = ("秘密", "机密", "绝密", "機密", "絕密")


def _named(encoding: str) -> re.Pattern[bytes]:
    """A level of secrecy in a stream, its two characters perhaps apart."""
    blank = b"|".join(re.escape(space.encode(encoding)) for space in (" ", "\u3000"))
    between = b"(?:" + blank + b")*"
    return re.compile(
        b"|".join(between.join(re.escape(char.encode(encoding)) for char in level) for level in _LEVELS)
    )


_BROAD, _NARROW = _named("utf-16-le"), _named("gb18030")
# What ends a stretch of text: control characters (paragraph, cell, page) and bytes that are no text.
_ENDS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u0100-\u1fff\ud800-\uf8ff\ufff0-\uffff]")
_AROUND = 40  # characters looked at on each side of a mark
_WORD_ENCRYPTED = 0x0100  # FIB, base.fEncrypted
_FILEPASS, _BOUNDSHEET = 0x002F, 0x0085


def examine(file: IO[bytes]) -> tuple[str, list[list[str]], list[bytes]]:
    """`doc`, `xls` or `object`, the stretches of text around what could be marks, the streams. Raises Refused."""
    try:
        with olefile.OleFileIO(file) as found:
            return _examine(found)
    except (OSError, ValueError, IndexError, struct.error, RecursionError) as problem:
        raise Refused(_("这个文件已损坏，打不开，没有保存；请重新另存后再上传。")) from problem


def _examine(found: olefile.OleFileIO) -> tuple[str, list[list[str]], list[bytes]]:
    streams = {"/".join(path): path for path in found.listdir(streams=True, storages=False)}
    parts = {part.strip("\x01\x03\x05").lower() for path in streams.values() for part in path}
    if "encryptedpackage" in parts:
        raise encrypted()
    if not parts.isdisjoint(_MACROS):
        raise Refused(_("这个文件带有宏，没有保存；请另存为不带宏的文件（如 .docx、.xlsx）再上传。"))
    if "ole10native" in parts:
        raise Refused(_("这个文件里夹带了别的文件，没有保存；请把夹带的文件单独上传。"))
    contents = {name: found.openstream(path).read() for name, path in streams.items()}
    key = "object"
    if "WordDocument" in contents:
        key = "doc"
        head = contents["WordDocument"][:32]
        if len(head) < 32 or struct.unpack_from("<H", head, 10)[0] & _WORD_ENCRYPTED:
            raise encrypted()
    for name in ("Workbook", "Book"):
        if name in contents:
            key = "xls"
            _check_workbook(contents[name])
    return key, [list(_stretches(content)) for content in contents.values()], list(contents.values())


def _check_workbook(content: bytes) -> None:
    """Walks the records: an encrypted book says FILEPASS, an old macro sheet is a sheet of type 1."""
    at = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == _FILEPASS:
            raise encrypted()
        if kind == _BOUNDSHEET and length >= 6 and content[at + 4 + 5] == 1:
            raise Refused(_("这个文件带有宏表，没有保存；请另存为不带宏的文件（.xlsx）再上传。"))
        at += 4 + length


def encrypted() -> Refused:
    return Refused(_("这个文件加了密码，无法检查，没有保存；请取消密码后再上传。"))


def _stretches(content: bytes) -> Iterator[str]:
    """Each stretch of text in which a level of secrecy is named, in either way of writing characters."""
    for found in _BROAD.finditer(content):
        start, end = found.span()
        yield from _between(
            content[max(start % 2, start - 2 * _AROUND) : start].decode("utf-16-le", "replace"),
            found[0].decode("utf-16-le"),
            content[end : end + 2 * _AROUND].decode("utf-16-le", "replace"),
        )
        yield from _counted(content, start)
    for found in _NARROW.finditer(content):
        start, end = found.span()
        line_start = max(content.rfind(byte, 0, start) for byte in (b"\r", b"\x07", b"\x00", b"\x0b")) + 1
        before = content[max(line_start, start - 2 * _AROUND) : start]
        yield from _between(
            before.decode("gb18030", "replace"),
            found[0].decode("gb18030"),
            content[end : end + 2 * _AROUND].decode("gb18030", "replace"),
        )


def _between(before: str, level: str, after: str) -> Iterator[str]:
    yield _ENDS.split(before)[-1] + level + _ENDS.split(after)[0]


def _counted(content: bytes, at: int) -> Iterator[str]:
    """In a workbook a text is written as its length, a byte of flags, its characters."""
    for start in range(at, max(at - 2 * 8, 3), -2):
        length, flags = struct.unpack_from("<HB", content, start - 3)
        for count in {length, content[start - 2]}:  # names of sheets count with one byte
            if flags & 0x01 and at < start + 2 * count and 2 <= count <= _AROUND:
                yield content[start : start + 2 * count].decode("utf-16-le", "replace")
