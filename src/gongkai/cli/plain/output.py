"""Files out of the commands: written wholly or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.problems import words


def not_an_input(output: Path | None, inputs: Iterable[Path]) -> None:
    """Raises Failure where the file to write is one of those read, by whatever name."""
    if output is None:
        return
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


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file beside the place of `path` to write into; it takes that place when all went well. Raises Failure."""
    if _is(path, Path.is_dir):
        raise Failure(Status.USAGE, f"{path} 是文件夹，请给出要写的文件名，例如 {path / 'out.json'}")
    if _is(path, Path.exists) and not path.is_file():
        raise Failure(Status.USAGE, f"{path} 不是普通文件，不往里写；请给出一个文件名，例如 out.json")
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
