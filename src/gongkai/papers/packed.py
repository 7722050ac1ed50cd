"""Files in a zip container, read with an eye on how large they become."""

import zipfile
import zlib
from io import BytesIO

from gongkai.papers.limits import MB, Limits
from gongkai.papers.refusal import CannotOpen

_CHUNK = 1 << 20
_DAMAGED = "已损坏，打不开；请用Word、WPS等软件打开后另存一份，或向对方重新索取"


class Packed:
    """The parts of one packed document by path. What they unpack to is counted while it unpacks, not believed."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Raises CannotOpen when the container is damaged or has too many parts."""
        self._name = name
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
            raise CannotOpen(f"{name}{_DAMAGED}") from None
        if len(self._zip.filelist) > limits.members:
            raise CannotOpen(
                f"{name}里有超过{limits.members}个部件，不像正常的文件，没有打开；请另存一份再试"
            )
        self._parts = {_path(info.filename): info for info in self._zip.filelist}

    def part(self, path: str) -> bytes | None:
        """The bytes of a part, None when there is no such part. Raises CannotOpen: damaged, locked, too large."""
        info = self._parts.get(_path(path))
        if info is None:
            return None
        chunks = []
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    chunks.append(chunk)
                    self._unpacked += len(chunk)
                    if self._unpacked > self._limits.unpacked:
                        most = self._limits.unpacked // MB
                        raise CannotOpen(
                            f"{self._name}解压后超过{most}MB的上限，没有打开；请删去大图片或拆分后再试"
                        )
        except CannotOpen:
            raise
        except RuntimeError:
            raise CannotOpen(f"{self._name}设有密码，打不开；请去掉密码后另存一份再试") from None
        except (OSError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error):
            raise CannotOpen(f"{self._name}{_DAMAGED}") from None
        return b"".join(chunks)


def _path(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
