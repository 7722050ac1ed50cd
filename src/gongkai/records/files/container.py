"""Reading a zip container within limits. The directory of a container may lie: what is read is counted too."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from gongkai.base.refusal import Refused

MOST_MEMBERS = 5_000
MOST_BYTES = 200 * 2**20  # unpacked, all members together, embedded documents too
WORST_RATIO = 200  # of members that unpack to more than a megabyte
_PIECE = 64 * 1024
_ENCRYPTED = 0x1
# What the library raises for a container that is not what it says.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


class Budget:
    """How much may still be unpacked of one file handed in."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.left = most

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise Refused(
                _("这个文件展开后超过 %(most)d MB，可能是压缩炸弹，没有保存；请把内容拆成几个文件。")
                % {"most": MOST_BYTES // 2**20}
            )


class Container:
    """A zip container whose directory has been held against the limits. Raises Refused."""

    def __init__(self, file: IO[bytes], budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
        except _UNREADABLE as problem:
            raise _damaged() from problem
        if len(members) > MOST_MEMBERS:
            raise Refused(_("这个文件里的部件太多，不像正常的文档，没有保存。"))
        for member in members:
            _check(member)
        if sum(member.file_size for member in members) > budget.left:
            budget.spend(budget.left + 1)
        self.members = {member.filename: member for member in members}
        if len({name.casefold() for name in self.members}) != len(members):
            raise Refused(_("这个文件里有同名的部件，不像正常的文档，没有保存。"))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a member, piece by piece, counted against the budget."""
        try:
            with self._zip.open(self.members[name]) as member:
                while piece := member.read(_PIECE):
                    self._budget.spend(len(piece))
                    yield piece
        except _UNREADABLE as problem:
            raise _damaged() from problem


def _check(member: zipfile.ZipInfo) -> None:
    path = member.filename.replace("\\", "/")
    if path.startswith("/") or ":" in path or ".." in path.split("/") or "\x00" in member.orig_filename:
        raise Refused(_("这个文件里有指向外部的路径，没有保存。"))
    if member.flag_bits & _ENCRYPTED:
        raise Refused(_("这个文件加了密码，无法检查，没有保存；请取消密码后再上传。"))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(_("这个文件里有链接，不像正常的文档，没有保存。"))
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(_("这个文件用了文档不该用的压缩方式，没有保存。"))
    if member.file_size > 2**20 and member.file_size > WORST_RATIO * member.compress_size:
        raise Refused(_("这个文件的压缩比异常，可能是压缩炸弹，没有保存。"))


def _damaged() -> Refused:
    return Refused(_("这个文件已损坏，打不开，没有保存；请重新导出或另存后再上传。"))
