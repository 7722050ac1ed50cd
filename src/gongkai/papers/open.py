"""A file or some bytes become a document; what cannot be opened is said in one Chinese sentence.

The reader of each kind is loaded when the first file of that kind comes: who asks for a deadline does not wait for
the libraries of PDF.
"""

import errno
import importlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from gongkai.papers.encodings import decode
from gongkai.papers.kinds import ENCRYPTED, Kind, kind_of
from gongkai.papers.limits import LIMITS, MB, Limits
from gongkai.papers.model import Document
from gongkai.papers.problems import words
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.text import read_text

__all__ = ["READERS", "CannotOpen", "converted", "decode", "from_bytes", "from_text", "open_document", "take"]

Reader = Callable[[bytes, str, Limits], Document]

# kind → module whose `read(data, name, limits)` takes it. Raises CannotOpen.
READERS: dict[Kind, str] = {
    Kind.TEXT: "gongkai.papers.text.read_plain",
    Kind.DOCX: "gongkai.papers.word.read_docx",
    Kind.DOC: "gongkai.papers.oldword.read_doc",
    Kind.RTF: "gongkai.papers.oldword.read_doc",
    Kind.ODT: "gongkai.papers.odt.read_odt",
    Kind.HTML: "gongkai.papers.web.read_html",
    Kind.MHTML: "gongkai.papers.web.read_mhtml",
    Kind.CSV: "gongkai.papers.sheets.read_csv",
    Kind.XLSX: "gongkai.papers.sheets.read_xlsx",
    Kind.XLS: "gongkai.papers.sheets.read_xls",
    Kind.ODS: "gongkai.papers.sheets.read_ods",
    Kind.PDF: "gongkai.papers.pdf.read_pdf",
    Kind.IMAGE: "gongkai.papers.pdf.read_image",
}
_NO_READER = {
    Kind.OFD: "是OFD文件，本系统不能直接读；请用OFD阅读器另存为PDF或Word再试",
    Kind.ZIP: "是压缩文件，里面的文件要逐个读；请用 gongkai read 读整个压缩文件，或先解压",
}


def open_document(path: Path, limits: Limits = LIMITS) -> Document:
    """Read one file of any kind. Raises CannotOpen with a sentence for the reader when it cannot."""
    return from_bytes(take(path, limits), path.name, limits)


def from_bytes(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """The document in some bytes, by their content. Raises CannotOpen."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise CannotOpen(f"{name}是空文件，没有可读的内容，请确认文件是否完整")
    kind = kind_of(data)
    if isinstance(kind, str):
        if kind == ENCRYPTED:
            raise CannotOpen(f"{name}设有密码，打不开；请先用Word、Excel或WPS打开，去掉密码另存后再试")
        raise CannotOpen(f"{name}是{kind}，不能读；请另存为Word、PDF、网页或文本再试")
    if kind in _NO_READER:
        raise CannotOpen(f"{name}{_NO_READER[kind]}")
    if kind not in READERS:
        raise CannotOpen(f"{name}是{kind.value}，本版本还不能读；请另存为文本（.txt，UTF-8）后再试")
    reader: Reader = importlib.import_module(READERS[kind]).read
    return reader(data, name, limits)


def converted(files: Sequence[tuple[str, bytes]], limits: Limits = LIMITS) -> list[Document | CannotOpen]:
    """The documents in several old Word files (name, bytes), which LibreOffice converts in one run: one alone takes
    ten times as long. A refusal for each that cannot be opened, in its place."""
    found: list[Document | CannotOpen] = importlib.import_module(READERS[Kind.DOC]).read_all(files, limits)
    return found


def from_text(text: str, name: str = "") -> Document:
    """Plain text as a document."""
    return Document(read_text.blocks_of(text), name, Kind.TEXT)


def take(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a regular file within the limit of size. Raises CannotOpen."""
    try:
        # Without blocking, judged by the descriptor: a pipe nobody writes to must not hang the reader.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise CannotOpen(_why(path, error)) from None
    too_large = f"超过{limits.size // MB}MB的上限，请拆分后再试"
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise CannotOpen(_FOLDER.format(path.name))
        if not stat.S_ISREG(found.st_mode):
            raise CannotOpen(f"{path.name}不是普通文件（管道或设备），不能读取，请先存成文件再试")
        if found.st_size > limits.size:
            raise CannotOpen(f"{path.name}有{found.st_size // MB}MB，{too_large}")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(limits.size + 1)
    except OSError as error:
        raise CannotOpen(_why(path, error)) from None
    finally:
        os.close(descriptor)
    if len(data) > limits.size:
        raise CannotOpen(f"{path.name}{too_large}")
    return data


_FOLDER = "{}是文件夹，不是文件，请指定其中的文件"


def _why(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "文件名中有不能使用的字符，请检查路径"
    if isinstance(error, FileNotFoundError):
        return f"找不到文件{path}，请检查路径和文件名"
    if isinstance(error, PermissionError):
        return f"没有读取{path}的权限，请更改文件权限或另存一份"
    if isinstance(error, IsADirectoryError):
        return _FOLDER.format(path.name)
    if error.errno == errno.ELOOP:
        return f"{path.name}是绕成了圈的链接，没有指向任何文件；请给出文件本身"
    if error.errno == errno.ENAMETOOLONG:
        return f"{path.name[:20]}……的文件名太长，系统打不开；请改短文件名"
    return f"读取{path}时系统报错（{words(error)}），请检查文件和磁盘"
