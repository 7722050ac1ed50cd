"""Files into the commands: one sentence and the right status for whatever cannot be used."""

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from gongkai.annual.batch import Answer, FileRead, WorkersFailed, read_files
from gongkai.annual.report import Report
from gongkai.cli.plain.read_limits import limits
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.problems import words

STATUS = {
    Answer.READ: Status.DONE,
    Answer.NOT_A_REPORT: Status.NOT_A_REPORT,
    Answer.CANNOT_OPEN: Status.CANNOT_OPEN,
}


def load(path: Path) -> Report:
    """The one report in a file. Raises Failure, also for an archive of several."""
    _is_named(path)
    with closing(load_each((path,))) as answers:
        found = next(answers)
        if found.report is None:
            raise Failure(STATUS[found.answer], found.says)
        if next(answers, None) is not None:
            raise Failure(
                Status.USAGE, f"{path} 里有不止一个文件，这里只能给一份报告；请先解压，再给出其中一份"
            )
    return found.report


def load_each(files: Iterable[Path], *, jobs: int = 1) -> Generator[FileRead, None, None]:
    """Every file in turn, archives member by member; a bad one never stops the others. Raises Failure."""
    try:
        yield from read_files(files, jobs=jobs, limits=limits())
    except WorkersFailed as problem:
        raise Failure(Status.ENVIRONMENT, str(problem)) from problem


def expanded(paths: Iterable[Path]) -> list[Path]:
    """The files meant: a folder means all files in it and below, in order of their names.

    Hidden files and those that Office keeps while a document is open (~$…) are left out. Raises Failure for a
    folder without any, and for standard input.
    """
    files: list[Path] = []
    for path in paths:
        _is_named(path)
        if not os.path.isdir(path):  # noqa: PTH112  no error for a name that no file can have
            files.append(path)
            continue
        inside = list(_inside(path))
        if not inside:
            raise Failure(Status.CANNOT_OPEN, f"文件夹 {path} 里没有可读的文件，请检查路径")
        files += inside
    return files


def _is_named(path: Path) -> None:
    if str(path) == "-":
        raise Failure(Status.USAGE, "不能从标准输入读；请先存成文件，再给出文件名")


def _inside(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        raise Failure(
            Status.CANNOT_OPEN, f"文件夹 {folder} 打不开（{words(problem)}），请检查权限"
        ) from problem
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(folder / entry.name)
        elif not entry.is_dir():
            yield folder / entry.name
