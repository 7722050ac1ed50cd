"""The backup as a file: a tar archive whose last members say what must be in it.

A first member tells a backup from another archive. The manifest with every digest comes last, so a file that was
cut off has none.
"""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from gongkai.base.clock import now
from gongkai.papers import problems
from gongkai.records.backup import manifest as manifests
from gongkai.records.backup.faults import CannotRead, CannotWrite
from gongkai.records.backup.manifest import Manifest, Member

MARK = "gongkai-backup.txt"
MANIFEST = "manifest.json"
DIGEST = "manifest.sha256"
PIECE = 1 << 20
WORDS = """Gongkai 备份

rows/    各表的行（PostgreSQL COPY 文本格式）
files/   附件
manifest.json  清单：版本、各表行数、每个成员的 SHA-256

密钥不在备份里：请用 gongkai keys export 另行保存，与备份分开存放。
恢复：gongkai restore 这个文件
"""


class Draft:
    """An archive being written. Everything put in is counted and digested."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        vars(tar)["copybufsize"] = PIECE  # small pieces cost time
        self._at = int(now().timestamp())
        self.members: dict[str, Member] = {}

    def add(self, name: str, content: bytes) -> None:
        self._put(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> None:
        """A file as it is now. Raises FileNotFoundError."""
        with path.open("rb") as file:
            self._put(name, file, os.fstat(file.fileno()).st_size)

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest; without it the archive is none."""
        manifest.members = dict(self.members)
        text = manifest.text()
        self.add(MANIFEST, text)
        self.add(DIGEST, hashlib.sha256(text).hexdigest().encode() + b"\n")

    def _put(self, name: str, file: BinaryIO, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._at, 0o600
        digesting = _Digesting(file)
        self._tar.addfile(info, digesting)  # type: ignore[arg-type]
        if name != MARK:
            self.members[name] = Member(size, digesting.digest.hexdigest())


class _Digesting:
    """A file that is digested as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def writing(path: Path) -> Iterator[Draft]:
    """An archive that stands under its name once it is whole, or not at all. Raises CannotWrite."""
    if path.exists():
        raise CannotWrite(f"{path} 已经有了，不覆盖；请换一个文件名，例如在名字里写上日期")
    if not path.parent.is_dir():
        raise CannotWrite(f"没有文件夹 {path.parent}；请先建立，或换一个地方")
    name = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
        with os.fdopen(handle, "wb", buffering=PIECE) as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                draft = Draft(tar)
                draft.add(MARK, WORDS.encode())
                yield draft
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as problem:
        raise CannotWrite(
            f"{path} 写不进去（{problems.words(problem)}），什么都没有留下；请腾出空间或换一个地方"
        ) from problem
    finally:
        if name is not None:
            Path(name).unlink(missing_ok=True)


class Archive:
    """A backup opened for reading. Raises CannotRead: not one, cut off, or damaged where it was looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._tar = tarfile.open(path, mode="r:")  # noqa: SIM115  closed with the archive
        except FileNotFoundError as problem:
            raise CannotRead(f"没有 {path} 这个文件；请检查名字和所在的文件夹") from problem
        except (OSError, tarfile.TarError) as problem:
            raise CannotRead(f"{path} 不是 Gongkai 的备份，或已损坏；请换一个备份文件") from problem
        try:
            self._infos = {info.name: info for info in self._tar}
        except (OSError, tarfile.TarError, UnicodeError, ValueError) as problem:
            self._tar.close()
            raise self._cut_off() from problem
        if MARK not in self._infos:
            self._tar.close()
            raise CannotRead(f"{path} 不是 Gongkai 的备份；请用 gongkai backup 做出的文件")
        try:
            text = self.read(MANIFEST)
            if self.read(DIGEST).strip() != hashlib.sha256(text).hexdigest().encode():
                raise self._damaged(MANIFEST)
            self.manifest = manifests.read(text)
            self._complete()
        except CannotRead:
            self._tar.close()
            raise

    def close(self) -> None:
        self._tar.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def verify(self) -> None:
        """Read everything and compare it with the manifest. Raises CannotRead."""
        for name in self.manifest.members:
            for _ in self.pieces(name):
                pass

    def names(self, folder: str) -> list[str]:
        """The members below a folder, in order."""
        return sorted(name for name in self.manifest.members if name.startswith(folder))

    def read(self, name: str) -> bytes:
        """A member's content. Raises CannotRead."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's content piece by piece. Raises CannotRead, at the latest after the last piece."""
        info = self._infos.get(name)
        if info is None:
            raise self._cut_off()
        digest = hashlib.sha256()
        try:
            with _opened(self._tar, info) as file:
                while piece := file.read(PIECE):
                    digest.update(piece)
                    yield piece
        except (OSError, tarfile.TarError) as problem:
            raise self._damaged(name) from problem
        about = self.manifest.members[name] if hasattr(self, "manifest") else None
        if about is not None and about != Member(info.size, digest.hexdigest()):
            raise self._damaged(name)

    def _complete(self) -> None:
        """Exactly the members of the manifest are there, each a plain file with a plain name."""
        there = {
            name: info.size for name, info in self._infos.items() if name not in (MARK, MANIFEST, DIGEST)
        }
        if there != {name: member.size for name, member in self.manifest.members.items()}:
            raise self._cut_off()
        for name in there:
            parts = name.split("/")
            if (
                parts[0] not in ("rows", "files")
                or {"", ".", ".."} & set(parts)
                or not self._infos[name].isreg()
            ):
                raise self._damaged(name)

    def _cut_off(self) -> CannotRead:
        return CannotRead(f"备份 {self.path} 不完整：文件被截断，或没有写完；请换一个备份文件")

    def _damaged(self, name: str) -> CannotRead:
        return CannotRead(f"备份 {self.path} 已损坏（{name} 与清单不符）；请换一个备份文件")


@contextmanager
def _opened(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[IO[bytes]]:
    file = tar.extractfile(info)
    if file is None:
        raise tarfile.ReadError(info.name)
    with file:
        yield file
