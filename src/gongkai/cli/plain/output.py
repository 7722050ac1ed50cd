"""Files out of the commands: written wholly or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.problems import words


def can_take(output: Path | None, inputs: Iterable[Path]) -> None:
    """Raises Failure where the file cannot be written, or is one of those read, by whatever name."""
    if output is None:
        return
    has_place(output)
    for path in inputs:
        if _same(path, output):
            raise Failure(
                Status.USAGE, f"{output} 就是要读的文件，不能写在它上面；什么都没有写，请换一个文件名"
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or cannot be: whoever opens it says so
        return False


def write_whole(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all. Raises Failure."""
    with whole(path) as beside:
        beside.write_bytes(content)


def _is(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except OSError:  # a name that no file can have: writing says so
        return False


def has_place(path: Path) -> None:
    """Said before hours of reading, not after them. Raises Failure where no such file can be written."""
    if _is(path, Path.is_dir):
        raise Failure(Status.USAGE, f"{path} 是文件夹，请给出要写的文件名，例如 {path / 'out.json'}")
    if _is(path, Path.exists) and not path.is_file():
        raise Failure(Status.USAGE, f"{path} 不是普通文件，不往里写；请给出一个文件名，例如 out.json")
    if not _is(path.parent, Path.is_dir):
        raise Failure(
            Status.ENVIRONMENT,
            f"没有文件夹 {path.parent}，{path.name} 没有写；请先建好这个文件夹，或者换一个",
        )
    if not os.access(path.parent, os.W_OK):
        raise Failure(
            Status.ENVIRONMENT,
            f"没有往文件夹 {path.parent} 里写的权限，{path.name} 没有写；请换一个可写的文件夹",
        )


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file beside the place of `path` to write into; it takes that place when all went well. Raises Failure."""
    has_place(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        beside = Path(name)
        try:
            yield beside
            with beside.open("rb+") as stream:
                os.fsync(stream.fileno())
            beside.chmod(0o644)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Failure(
            Status.ENVIRONMENT, f"{path} 写不进去（{words(problem)}），什么都没有写；请换一个可写的文件夹"
        ) from problem
