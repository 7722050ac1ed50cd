"""The files in a ZIP, one at a time: nothing is unpacked to disk, and what it unpacks to is counted, not believed."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath

from gongkai.papers.encodings import likeliest
from gongkai.papers.kinds import Kind, kind_of
from gongkai.papers.limits import MB, Limits
from gongkai.papers.refusal import CannotOpen

_CHUNK = 1 << 18
_UTF8 = 0x800  # flag: the name is UTF-8
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP: the name in UTF-8
_LEFTOVERS = frozenset((".ds_store", "thumbs.db", "desktop.ini", "__macosx"))
_PAGE_FOLDER = re.compile(r"(.+?)(?:_files|\.files)", re.IGNORECASE)  # what a browser saves beside a page
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DAMAGED = "已损坏，解不开，请重新打包或直接提供里面的文件"


@dataclass(slots=True)
class _Spent:
    """What has been unpacked so far, over all levels."""

    unpacked: int = 0
    members: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring entries of an archive, to be read by themselves; an archive inside is one entry.

    `first` counts from 0 without what is passed over; `unpacked` and `members` were spent before the first.
    """

    first: int
    entries: int
    unpacked: int
    members: int


def members(
    data: bytes, name: str, limits: Limits, part: Part | None = None
) -> Iterator[tuple[str, bytes | CannotOpen]]:
    """Every file in the archive as `包.zip/里面.docx` with its bytes, or with the reason why it cannot be had.

    Archives inside are opened too, to `limits.depth`. Folders and what operating systems leave behind are passed
    over. With `part` only what is in that. Raises CannotOpen when the archive itself is damaged or holds too many
    files.
    """
    if part is None:
        yield from _members(data, name, limits, 1, _Spent())
        return
    spent = _Spent(part.unpacked, part.members)
    with _opened(data, name) as archive:
        for path, info in _wanted(archive)[part.first : part.first + part.entries]:
            yield from _member(archive, info, f"{name}/{path}", limits, 1, spent)
            if spent.unpacked > limits.unpacked:
                return


def parts(data: bytes, name: str, limits: Limits, full: Callable[[int, bytes], bool]) -> Iterator[Part]:
    """The archive in parts, each as soon as it is known; together they give what `members` gives, in order.

    `full` is asked after every file: how many the part has so far, and the last one's bytes (none where it cannot
    be had). Everything is unpacked and counted once. Raises CannotOpen as `members` does.
    """
    spent = _Spent()
    with _opened(data, name) as archive:
        _count(archive, name, limits, spent)
        part = Part(0, 0, spent.unpacked, spent.members)
        files = 0
        for path, info in _wanted(archive):
            whole = False
            for _, content in _member(archive, info, f"{name}/{path}", limits, 1, spent):
                files += 1
                whole = full(files, content if isinstance(content, bytes) else b"")
            part = replace(part, entries=part.entries + 1)
            if spent.unpacked > limits.unpacked:
                break
            if whole:
                yield part
                part = Part(part.first + part.entries, 0, spent.unpacked, spent.members)
                files = 0
        if files:
            yield part


def _members(
    data: bytes, name: str, limits: Limits, level: int, spent: _Spent
) -> Iterator[tuple[str, bytes | CannotOpen]]:
    with _opened(data, name) as archive:
        _count(archive, name, limits, spent)
        for path, info in _wanted(archive):
            yield from _member(archive, info, f"{name}/{path}", limits, level, spent)
            if spent.unpacked > limits.unpacked:
                return


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        raise CannotOpen(f"{name}{_DAMAGED}") from None


def _count(archive: zipfile.ZipFile, name: str, limits: Limits, spent: _Spent) -> None:
    spent.members += len(archive.infolist())
    if spent.members > limits.members:
        raise CannotOpen(f"{name}里的文件超过{limits.members}个的上限，没有打开；请分成几个压缩文件再试")


def _wanted(archive: zipfile.ZipFile) -> list[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """What a person put into it: its path and its entry."""
    found = [(_path(info), info) for info in archive.infolist()]
    wanted = [(path, info) for path, info in found if path and not info.is_dir()]
    pages = {str(path.with_suffix("")).lower() for path, _ in wanted if _is_page(path)}
    return [(path, info) for path, info in wanted if not _left_over(path, pages)]


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, full: str, limits: Limits, level: int, spent: _Spent
) -> Iterator[tuple[str, bytes | CannotOpen]]:
    """One entry; where it is an archive itself, the files of that."""
    content = _content(archive, info, full, limits, spent)
    if isinstance(content, bytes) and content.startswith(b"PK") and kind_of(content) is Kind.ZIP:
        yield from _inside(content, full, limits, level, spent)
    else:
        yield full, content


def _inside(
    content: bytes, full: str, limits: Limits, level: int, spent: _Spent
) -> Iterator[tuple[str, bytes | CannotOpen]]:
    """The files of an archive in an archive; what is wrong with it is wrong with this one alone."""
    if level >= limits.depth:
        yield full, CannotOpen(f"{full}是压缩文件里的第{level}层压缩文件，没有再往里打开；请先解压再试")
        return
    try:
        yield from _members(content, full, limits, level + 1, spent)
    except CannotOpen as problem:
        yield full, problem


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, full: str, limits: Limits, spent: _Spent
) -> bytes | CannotOpen:
    if info.flag_bits & _ENCRYPTED:
        return CannotOpen(f"{full}设有密码，打不开；请去掉密码重新打包再试")
    if stat.S_ISLNK(info.external_attr >> 16):
        return CannotOpen(f"{full}只是指向别处的链接，不是文件；请把文件本身打包再试")
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                spent.unpacked += len(chunk)
                if size > limits.size:
                    return CannotOpen(f"{full}解压后超过{limits.size // MB}MB的上限，没有读取；请拆分后再试")
                if spent.unpacked > limits.unpacked:
                    return CannotOpen(
                        f"{full}没有读取：压缩文件解压后合计超过{limits.unpacked // MB}MB的上限，从这里起不再读；"
                        "请分成几个压缩文件再试"
                    )
                chunks.append(chunk)
    except NotImplementedError:
        return CannotOpen(f"{full}的压缩方法不常用，解不开；请用普通的ZIP方式重新打包再试")
    except RuntimeError:
        return CannotOpen(f"{full}设有密码，打不开；请去掉密码重新打包再试")
    except (OSError, EOFError, ValueError, MemoryError, zipfile.BadZipFile, zlib.error, struct.error):
        return CannotOpen(f"{full}{_DAMAGED}")
    return b"".join(chunks)


def _path(info: zipfile.ZipInfo) -> PurePosixPath | None:
    """The member's path as its maker wrote it, without anything that leads out of the archive."""
    text = _UNSEEN.sub("", _name(info)).replace("\\", "/")
    parts = [part.strip() for part in text.split("/")]
    kept = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return PurePosixPath(*kept) if kept else None


def _name(info: zipfile.ZipInfo) -> str:
    """The name by its flag, by the field that holds it in Unicode, or judged: Windows writes GB18030 unmarked, macOS
    UTF-8 unmarked; a mirror site's Big5."""
    if info.flag_bits & _UTF8:
        return info.filename
    if (said := _unicode_path(info.extra)) is not None:
        return said
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return likeliest(raw) or info.filename


def _unicode_path(extra: bytes) -> str | None:
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        if kind == _UNICODE_PATH and size > 5:
            try:
                return extra[place + 9 : place + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        place += 4 + size
    return None


def _is_page(path: PurePosixPath) -> bool:
    return path.suffix.lower() in (".htm", ".html")


def _left_over(path: PurePosixPath, pages: set[str]) -> bool:
    """What an operating system, an office program or a browser leaves beside the files themselves."""
    if any(part.lower() in _LEFTOVERS or part.startswith("._") for part in path.parts):
        return True
    if path.name.startswith(("~$", ".~", ".")):
        return True
    return any(
        (found := _PAGE_FOLDER.fullmatch(folder.name)) is not None
        and str(folder.with_name(found[1])).lower() in pages
        for folder in path.parents
        if folder.name
    )
