"""Files in and out of the commands: one sentence and the right status for whatever cannot be used."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.annual.contract import loads
from gongkai.annual.contract_values import ContractError
from gongkai.annual.read import NotAReport, read
from gongkai.annual.report import Report
from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.open import CannotOpen, from_text, open_text


def load(path: Path) -> Report:
    """The report in a file: the exchange format's JSON, or any document the reader takes. Raises Failure."""
    try:
        text = open_text(path)
        if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
            return loads(text)
        return read(from_text(text, path.name))
    except CannotOpen as problem:
        raise Failure(Status.CANNOT_OPEN, str(problem)) from problem
    except ContractError as problem:
        raise Failure(Status.CANNOT_OPEN, f"{path}：{problem}") from problem
    except NotAReport as problem:
        raise Failure(Status.NOT_A_REPORT, f"{path}：{problem}") from problem
    except (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, RecursionError) as problem:
        # A fault of ours, met in one file of many: the others must not pay for it.
        sentence = f"{path}：读取时程序出错（{type(problem).__name__}），没有给出任何数字；请把文件交给维护者"
        raise Failure(Status.CANNOT_OPEN, sentence) from problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its report, or the failure."""

    path: Path
    report: Report | None
    failure: Failure | None = None


def load_each(paths: tuple[Path, ...]) -> Iterator[Outcome]:
    """Every file in turn; a bad one never stops the others."""
    for path in paths:
        try:
            outcome = Outcome(path, load(path))
        except Failure as failure:
            outcome = Outcome(path, None, failure)
        yield outcome


def write_whole(path: Path, text: str) -> None:
    """Write a file wholly or not at all: beside its place first, then into it. Raises Failure."""
    try:
        if path.is_dir():
            raise Failure(Status.USAGE, f"{path} 是文件夹，请给出要写的文件名，例如 {path / 'out.json'}")
        if path.exists() and not path.is_file():
            raise Failure(Status.USAGE, f"{path} 不是普通文件，不往里写；请给出一个文件名，例如 out.json")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Failure(
            Status.ENVIRONMENT, f"{path} 写不进去（{problem.strerror}），什么都没有写；请换一个可写的文件夹"
        ) from problem
