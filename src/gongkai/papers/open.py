"""A file or some text becomes a document; what cannot be opened is said in one Chinese sentence."""

import os
import stat
from pathlib import Path

from gongkai.papers import read_text
from gongkai.papers.encodings import decode
from gongkai.papers.kinds import kind_of
from gongkai.papers.model import Document
from gongkai.papers.refusal import CannotOpen

__all__ = ["LIMIT", "CannotOpen", "decode", "from_text", "open_document", "open_text"]

LIMIT = 50 * 1024 * 1024  # bytes
_MB = 1024 * 1024


def open_document(path: Path) -> Document:
    """Read one file of plain text. Raises CannotOpen with a sentence for the reader when it cannot."""
    return from_text(open_text(path), path.name)


def open_text(path: Path) -> str:
    """The text of one file, judged and decoded. Raises CannotOpen as `open_document` does."""
    data = _bytes_of(path)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise CannotOpen(f"{path.name}是空文件，没有可读的内容，请确认文件是否完整")
    kind = kind_of(data)
    if kind is not None:
        raise CannotOpen(f"{path.name}是{kind}，本版本只读纯文本和JSON，请另存为文本（.txt，UTF-8）后再试")
    try:
        return decode(data)
    except CannotOpen as error:
        raise CannotOpen(f"{path.name}{error}") from None


def from_text(text: str, name: str = "") -> Document:
    """Plain text as a document."""
    return Document(read_text.blocks_of(text), name)


def _bytes_of(path: Path) -> bytes:
    try:
        # Without blocking, judged by the descriptor: a pipe nobody writes to must not hang the reader.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise CannotOpen(_why(path, error)) from None
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise CannotOpen(_FOLDER.format(path.name))
        if not stat.S_ISREG(found.st_mode):
            raise CannotOpen(f"{path.name}不是普通文件（管道或设备），不能读取，请先存成文件再试")
        if found.st_size > LIMIT:
            raise CannotOpen(
                f"{path.name}有{found.st_size // _MB}MB，超过{LIMIT // _MB}MB的上限，请拆分后再试"
            )
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise CannotOpen(_why(path, error)) from None
    finally:
        os.close(descriptor)
    if len(data) > LIMIT:
        raise CannotOpen(f"{path.name}超过{LIMIT // _MB}MB的上限，请拆分后再试")
    return data


_FOLDER = "{}是文件夹，不是文件，请指定其中的文件"


def _why(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"找不到文件{path}，请检查路径和文件名"
    if isinstance(error, PermissionError):
        return f"没有读取{path}的权限，请更改文件权限或另存一份"
    if isinstance(error, IsADirectoryError):
        return _FOLDER.format(path.name)
    if isinstance(error, ValueError):
        return "文件名中有不能使用的字符，请检查路径"
    return f"读取{path}时系统报错（{error.__class__.__name__}），请检查文件和磁盘"
